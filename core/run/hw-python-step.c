/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python-step.c: a step whose revision reads data while it runs, so it runs as a program. */

#include "hw-python-step.h"

#include <glib/gi18n.h>

#include "hw-credentials.h"
#include "hw-error.h"
#include "hw-json.h"
#include "hw-proof.h"
#include "hw-recorder.h"

/* A statement that the program runs in its transaction behind the revision. @rows is how many it
 * must touch, -1 for any number. */
static void
add_extra (JsonBuilder *builder, const char *sql, int rows)
{
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "sql", sql);
  if (rows >= 0)
    {
      hw_json_add_int (builder, "rows", rows);
    }
  json_builder_end_object (builder);
}

/* What the revision SET is over, a role too; then the version rows, then the ledger. */
static void
add_extras (HwExecution *execution, JsonBuilder *builder)
{
  const char *const *reset = hw_script_get_reset ();
  const HwStep *step = execution->step;
  HwEntry entry = hw_execution_describe (execution, HW_EVENT_DONE);
  g_autoptr (HwQuery) insert = hw_ledger_make_insert (&entry);
  g_autofree char *ledger = hw_query_dup_text (insert);
  g_auto (GStrv) moves = hw_version_dup_statements (
      execution->executor->history, !execution->executor->version_table_exists,
      (const char *const *) step->from, (const char *const *) step->to);

  hw_json_begin_array (builder, "extra");
  for (guint i = 0; reset[i] != NULL; i++)
    add_extra (builder, reset[i], -1);
  for (guint i = 0; moves[i] != NULL; i++)
    add_extra (builder, moves[i], g_ascii_strncasecmp (moves[i], "CREATE", 6) == 0 ? -1 : 1);
  add_extra (builder, ledger, 1);
  json_builder_end_array (builder);
}

static void
add_settings (HwExecution *execution, JsonBuilder *builder)
{
  const HwRunOptions *options = execution->executor->options;
  g_autofree char *lock = g_strdup_printf ("%u", options->lock_timeout);
  g_autofree char *statement = g_strdup_printf ("%u", options->statement_timeout);

  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "lock_timeout", lock);
  if (options->statement_timeout > 0)
    hw_json_add_string (builder, "statement_timeout", statement);
  json_builder_end_object (builder);
}

void
hw_python_step_start (HwExecutor *executor)
{
  HwService *service = hw_database_get_service (executor->database);

  if (executor->recorder == NULL)
    executor->recorder = hw_recorder_start (executor->fleet, service, executor->history, "apply");
}

static gboolean
connect_recorder (HwExecution *execution, HwRecorder *recorder, GCancellable *cancellable,
                  GError **error)
{
  HwDatabase *database = execution->executor->database;
  g_autoptr (HwLogin) login = hw_database_dup_login (database, cancellable, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) request = NULL;

  if (login == NULL || !hw_recorder_begin_request (builder, hw_database_get_service (database),
                                                   login->conninfo, login->password, error))
    return FALSE;
  add_settings (execution, builder);
  json_builder_end_object (builder);
  request = json_builder_get_root (builder);
  return hw_recorder_connect (recorder, request, cancellable, error);
}

/* The program that is connected to the executor's database. (nullable) */
static HwRecorder *
get_recorder (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;

  hw_python_step_start (executor);
  if (!hw_recorder_is_connected (executor->recorder) &&
      !connect_recorder (execution, executor->recorder, cancellable, error))
    g_clear_pointer (&executor->recorder, hw_recorder_free);
  return executor->recorder;
}

/* Which revision it shall run now. */
static gboolean
send_order (HwExecution *execution, HwRecorder *recorder, GError **error)
{
  const HwStep *step = execution->step;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) order = NULL;

  json_builder_begin_object (builder);
  hw_recorder_add_revision (builder, hw_database_get_service (step->database), step->revision,
                            step->file);
  hw_json_add_boolean (builder, "down", step->action == HW_ACTION_DOWNGRADE);
  add_extras (execution, builder);
  json_builder_end_object (builder);
  order = json_builder_get_root (builder);
  return hw_recorder_send_message (recorder, order, error);
}

/* Whether something of the revision stays: it committed, or was not in a transaction at all. */
static gboolean
keeps_parts (JsonObject *message)
{
  JsonArray *outside = hw_json_get_array (message, "outside");

  return hw_json_get_boolean (message, "committed") ||
         (outside != NULL && json_array_get_length (outside) > 0);
}

/* What the server refused is told as when Headway itself had sent it: the executor may try again.
 * Where parts of it stay, it may not. */
static void
set_failure (HwExecution *execution, JsonObject *message, GCancellable *cancellable, GError **error)
{
  const HwStep *step = execution->step;
  const char *statement = hw_json_get_string (message, "statement");
  const char *module = hw_json_get_string (message, "missing_module");
  const HwPostgresErrorDetails details = {
    .sqlstate = (char *) hw_json_get_string (message, "sqlstate"),
    .detail = (char *) hw_json_get_string (message, "detail"),
    .hint = (char *) hw_json_get_string (message, "hint"),
    .statement = (char *) statement,
  };
  g_autofree char *text =
      g_strdup_printf ("%s: %s %s (%s): %s%s%s", hw_database_get_title (step->database),
                       hw_action_to_string (step->action), step->revision, step->file,
                       hw_json_get_string (message, "message"), statement != NULL ? ", in: " : "",
                       statement != NULL ? statement : "");

  execution->keeps_parts = keeps_parts (message);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return;
  if (details.sqlstate != NULL && !execution->keeps_parts)
    hw_postgres_set_error (error, HW_POSTGRES_ERROR_SERVER, &details, "%s", text);
  else
    hw_set_error (error, module != NULL ? HW_ERROR_NEEDS_ENVIRONMENT : HW_ERROR_FAILED,
                  module != NULL ? _ ("Set Python= of the service to its own interpreter.")
                  : execution->keeps_parts ? _ ("Look at the database before you go on.")
                                           : NULL,
                  "%s", text);
}

/* (transfer full): the next message, which must be @event. */
static JsonObject *
expect (HwExecution *execution, HwRecorder *recorder, const char *event, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (JsonObject) message = hw_recorder_receive (recorder, 0, cancellable, error);

  if (message == NULL || g_strcmp0 (hw_json_get_string (message, "event"), event) == 0)
    return g_steal_pointer (&message);
  set_failure (execution, message, cancellable, error);
  return NULL;
}

/* Up to the commit, which the program then waits to be told. */
static gboolean
run_revision (HwExecution *execution, HwRecorder *recorder, HwProgress *progress,
              GCancellable *cancellable, GError **error)
{
  HwLockWatch *watch = execution->executor->watch;
  g_autoptr (JsonObject) begun = NULL;
  g_autoptr (JsonObject) ready = NULL;

  if (!send_order (execution, recorder, error))
    return FALSE;
  begun = expect (execution, recorder, "begun", cancellable, error);
  if (begun == NULL)
    return FALSE;
  hw_lock_watch_begin (watch, (int) hw_json_get_int (begun, "backend_pid"), execution->step,
                       progress);
  ready = expect (execution, recorder, "ready", cancellable, error);
  hw_lock_watch_end (watch);
  return ready != NULL;
}

/* What the program did is committed by now: a surprise is told, and stays. */
static gboolean
prove (HwExecution *execution, GError **error)
{
  g_autoptr (GError) surprise = NULL;

  execution->committed = TRUE;
  if (hw_proof_check (execution, NULL, &surprise))
    return TRUE;
  hw_set_error (error, HW_ERROR_UNPROVEN,
                _ ("Look at it with headway drift: what the revision did depends on the rows."),
                _ ("It is committed, but %s"), surprise->message);
  return FALSE;
}

/* Unless the server refused it (57 is the class of its own end), only the ledger knows whether a
 * commit that has no answer arrived. */
static gboolean
commit (HwExecution *execution, HwRecorder *recorder, GError **error)
{
  g_autoptr (JsonObject) done = NULL;
  g_autoptr (GError) failure = NULL;

  execution->committing = TRUE;
  if (hw_recorder_send (recorder, "commit", &failure))
    done = expect (execution, recorder, "done", NULL, &failure);
  if (done != NULL)
    return TRUE;
  if (failure->domain == HW_POSTGRES_ERROR && !hw_postgres_error_has_state (failure, "57"))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    hw_postgres_set_error (error, HW_POSTGRES_ERROR_LOST, NULL, "%s", failure->message);
  return FALSE;
}

gboolean
hw_python_step_run (HwExecution *execution, HwProgress *progress, GCancellable *cancellable,
                    GError **error)
{
  HwExecutor *executor = execution->executor;
  g_autofree char *text =
      g_strdup_printf (_ ("-- It runs as a program: %s"), execution->step->file);
  HwRecorder *recorder;

  hw_progress_set_text (progress, _ ("%s %s: it runs as a program"),
                        hw_database_get_title (executor->database), execution->step->revision);
  hw_run_log_add (executor->log, HW_RUN_EVENT_STATEMENT, execution->step, text);
  recorder = get_recorder (execution, cancellable, error);
  if (recorder == NULL)
    return FALSE;
  if (!run_revision (execution, recorder, progress, cancellable, error) ||
      !commit (execution, recorder, error))
    {
      /* It runs nothing more. */
      g_clear_pointer (&executor->recorder, hw_recorder_free);
      return FALSE;
    }
  executor->version_table_exists = TRUE;
  if (!prove (execution, error))
    return FALSE;
  hw_execution_keep (execution);
  return TRUE;
}
