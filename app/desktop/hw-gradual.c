/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-gradual.c: a long list of which that what can be seen comes first. */

#include "hw-gradual.h"

#define AT_ONCE 36 /* items: they fill a window on most screens */
#define MOMENT 400 /* milliseconds: what was opened is drawn, and has not been scrolled yet */

static gboolean
show_all (gpointer user_data)
{
  hw_gradual_finish (user_data);
  return G_SOURCE_REMOVE;
}

GListModel *
hw_gradual_new (GListModel *model)
{
  GtkSliceListModel *slice = gtk_slice_list_model_new (model, 0, AT_ONCE);

  g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, MOMENT, show_all, g_object_ref (slice),
                      g_object_unref);
  return G_LIST_MODEL (slice);
}

void
hw_gradual_finish (GListModel *gradual)
{
  gtk_slice_list_model_set_size (GTK_SLICE_LIST_MODEL (gradual), G_MAXUINT);
}
