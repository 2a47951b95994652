/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-work.c: a piece of work that runs off the main thread, watched and stopped from it. */

#include "hw-work.h"

#define LOOK_EVERY 100 /* milliseconds */

struct _HwWork
{
  GObject parent_instance;
  GObject *owner; /* not ours; NULL when it has gone */
  HwWork **place; /* (nullable): where the owner keeps it */
  HwProgress *progress;
  GCancellable *cancellable;
  HwWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  HwWorkDone done;
  gpointer result;
  GError *error;
  guint look;
  guint serial;
  char *text;
  gboolean running;
};

enum
{
  PROP_RUNNING = 1,
  PROP_TITLE,
  PROP_TEXT,
  PROP_FRACTION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HwWork, hw_work, G_TYPE_OBJECT)

static void
hw_work_finalize (GObject *object)
{
  HwWork *self = HW_WORK (object);

  g_clear_handle_id (&self->look, g_source_remove);
  hw_progress_unref (self->progress);
  g_object_unref (self->cancellable);
  g_free (self->text);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (hw_work_parent_class)->finalize (object);
}

static void
hw_work_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwWork *self = HW_WORK (object);

  switch (id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_TITLE:
      g_value_set_string (value, hw_progress_get_title (self->progress));
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, hw_progress_get_fraction (self->progress));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_work_class_init (HwWorkClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = hw_work_finalize;
  object_class->get_property = hw_work_get_property;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hw_work_init (HwWork *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
look (gpointer user_data)
{
  HwWork *self = user_data;
  guint serial = hw_progress_get_serial (self->progress);

  if (serial != self->serial)
    {
      self->serial = serial;
      g_free (self->text);
      self->text = hw_progress_dup_text (self->progress);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  return G_SOURCE_CONTINUE;
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HwWork *self = source;

  self->result = self->func (self->progress, self->cancellable, self->data, &self->error);
  g_task_return_boolean (task, TRUE);
}

static void
owner_gone (gpointer data, GObject *owner)
{
  HwWork *self = data;

  self->owner = NULL;
  g_cancellable_cancel (self->cancellable);
}

/* Back on the main thread, which holds a reference through the task. */
static void
work_ended (GObject *object, GAsyncResult *async_result, gpointer user_data)
{
  HwWork *self = HW_WORK (object);
  g_autoptr (GObject) owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;

  g_clear_handle_id (&self->look, g_source_remove);
  self->running = FALSE;
  if (owner != NULL)
    {
      g_object_weak_unref (owner, owner_gone, self);
      if (self->place == NULL || *self->place == self)
        {
          if (self->place != NULL)
            g_clear_object (self->place);
          self->done (owner, self->result, self->error);
        }
      g_object_notify_by_pspec (object, properties[PROP_RUNNING]);
    }
  if (self->result != NULL && self->free_result != NULL)
    self->free_result (self->result);
  if (self->free_data != NULL)
    self->free_data (self->data);
}

void
hw_work_start (HwWork **place, const char *title, GObject *owner, HwWorkFunc func, gpointer data,
               GDestroyNotify free_data, GDestroyNotify free_result, HwWorkDone done)
{
  g_autoptr (HwWork) self = g_object_new (HW_TYPE_WORK, NULL);
  g_autoptr (GTask) task = g_task_new (self, NULL, work_ended, NULL);

  self->progress = hw_progress_new (title);
  self->owner = owner;
  /* The work outlives its owner for as long as it takes to stop; the task keeps it alive. */
  g_object_weak_ref (owner, owner_gone, self);
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->free_result = free_result;
  self->done = done;
  self->running = TRUE;
  self->look = g_timeout_add (LOOK_EVERY, look, self);
  g_task_run_in_thread (task, work_in_thread);
  if (place == NULL)
    return;
  hw_work_cancel (place);
  self->place = place;
  *place = g_steal_pointer (&self);
}

void
hw_work_cancel (HwWork **place)
{
  if (*place != NULL)
    hw_work_stop (*place);
  g_clear_object (place);
}

void
hw_work_stop (HwWork *self)
{
  g_cancellable_cancel (self->cancellable);
}

gboolean
hw_work_is_running (HwWork *self)
{
  return self->running;
}

HwProgress *
hw_work_get_progress (HwWork *self)
{
  return self->progress;
}
