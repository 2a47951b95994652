/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-item.h: a table or view as the schema view shows it, with what differs in it. */

#pragma once

#include "hw-check.h"
#include "hw-sizes.h"

G_BEGIN_DECLS

#define HW_TYPE_TABLE_ITEM (hw_table_item_get_type ())
G_DECLARE_FINAL_TYPE (HwTableItem, hw_table_item, HW, TABLE_ITEM, GObject)

/* (transfer full): a GListModel of HwTableItem: the tables and views of @check, those that it lacks
 * too. @sizes: (nullable). From any thread; an empty list when no schema is known. */
GListStore *hw_table_item_new_list (HwCheck *check, HwSizes *sizes);

HwObject *hw_table_item_get_object (HwTableItem *item);
/* What the database has, and of what is expected what it lacks. */
HwSchema *hw_table_item_get_schema (HwTableItem *item);
const char *hw_table_item_get_title (HwTableItem *item);
/* (transfer full): "8 columns, 24 kB". */
char *hw_table_item_dup_summary (HwTableItem *item);
/* Differences of it and in it. */
guint hw_table_item_get_n_differences (HwTableItem *item);
/* (nullable) (transfer none): how @object, the table or what is in it, differs: with a table that
 * is missing all that is in it is. */
const HwDifference *hw_table_item_find (HwTableItem *item, const HwObject *object);
/* Whether its name or that of a column contains @text, whatever the case. */
gboolean hw_table_item_matches (HwTableItem *item, const char *text);

G_END_DECLS
