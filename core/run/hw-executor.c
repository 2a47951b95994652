/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-executor.c: carries out the steps of one database, one after the other, on one connection. */

#include "hw-executor.h"

#include <glib/gi18n.h>

#include "hw-catalog-sum.h"
#include "hw-error.h"
#include "hw-execution.h"
#include "hw-ledger.h"
#include "hw-pause.h"
#include "hw-proof.h"
#include "hw-python-step.h"

/* Between two tries after a lock timeout: long enough for the queue behind us to drain. */
#define RETRY_AFTER_MS 500

/* Takes the locks; while somebody else has them says who. */
static gboolean
take_lock (HwExecutor *executor, HwConnection *connection, const HwStep *step, HwProgress *progress,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean taken =
      hw_lock_take (executor->database, connection, executor->history, 0, cancellable, &failure);

  if (taken || !g_error_matches (failure, HW_ERROR, HW_ERROR_LOCKED))
    {
      if (!taken)
        g_propagate_error (error, g_steal_pointer (&failure));
      return taken;
    }
  hw_run_log_add (executor->log, HW_RUN_EVENT_WAITING, step, failure->message);
  hw_progress_set_text (progress, "%s", failure->message);
  taken = hw_lock_take (executor->database, connection, executor->history,
                        executor->options->lock_wait, cancellable, error);
  if (taken)
    hw_run_log_add (executor->log, HW_RUN_EVENT_GOES_ON, step, NULL);
  return taken;
}

/* Connects and takes the locks. */
static HwConnection *
open_connection (HwExecutor *executor, const HwStep *step, HwProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (HwConnection) connection =
      hw_database_connect (executor->database, cancellable, error);

  if (connection == NULL || !take_lock (executor, connection, step, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/* The schema as it is now: that of the look that the plan was made by, or all is read, and once
 * more after the last step. */
static gboolean
find_live (HwExecutor *executor, const HwCheck *check, GCancellable *cancellable, GError **error)
{
  if (check->sum != NULL && hw_catalog_sum_holds (executor->connection, check->place, check->moment,
                                                  check->sum, cancellable))
    {
      executor->live = hw_schema_ref (check->live);
      return TRUE;
    }
  hw_connection_set_prepares (executor->connection, TRUE);
  executor->live = hw_proof_read (executor, cancellable, error);
  hw_connection_set_prepares (executor->connection, FALSE);
  return executor->live != NULL;
}

/* Sets how many of the first steps are done already: somebody else worked while we waited for the
 * lock. */
static gboolean
compare_version (HwExecutor *executor, GPtrArray *steps, GCancellable *cancellable, GError **error)
{
  const HwStep *first = g_ptr_array_index (steps, 0);
  g_autoptr (HwVersion) version =
      hw_version_read (executor->connection, executor->history, cancellable, error);
  g_autofree char *planned = NULL;
  g_autofree char *found = NULL;

  if (version == NULL)
    return FALSE;
  executor->version_table_exists = version->table_exists;
  if (g_strv_equal ((const char *const *) version->rows, (const char *const *) first->from))
    return TRUE;
  for (guint i = steps->len; i > 0; i--)
    {
      const HwStep *step = g_ptr_array_index (steps, i - 1);

      if (g_strv_equal ((const char *const *) version->rows, (const char *const *) step->to))
        {
          executor->n_done = i;
          return TRUE;
        }
    }
  planned = hw_version_to_text ((const char *const *) first->from);
  found = hw_version_to_text ((const char *const *) version->rows);
  hw_set_error (error, HW_ERROR_FAILED, _ ("Run the same command again: it plans anew."),
                _ ("%s is at %s now, and the plan was made for %s: somebody moved it meanwhile"),
                hw_database_get_title (executor->database), found, planned);
  return FALSE;
}

/* A step that was begun before and that this plan does not go on with is over. */
static gboolean
settle_unfinished (HwExecutor *executor, const HwStep *first, GCancellable *cancellable,
                   GError **error)
{
  const HwUnfinished *unfinished = first->check->unfinished;

  return unfinished == NULL || first->resumes ||
         hw_ledger_give_up (executor->connection, unfinished->step, cancellable, error);
}

HwExecutor *
hw_executor_new (HwDatabase *database, GPtrArray *steps, HwFleet *fleet,
                 const HwRunOptions *options, HwProgress *progress, HwRunLog *log,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (HwExecutor) executor = g_new0 (HwExecutor, 1);
  const HwStep *first = g_ptr_array_index (steps, 0);

  executor->database = g_object_ref (database);
  executor->fleet = fleet;
  executor->options = options;
  executor->log = log;
  executor->watch = hw_lock_watch_new (database, log);
  executor->history = hw_history_ref (first->check->history);
  executor->steps = g_ptr_array_ref (steps);
  for (guint i = 0; i < steps->len; i++)
    if (((const HwStep *) g_ptr_array_index (steps, i))->needs_python)
      hw_python_step_start (executor);
  executor->connection = open_connection (executor, first, progress, cancellable, error);
  /* Making the ledger changes the sum over the catalogs. */
  if (executor->connection == NULL || !find_live (executor, first->check, cancellable, error) ||
      !hw_ledger_prepare (executor->connection, cancellable, error) ||
      !compare_version (executor, steps, cancellable, error) ||
      !settle_unfinished (executor, first, cancellable, error))
    return NULL;
  executor->from_nothing = hw_schema_is_empty (executor->live);
  return g_steal_pointer (&executor);
}

/* Closing the connection does it too, but not at once: whoever looks now would still see us. */
static void
release_locks (HwExecutor *executor)
{
  HwConnection *connection = executor->connection;

  if (connection != NULL && hw_connection_is_alive (connection) &&
      !hw_connection_is_in_transaction (connection))
    hw_lock_release (connection, executor->history, NULL, NULL);
}

void
hw_executor_free (HwExecutor *executor)
{
  hw_lock_watch_free (executor->watch);
  g_clear_pointer (&executor->recorder, hw_recorder_free);
  release_locks (executor);
  g_clear_pointer (&executor->connection, hw_connection_free);
  g_clear_pointer (&executor->history, hw_history_unref);
  g_clear_pointer (&executor->steps, g_ptr_array_unref);
  g_clear_pointer (&executor->begun_counts, hw_result_unref);
  g_clear_pointer (&executor->live, hw_schema_unref);
  g_clear_pointer (&executor->proved, hw_schema_unref);
  g_clear_pointer (&executor->drift, hw_differences_unref);
  g_object_unref (executor->database);
  g_free (executor);
}

guint
hw_executor_get_n_done (HwExecutor *executor)
{
  return executor->n_done;
}

/* A table lock that did not come in time, or a deadlock: worth another try, nothing was kept. */
static gboolean
is_worth_another_try (const GError *error)
{
  return hw_postgres_error_has_state (error, "55P03") ||
         hw_postgres_error_has_state (error, "40P01");
}

/* Writes down that the step failed, when there still is a connection to do it on. What the step
 * left open is rolled back: by us or, with the connection gone, by the server. */
static void
record_failure (HwExecution *execution, const GError *error, HwStepResult *result)
{
  HwEntry entry = hw_execution_describe (execution, HW_EVENT_FAILED);

  result->note =
      execution->committed ? g_strdup (_ ("it is committed, and stays"))
      : execution->begun
          ? g_strdup (_ ("what is done of it is written down; the next run goes on there"))
      : execution->keeps_parts
          ? g_strdup (_ ("parts of it ran outside a transaction and were kept"))
          : g_strdup (_ ("rolled back, nothing of it was kept"));
  if (!hw_connection_is_alive (execution->connection))
    return;
  if (hw_connection_is_in_transaction (execution->connection) &&
      !hw_connection_execute (execution->connection, "rollback", NULL, NULL))
    return;
  /* A step in parts that was begun has not ended: the next run goes on from there. */
  if (execution->begun)
    entry.event = HW_EVENT_PROGRESS;
  entry.error = error->message;
  /* One that was committed is written down as done. */
  if (!execution->committed)
    hw_ledger_append (execution->connection, &entry, NULL, NULL);
}

/* The connection went away at COMMIT: only the ledger knows whether it arrived. */
static gboolean
settle_lost_commit (HwExecutor *executor, HwExecution *execution, HwStepResult *result,
                    GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean done = FALSE;

  g_clear_pointer (&executor->connection, hw_connection_free);
  executor->connection = open_connection (executor, execution->step, NULL, NULL, &failure);
  if (executor->connection == NULL ||
      !hw_ledger_is_done (executor->connection, execution->id, &done, NULL, &failure))
    {
      hw_set_error (
          error, HW_ERROR_FAILED, _ ("Run headway status: the database itself will tell."),
          _ ("%s: the connection was lost while revision %s was being committed; whether "
             "it arrived is not known (%s)"),
          hw_database_get_title (executor->database), execution->step->revision, failure->message);
      return FALSE;
    }
  if (done)
    {
      result->note = g_strdup (_ ("the connection was lost after the commit, which arrived"));
      hw_execution_keep (execution);
    }
  else
    hw_set_error (error, HW_ERROR_FAILED, _ ("Run the same command again."),
                  _ ("%s: the connection was lost before revision %s was committed; nothing of it "
                     "was kept"),
                  hw_database_get_title (executor->database), execution->step->revision);
  return done;
}

/* Whether what was cancelled at COMMIT was committed all the same. */
static gboolean
is_committed (HwExecution *execution)
{
  HwConnection *connection = execution->connection;
  gboolean done = FALSE;

  return hw_connection_is_alive (connection) &&
         (!hw_connection_is_in_transaction (connection) ||
          hw_connection_execute (connection, "rollback", NULL, NULL)) &&
         hw_ledger_is_done (connection, execution->id, &done, NULL, NULL) && done;
}

static gboolean
run_once (HwExecution *execution, HwProgress *progress, GCancellable *cancellable, GError **error)
{
  return execution->step->needs_python
             ? hw_python_step_run (execution, progress, cancellable, error)
             : hw_execution_run (execution, progress, cancellable, error);
}

static gboolean
run_with_retries (HwExecutor *executor, HwExecution *execution, HwProgress *progress,
                  GCancellable *cancellable, GError **error)
{
  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GError) failure = NULL;
      g_autofree char *text = NULL;

      if (run_once (execution, progress, cancellable, &failure))
        return TRUE;
      if (attempt >= executor->options->lock_retries || !is_worth_another_try (failure) ||
          (hw_connection_is_in_transaction (execution->connection) &&
           !hw_connection_execute (execution->connection, "rollback", NULL, NULL)))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      text = g_strdup_printf (_ ("Waiting for a table of %s that others use (try %u)"),
                              hw_database_get_title (executor->database), attempt + 2);
      hw_progress_set_text (progress, "%s", text);
      hw_run_log_add (executor->log, HW_RUN_EVENT_WAITING, execution->step, text);
      if (!hw_pause (RETRY_AFTER_MS, cancellable, error))
        return FALSE;
    }
}

gboolean
hw_executor_run (HwExecutor *executor, const HwStep *step, HwStepResult *result,
                 HwProgress *progress, GCancellable *cancellable)
{
  g_autoptr (HwExecution) execution = hw_execution_new (executor, step);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) notices = NULL;

  hw_progress_set_text (progress, "%s: %s %s", hw_database_get_title (executor->database),
                        hw_action_to_string (step->action), step->revision);
  if (!run_with_retries (executor, execution, progress, cancellable, &error))
    {
      gboolean lost = g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_LOST);
      gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      if (execution->committing && (lost || (cancelled && is_committed (execution))))
        {
          g_clear_error (&error);
          if (lost)
            settle_lost_commit (executor, execution, result, &error);
          else
            hw_execution_keep (execution);
        }
      else
        record_failure (execution, error, result);
    }
  result->duration = g_get_monotonic_time () - began;
  if (executor->connection != NULL)
    notices = hw_connection_take_notices (executor->connection);
  result->notices = execution->notices != NULL ? g_steal_pointer (&execution->notices)
                                               : g_steal_pointer (&notices);
  if (execution->note != NULL && result->note == NULL)
    result->note = g_strdup (execution->note);
  result->outcome = error == NULL ? HW_OUTCOME_DONE : HW_OUTCOME_FAILED;
  result->error = g_steal_pointer (&error);
  return result->outcome == HW_OUTCOME_DONE;
}
