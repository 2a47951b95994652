/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-log.c: what happens while a plan is carried out, told as it happens. */

#include "hw-run-log.h"

struct _HwRunLog
{
  GMutex lock;
  GPtrArray *events;
};

static void
event_clear (gpointer data)
{
  HwRunEvent *event = data;

  hw_step_unref (event->step);
  g_free (event->text);
}

void
hw_run_event_unref (HwRunEvent *event)
{
  g_atomic_rc_box_release_full (event, event_clear);
}

HwRunLog *
hw_run_log_new (void)
{
  HwRunLog *log = g_atomic_rc_box_new0 (HwRunLog);

  g_mutex_init (&log->lock);
  log->events = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_run_event_unref);
  return log;
}

HwRunLog *
hw_run_log_ref (HwRunLog *log)
{
  return g_atomic_rc_box_acquire (log);
}

static void
log_clear (gpointer data)
{
  HwRunLog *log = data;

  g_mutex_clear (&log->lock);
  g_ptr_array_unref (log->events);
}

void
hw_run_log_unref (HwRunLog *log)
{
  g_atomic_rc_box_release_full (log, log_clear);
}

static void
add (HwRunLog *log, HwRunEventKind kind, const HwStep *step, HwOutcome outcome, const char *text)
{
  HwRunEvent *event;

  if (log == NULL)
    return;
  event = g_atomic_rc_box_new0 (HwRunEvent);
  event->kind = kind;
  event->at = g_get_real_time ();
  event->step = hw_step_ref ((HwStep *) step);
  event->outcome = outcome;
  event->text = g_strdup (text);
  g_mutex_lock (&log->lock);
  g_ptr_array_add (log->events, event);
  g_mutex_unlock (&log->lock);
}

void
hw_run_log_add (HwRunLog *log, HwRunEventKind kind, const HwStep *step, const char *text)
{
  add (log, kind, step, HW_OUTCOME_NOT_RUN, text);
}

void
hw_run_log_add_end (HwRunLog *log, const HwStep *step, HwOutcome outcome, const char *text)
{
  add (log, HW_RUN_EVENT_ENDED, step, outcome, text);
}

GPtrArray *
hw_run_log_dup_from (HwRunLog *log, guint first)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_run_event_unref);

  g_mutex_lock (&log->lock);
  for (guint i = first; i < log->events->len; i++)
    g_ptr_array_add (events, g_atomic_rc_box_acquire (g_ptr_array_index (log->events, i)));
  g_mutex_unlock (&log->lock);
  return events;
}
