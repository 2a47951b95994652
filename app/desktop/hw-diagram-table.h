/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diagram-table.h: a table in the diagram: its name, and its columns with their types. */

#pragma once

#include <gtk/gtk.h>

#include "hw-table-item.h"

G_BEGIN_DECLS

/**
 * HwDiagramTable:
 *
 * Can be focused. Signal "activated" (no arguments): the user wants to see it closely.
 */
#define HW_TYPE_DIAGRAM_TABLE (hw_diagram_table_get_type ())
G_DECLARE_FINAL_TYPE (HwDiagramTable, hw_diagram_table, HW, DIAGRAM_TABLE, GtkWidget)

GtkWidget *hw_diagram_table_new (HwTableItem *item);
HwTableItem *hw_diagram_table_get_item (HwDiagramTable *table);
/* How far below its upper edge the middle of @column is. */
double hw_diagram_table_get_row_middle (HwDiagramTable *table, HwObject *column);

G_END_DECLS
