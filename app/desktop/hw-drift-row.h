/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-row.h: a difference in the tree: whether it is included, what it is, expected and found.
 */

#pragma once

#include <adwaita.h>

#include "hw-drift-node.h"

G_BEGIN_DECLS

#define HW_TYPE_DRIFT_ROW (hw_drift_row_get_type ())
G_DECLARE_FINAL_TYPE (HwDriftRow, hw_drift_row, HW, DRIFT_ROW, AdwBin)

GtkWidget *hw_drift_row_new (void);
/* An HwRowShow; @tree_row: (nullable): a GtkTreeListRow of HwDriftNode. */
void hw_drift_row_show (GtkWidget *row, gpointer tree_row);

G_END_DECLS
