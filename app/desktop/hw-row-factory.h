/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-row-factory.h: the rows of a long list: made by a function, and given their item. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @item (transfer none) in @row; NULL: no item any more, what was connected goes. */
typedef void (*HwRowShow) (GtkWidget *row, gpointer item);

/* (transfer full): for a list view, or a column of one. */
GtkListItemFactory *hw_row_factory_new (GtkWidget *(*create) (void), HwRowShow show);

G_END_DECLS
