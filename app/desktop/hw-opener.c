/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-opener.c: reads the fleet file that is asked for, and watches it from then on. */

#include "hw-opener.h"

#include <glib/gi18n.h>

#include "hw-work.h"

struct _HwOpener
{
  GObject parent_instance;
  char *path;
  GFileMonitor *monitor;
  HwWork *work;
};

enum
{
  OPENED,
  FAILED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HwOpener, hw_opener, G_TYPE_OBJECT)

static void
hw_opener_dispose (GObject *object)
{
  HwOpener *self = HW_OPENER (object);

  g_clear_object (&self->work);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (hw_opener_parent_class)->dispose (object);
}

static void
hw_opener_class_init (HwOpenerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = hw_opener_dispose;
  signals[OPENED] = g_signal_new ("opened", HW_TYPE_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, HW_TYPE_FLEET);
  signals[FAILED] = g_signal_new ("failed", HW_TYPE_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[CHANGED] = g_signal_new ("changed", HW_TYPE_OPENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hw_opener_init (HwOpener *self)
{
}

HwOpener *
hw_opener_new (void)
{
  return g_object_new (HW_TYPE_OPENER, NULL);
}

static void
on_file_changed (HwOpener *self, GFile *file, GFile *other, GFileMonitorEvent event)
{
  if (event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED && event != G_FILE_MONITOR_EVENT_DELETED &&
      event != G_FILE_MONITOR_EVENT_CHANGED)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
watch (HwOpener *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_free (self->path);
  self->path = g_file_get_path (file);
  g_clear_object (&self->monitor);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_file_changed), self,
                             G_CONNECT_SWAPPED);
}

static gpointer
load_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  return hw_fleet_load (data, error);
}

static void
loaded (gpointer owner, gpointer result, const GError *error)
{
  if (error == NULL)
    g_signal_emit (owner, signals[OPENED], 0, result);
  else
    g_signal_emit (owner, signals[FAILED], 0, error);
}

void
hw_opener_open (HwOpener *self, const char *path)
{
  g_autofree char *kept = g_strdup (path); /* it may be our own */

  watch (self, kept);
  hw_work_start (&self->work, _ ("Opening the fleet"), G_OBJECT (self), load_in_thread,
                 g_strdup (kept), g_free, g_object_unref, loaded);
}

const char *
hw_opener_get_path (HwOpener *self)
{
  return self->path;
}
