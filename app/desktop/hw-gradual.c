/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-gradual.c: a long list of which that what can be seen comes first. */

#include "hw-gradual.h"

#define AT_ONCE 36  /* items: they fill a window on most screens */
#define A_FRAME 2   /* items more with each frame, which stays smooth */
#define MADE 240    /* items: no list view makes rows for more */
#define MOMENT 1000 /* milliseconds: what was opened is drawn by then, on a slow machine too */

static gboolean
grow (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  GtkSliceListModel *slice = user_data;
  guint size = gtk_slice_list_model_get_size (slice);

  if (size >= MADE)
    {
      hw_gradual_finish (G_LIST_MODEL (slice));
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (slice, size + A_FRAME);
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_to_grow (gpointer user_data)
{
  GListModel *gradual = user_data;
  GtkWidget *view = g_object_get_data (G_OBJECT (gradual), "view");

  gtk_widget_add_tick_callback (view, grow, g_object_ref (gradual), g_object_unref);
  return G_SOURCE_REMOVE;
}

static gboolean
show_all (gpointer user_data)
{
  hw_gradual_finish (user_data);
  return G_SOURCE_REMOVE;
}

/* How far one can scroll depends on all of them. Not now: the list may be in the middle of giving
 * its rows their places. */
static void
on_scrolled (GListModel *gradual)
{
  if (gtk_slice_list_model_get_size (GTK_SLICE_LIST_MODEL (gradual)) < MADE)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_all, g_object_ref (gradual), g_object_unref);
}

static void
release (gpointer source, GClosure *closure)
{
  g_source_unref (source);
}

GListModel *
hw_gradual_new (GListModel *model, GtkScrollable *view)
{
  GtkSliceListModel *slice = gtk_slice_list_model_new (model, 0, AT_ONCE);
  g_autoptr (GSource) source = g_timeout_source_new (MOMENT);

  g_object_set_data (G_OBJECT (slice), "view", view);
  g_source_set_priority (source, G_PRIORITY_DEFAULT_IDLE);
  g_source_set_callback (source, begin_to_grow, g_object_ref (slice), g_object_unref);
  g_source_attach (source, NULL);
  g_signal_connect_data (view, "destroy", G_CALLBACK (g_source_destroy), g_source_ref (source),
                         release, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (view), "value-changed",
                           G_CALLBACK (on_scrolled), slice, G_CONNECT_SWAPPED);
  return G_LIST_MODEL (slice);
}

void
hw_gradual_finish (GListModel *gradual)
{
  gtk_slice_list_model_set_size (GTK_SLICE_LIST_MODEL (gradual), G_MAXUINT);
}
