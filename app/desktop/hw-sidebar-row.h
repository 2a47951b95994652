/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sidebar-row.h: a service in the sidebar: its verdict as symbol and words, and its name. */

#pragma once

#include <gtk/gtk.h>

#include "hw-database-item.h"

G_BEGIN_DECLS

#define HW_TYPE_SIDEBAR_ROW (hw_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (HwSidebarRow, hw_sidebar_row, HW, SIDEBAR_ROW, GtkWidget)

GtkWidget *hw_sidebar_row_new (void);
/* An HwRowShow; @item: (nullable): an HwDatabaseItem, or anything else for the row of all services;
 * NULL: nothing is followed, and what was shown stays. */
void hw_sidebar_row_show (GtkWidget *row, gpointer item);

G_END_DECLS
