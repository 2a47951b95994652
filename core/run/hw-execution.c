/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-execution.c: one step being carried out: in one transaction where it can be, else in recorded
 * parts. */

#include "hw-execution.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-catalog-change.h"
#include "hw-effect.h"
#include "hw-error.h"
#include "hw-name.h"
#include "hw-proof.h"
#include "hw-resource.h"
#include "hw-run-resource.h"

#define INVALID "/org/headwaydb/Headway/run/invalid-indexes.sql"

HwExecution *
hw_execution_new (HwExecutor *executor, const HwStep *step)
{
  HwExecution *execution = g_new0 (HwExecution, 1);
  const HwUnfinished *unfinished = step->check->unfinished;

  execution->executor = executor;
  execution->connection = executor->connection;
  execution->step = step;
  execution->began = g_get_monotonic_time ();
  execution->begun = step->resumes;
  execution->id = step->resumes ? g_strdup (unfinished->step) : g_uuid_string_random ();
  return execution;
}

void
hw_execution_free (HwExecution *execution)
{
  g_clear_pointer (&execution->counts_before, hw_result_unref);
  g_clear_pointer (&execution->counts_after, hw_result_unref);
  g_clear_pointer (&execution->live, hw_schema_unref);
  g_clear_pointer (&execution->drift, hw_differences_unref);
  g_free (execution->id);
  g_free (execution->note);
  g_strfreev (execution->notices);
  g_free (execution);
}

HwEntry
hw_execution_describe (HwExecution *execution, HwEvent event)
{
  return (HwEntry){
    .step = execution->step,
    .id = execution->id,
    .event = event,
    .statements_done =
        event == HW_EVENT_DONE ? execution->step->statements->len : execution->n_done,
    .duration = g_get_monotonic_time () - execution->began,
  };
}

static const HwPlanStatement *
get_statement (HwExecution *execution, guint i)
{
  return g_ptr_array_index (execution->step->statements, i);
}

/* Whether something by that name is there already. */
static gboolean
is_duplicate (const GError *error)
{
  /* A schema, table (view, index, sequence), column, function, and what has its name otherwise. */
  static const char *const states[] = { "42P06", "42P07", "42701", "42723", "42710", NULL };

  return hw_postgres_error_has_one_of (error, states);
}

/* What an upgrade makes may be there, where the schema is not that of the database's version. */
static void
suggest_reconcile (const HwStep *step, GError *error)
{
  HwDifferences *drift = step->check->drift;
  g_autofree char *hint = NULL;

  if (step->action != HW_ACTION_UPGRADE || !is_duplicate (error) ||
      (drift != NULL && hw_differences_get_n (drift) == 0))
    return;
  hint =
      g_strdup_printf (_ ("Perhaps a part of it was done before: headway reconcile %s finds what "
                          "is there and does the rest."),
                       hw_database_get_title (step->database));
  hw_postgres_error_suggest (error, hint);
}

static void
prefix_error (HwExecution *execution, guint i, GError **error)
{
  const HwStep *step = execution->step;
  const char *title = hw_database_get_title (step->database);
  const char *sql = get_statement (execution, i)->sql;
  g_autofree char *file =
      step->file != NULL ? g_strdup_printf (" (%s)", step->file) : g_strdup ("");
  g_autofree char *message = NULL;

  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* A message of the connection begins with the database, which is said before the step. */
  message = (*error)->message;
  (*error)->message = g_strdup (hw_error_skip_title (*error, title));
  g_prefix_error (error, _ ("%s: %s %s%s, statement %u of %u (%.*s): "), title,
                  hw_action_to_string (step->action), step->revision, file, i + 1,
                  step->statements->len, (int) strcspn (sql, "\n"), sql);
  suggest_reconcile (step, *error);
}

/* How long an open transaction may wait and work. */
static void
add_limits (GStrvBuilder *builder, const HwRunOptions *options)
{
  if (options->lock_timeout > 0)
    {
      g_autofree char *sql = g_strdup_printf ("set local lock_timeout = %u", options->lock_timeout);

      g_strv_builder_add (builder, sql);
    }
  if (options->statement_timeout > 0)
    {
      g_autofree char *sql =
          g_strdup_printf ("set local statement_timeout = %u", options->statement_timeout);

      g_strv_builder_add (builder, sql);
    }
}

/* What begins a transaction. */
static void
add_begin (GStrvBuilder *builder, const HwRunOptions *options)
{
  g_strv_builder_add (builder, "begin");
  add_limits (builder, options);
}

/* Whether the session may be another one than before: a function can set whatever it likes. */
static gboolean
may_change_session (const HwStep *step)
{
  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      if (hw_script_changes_session (statement->sql) || hw_effect_is_hidden (statement->sql))
        return TRUE;
    }
  return FALSE;
}

/* (transfer full) (element-type HwQuery): what makes the session one that was just begun. What a
 * step SET, a role too, is over with its statements: the version, the ledger and the proof have
 * nothing to do with it, nor has the next step, on the copy either. */
static GPtrArray *
make_reset (const HwStep *step, const HwRunOptions *options)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_query_free);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) statements = NULL;

  if (!may_change_session (step))
    return queries;
  g_strv_builder_addv (builder, (const char **) hw_script_get_reset ());
  add_limits (builder, options);
  statements = g_strv_builder_end (builder);
  for (guint i = 0; statements[i] != NULL; i++)
    {
      g_ptr_array_add (queries, hw_query_new ());
      hw_query_add (g_ptr_array_index (queries, i), statements[i]);
    }
  return queries;
}

/* (transfer full) (nullable): the last result of @queries, in one round trip. */
static HwResult *
run_queries (HwExecution *execution, GStrvBuilder *builder, GCancellable *cancellable,
             GError **error)
{
  g_auto (GStrv) queries = g_strv_builder_end (builder);
  g_autoptr (GPtrArray) results = hw_connection_pipeline (
      execution->connection, (const char *const *) queries, cancellable, error);

  return results == NULL ? NULL : hw_result_ref (g_ptr_array_index (results, results->len - 1));
}

static gboolean
begin (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (HwResult) last = NULL;

  g_clear_pointer (&execution->counts_before, hw_result_unref);
  execution->counts_before = g_steal_pointer (&executor->begun_counts);
  if (executor->begun)
    {
      executor->begun = FALSE;
      return TRUE;
    }
  add_begin (builder, executor->options);
  if (!executor->from_nothing)
    g_strv_builder_add (builder, hw_catalog_get_counts_query ());
  last = run_queries (execution, builder, cancellable, error);
  if (last != NULL && !executor->from_nothing)
    execution->counts_before = hw_result_ref (last);
  return last != NULL;
}

static gboolean
is_transactional (const HwStep *step)
{
  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      if (!statement->in_transaction && !statement->done)
        return FALSE;
    }
  return TRUE;
}

/* Commits; when the next step is one transaction, that is begun on the way. The server forgets its
 * counts only when it has nothing to do outside a transaction, which is at no time then: the next
 * step's begin with this one's. */
static gboolean
commit (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;
  const HwStep *next = NULL;
  g_autoptr (HwResult) begun = NULL;
  guint i;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (g_ptr_array_find (executor->steps, execution->step, &i) && i + 1 < executor->steps->len)
    next = g_ptr_array_index (executor->steps, i + 1);
  if (next == NULL || next->needs_python || next->resumes || !is_transactional (next))
    return hw_connection_execute (execution->connection, "commit", cancellable, error);
  g_strv_builder_add (builder, "commit");
  add_begin (builder, executor->options);
  begun = run_queries (execution, builder, cancellable, error);
  executor->begun = begun != NULL;
  if (executor->begun && execution->counts_after != NULL)
    executor->begun_counts = hw_result_ref (execution->counts_after);
  return executor->begun;
}

static gboolean
run_statement (HwExecution *execution, guint i, HwProgress *progress, GCancellable *cancellable,
               GError **error)
{
  HwExecutor *executor = execution->executor;
  const HwStep *step = execution->step;
  const HwPlanStatement *statement = get_statement (execution, i);
  gboolean done;

  if (statement->done)
    return TRUE;
  hw_progress_set_text (progress, "%s %s: %.*s", hw_database_get_title (executor->database),
                        step->revision, (int) strcspn (statement->sql, "\n"), statement->sql);
  hw_progress_set_fraction (progress, (double) i / step->statements->len);
  hw_run_log_add (executor->log, HW_RUN_EVENT_STATEMENT, step, statement->sql);
  hw_lock_watch_begin (executor->watch, hw_connection_get_backend_pid (execution->connection), step,
                       progress);
  done = hw_connection_execute (execution->connection, statement->sql, cancellable, error);
  hw_lock_watch_end (executor->watch);
  if (!done)
    prefix_error (execution, i, error);
  return done;
}

static gboolean
moves_version (const HwStep *step)
{
  return !g_strv_equal ((const char *const *) step->from, (const char *const *) step->to);
}

void
hw_execution_keep (HwExecution *execution)
{
  /* A repair at base makes no version table. */
  execution->executor->version_table_exists |= moves_version (execution->step);
  hw_proof_keep (execution);
}

/* Writes the version row and the ledger, and counts what was done. */
static gboolean
record_end (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;
  const HwStep *step = execution->step;
  HwEntry entry = hw_execution_describe (execution, HW_EVENT_DONE);
  /* Without a move there still is a tool's own mark to take off. */
  gboolean moves = moves_version (step) || step->check->version->dirty;
  g_autoptr (GPtrArray) moved =
      moves ? hw_version_make_queries (executor->history, !executor->version_table_exists,
                                       (const char *const *) step->from,
                                       (const char *const *) step->to)
            : g_ptr_array_new ();
  g_autoptr (GPtrArray) reset = make_reset (step, executor->options);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autoptr (HwQuery) insert = hw_ledger_make_insert (&entry);
  g_autoptr (HwQuery) counts = hw_query_new ();
  g_autoptr (GPtrArray) results = NULL;

  g_ptr_array_extend (queries, reset, NULL, NULL);
  g_ptr_array_extend (queries, moved, NULL, NULL);
  g_ptr_array_add (queries, insert);
  hw_query_add (counts, hw_catalog_get_counts_query ());
  if (!executor->from_nothing)
    g_ptr_array_add (queries, counts);
  results = hw_connection_pipeline_values (execution->connection, queries, cancellable, error);
  if (results == NULL)
    return FALSE;
  g_ptr_array_remove_range (results, 0, reset->len);
  if (!hw_version_check_moves (execution->connection, moved, results, error))
    return FALSE;
  g_clear_pointer (&execution->counts_after, hw_result_unref);
  if (!executor->from_nothing)
    execution->counts_after = hw_result_ref (g_ptr_array_index (results, results->len - 1));
  return TRUE;
}

/* Inside the open transaction: the version row, the ledger, the proof; then all is committed. */
static gboolean
finish (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  /* What it says of ours ("already exists, skipping") is of no interest. */
  g_strfreev (execution->notices);
  execution->notices = hw_connection_take_notices (execution->connection);
  if (!record_end (execution, cancellable, error) ||
      !hw_proof_check (execution, cancellable, error))
    return FALSE;
  execution->committing = TRUE;
  if (!commit (execution, cancellable, error))
    return FALSE;
  hw_execution_keep (execution);
  return TRUE;
}

static gboolean
run_whole (HwExecution *execution, HwProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!begin (execution, cancellable, error))
    return FALSE;
  for (guint i = 0; i < execution->step->statements->len; i++)
    if (!run_statement (execution, i, progress, cancellable, error))
      return FALSE;
  return finish (execution, cancellable, error);
}

static gboolean
record (HwExecution *execution, HwEvent event, GCancellable *cancellable, GError **error)
{
  HwEntry entry = hw_execution_describe (execution, event);

  return hw_ledger_append (execution->connection, &entry, cancellable, error);
}

/* CREATE INDEX CONCURRENTLY that failed or was killed leaves an invalid index behind, which then
 * stands in the way of the next try: drop those that this statement names. */
static gboolean
drop_invalid_indexes (HwExecution *execution, const char *sql, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (HwResult) indexes =
      hw_connection_query (execution->connection, cancellable, error,
                           hw_resource_get_text (hw_run_get_resource, INVALID), 1, sql);

  for (guint i = 0; indexes != NULL && i < hw_result_get_n_rows (indexes); i++)
    {
      g_autofree char *name =
          hw_quote_qualified (hw_result_get (indexes, i, 0), hw_result_get (indexes, i, 1));
      g_autofree char *drop = g_strdup_printf ("drop index concurrently %s", name);

      if (!hw_connection_execute (execution->connection, drop, cancellable, error))
        return FALSE;
    }
  return indexes != NULL;
}

/* Of a resumed step it is not known whether the statement after the last recorded one was done:
 * then the server says so. */
static gboolean
says_it_is_done (HwExecution *execution, guint i, const GError *error)
{
  return execution->step->resumes && i == execution->step->check->unfinished->statements_done &&
         (hw_postgres_error_has_state (error, "42P07") ||
          hw_postgres_error_has_state (error, "42710") ||
          hw_postgres_error_has_state (error, "42704"));
}

static gboolean
run_alone (HwExecution *execution, guint i, HwProgress *progress, GCancellable *cancellable,
           GError **error)
{
  const char *sql = get_statement (execution, i)->sql;
  g_autoptr (GError) failure = NULL;

  if (execution->step->resumes && !drop_invalid_indexes (execution, sql, cancellable, error))
    return FALSE;
  if (!run_statement (execution, i, progress, cancellable, &failure) &&
      !says_it_is_done (execution, i, failure))
    {
      /* Which waits for others: who has no time for it leaves it to the next run. */
      if (hw_connection_is_alive (execution->connection))
        drop_invalid_indexes (execution, sql, cancellable, NULL);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  execution->n_done = i + 1;
  return record (execution, HW_EVENT_PROGRESS, cancellable, error);
}

/* The statements from @first that can share a transaction, committed with the record of it; sets
 * @next. */
static gboolean
run_together (HwExecution *execution, guint first, guint *next, HwProgress *progress,
              GCancellable *cancellable, GError **error)
{
  guint i = first;

  if (!begin (execution, cancellable, error))
    return FALSE;
  for (; i < execution->step->statements->len && get_statement (execution, i)->in_transaction; i++)
    if (!run_statement (execution, i, progress, cancellable, error))
      return FALSE;
  *next = i;
  execution->n_done = i;
  return record (execution, HW_EVENT_PROGRESS, cancellable, error) &&
         hw_connection_execute (execution->connection, "commit", cancellable, error);
}

static gboolean
run_in_parts (HwExecution *execution, HwProgress *progress, GCancellable *cancellable,
              GError **error)
{
  guint n = execution->step->statements->len, i = execution->n_done;

  if (!execution->begun && !record (execution, HW_EVENT_BEGUN, cancellable, error))
    return FALSE;
  execution->begun = TRUE;
  while (i < n)
    {
      const HwPlanStatement *statement = get_statement (execution, i);

      if (statement->done)
        {
          /* The session that it was done in is gone, and with it what it was set to. */
          if (hw_script_changes_session (statement->sql) &&
              !hw_connection_execute (execution->connection, statement->sql, cancellable, error))
            return FALSE;
          i++;
        }
      else if (statement->in_transaction)
        {
          if (!run_together (execution, i, &i, progress, cancellable, error))
            return FALSE;
        }
      else if (run_alone (execution, i, progress, cancellable, error))
        i++;
      else
        return FALSE;
    }
  if (!begin (execution, cancellable, error))
    return FALSE;
  /* What its parts did was done in other transactions. */
  g_clear_pointer (&execution->counts_before, hw_result_unref);
  return finish (execution, cancellable, error);
}

gboolean
hw_execution_run (HwExecution *execution, HwProgress *progress, GCancellable *cancellable,
                  GError **error)
{
  if (!execution->begun && is_transactional (execution->step))
    return run_whole (execution, progress, cancellable, error);
  return run_in_parts (execution, progress, cancellable, error);
}
