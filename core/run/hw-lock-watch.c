/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-lock-watch.c: sees, from a second session, whom a statement that takes long waits for. */

#include "hw-lock-watch.h"

#include <glib/gi18n.h>

#include "hw-lock.h"

/* Most statements are done by then; and between two looks at one that is not. */
#define MOMENT (500 * G_TIME_SPAN_MILLISECOND)

struct _HwLockWatch
{
  HwDatabase *database;
  HwRunLog *log;
  HwConnection *connection; /* (nullable): of the thread */
  GCancellable *cancellable;
  GThread *thread;

  GMutex lock;
  GCond wake;
  gboolean stop;
  int pid; /* 0: no statement is being run */
  guint statement;
  const HwStep *step;
  HwProgress *progress;
  char *told; /* (nullable): whom this statement was said to wait for */
};

/* "order@local waits for psql (process 4711, role order) since …". (transfer full) (nullable) */
static char *
find_blockers (HwLockWatch *watch, int pid)
{
  g_autoptr (GPtrArray) blockers = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (watch->connection == NULL)
    watch->connection = hw_database_connect (watch->database, watch->cancellable, NULL);
  if (watch->connection != NULL)
    blockers = hw_lock_find_blockers (watch->connection, pid, watch->cancellable, NULL);
  if (blockers == NULL || blockers->len == 0)
    return NULL;
  g_string_append_printf (text, _ ("%s waits for"), hw_database_get_title (watch->database));
  for (guint i = 0; i < blockers->len; i++)
    {
      g_autofree char *who = hw_lock_holder_to_text (g_ptr_array_index (blockers, i));

      g_string_append_printf (text, "%s %s", i > 0 ? "," : "", who);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Says whom the statement waits for now, when that is news. */
static void
tell (HwLockWatch *watch, char *text)
{
  if (g_strcmp0 (text, watch->told) != 0)
    {
      hw_run_log_add (watch->log, text != NULL ? HW_RUN_EVENT_WAITING : HW_RUN_EVENT_GOES_ON,
                      watch->step, text);
      if (text != NULL)
        hw_progress_set_text (watch->progress, "%s", text);
    }
  g_free (watch->told);
  watch->told = text;
}

static gpointer
watch_in_thread (gpointer data)
{
  HwLockWatch *watch = data;

  g_mutex_lock (&watch->lock);
  while (!watch->stop)
    {
      guint statement = watch->statement;
      int pid = watch->pid;
      char *text;

      /* Waking by the clock alone costs the statements nothing. */
      g_cond_wait_until (&watch->wake, &watch->lock, g_get_monotonic_time () + MOMENT);
      if (watch->stop || pid == 0 || watch->pid == 0 || watch->statement != statement)
        continue;
      g_mutex_unlock (&watch->lock);
      text = find_blockers (watch, pid);
      g_mutex_lock (&watch->lock);
      if (watch->pid != 0 && watch->statement == statement)
        tell (watch, text);
      else
        g_free (text);
    }
  g_mutex_unlock (&watch->lock);
  return NULL;
}

HwLockWatch *
hw_lock_watch_new (HwDatabase *database, HwRunLog *log)
{
  HwLockWatch *watch = g_new0 (HwLockWatch, 1);

  watch->database = database;
  watch->log = log;
  watch->cancellable = g_cancellable_new ();
  g_mutex_init (&watch->lock);
  g_cond_init (&watch->wake);
  watch->thread = g_thread_new ("headway-watch", watch_in_thread, watch);
  return watch;
}

void
hw_lock_watch_free (HwLockWatch *watch)
{
  g_cancellable_cancel (watch->cancellable);
  g_mutex_lock (&watch->lock);
  watch->stop = TRUE;
  g_cond_signal (&watch->wake);
  g_mutex_unlock (&watch->lock);
  g_thread_join (watch->thread);
  g_clear_pointer (&watch->connection, hw_connection_free);
  g_object_unref (watch->cancellable);
  g_cond_clear (&watch->wake);
  g_mutex_clear (&watch->lock);
  g_free (watch);
}

void
hw_lock_watch_begin (HwLockWatch *watch, int pid, const HwStep *step, HwProgress *progress)
{
  g_mutex_lock (&watch->lock);
  watch->pid = pid;
  watch->statement++;
  watch->step = step;
  watch->progress = progress;
  g_mutex_unlock (&watch->lock);
}

void
hw_lock_watch_end (HwLockWatch *watch)
{
  g_mutex_lock (&watch->lock);
  tell (watch, NULL);
  watch->pid = 0;
  g_mutex_unlock (&watch->lock);
}
