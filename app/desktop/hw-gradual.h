/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-gradual.h: a long list of which that what can be seen comes first. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): a model for @view, a list view, that has about a screenful of @model (transfer
 * full) at once, a few more with each frame from a moment later on, and all of it then, or as soon
 * as the view is scrolled. A list view makes two hundred rows when it is given a model, however few
 * can be seen: one would wait for them. */
GListModel *hw_gradual_new (GListModel *model, GtkScrollable *view);

/* All items are there from now on. */
void hw_gradual_finish (GListModel *gradual);

G_END_DECLS
