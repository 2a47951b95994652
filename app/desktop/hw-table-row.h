/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-row.h: a table in the list of tables: its name, its size, and whether it differs. */

#pragma once

#include <adwaita.h>

#include "hw-table-item.h"

G_BEGIN_DECLS

#define HW_TYPE_TABLE_ROW (hw_table_row_get_type ())
G_DECLARE_FINAL_TYPE (HwTableRow, hw_table_row, HW, TABLE_ROW, AdwBin)

GtkWidget *hw_table_row_new (void);
/* An HwRowShow; @item: (nullable): an HwTableItem. */
void hw_table_row_show (GtkWidget *row, gpointer item);

G_END_DECLS
