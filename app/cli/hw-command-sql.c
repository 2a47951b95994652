/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-sql.c: `headway sql`: the migration script of one service, nothing applied. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-command.h"
#include "hw-error.h"
#include "hw-script-output.h"
#include "hw-version-store.h"

/* What is written: the way from one version to another, through one history. */
typedef struct
{
  HwCli *cli;
  HwService *service;
  HwHistory *history;
  GStrv version; /* where the script has come to */
  gboolean table_exists;
  gboolean down;
  HwScriptOutput script;
  JsonBuilder *steps; /* the same for programs */
  guint n_steps;
} HwScriptWriter;

static gboolean
resolve_range (HwScriptWriter *writer, const char *range, GStrv *target, GError **error)
{
  const char *colon = range == NULL ? NULL : strchr (range, ':');
  g_autofree char *from =
      colon == NULL ? g_strdup ("base") : g_strndup (range, (gsize) (colon - range));
  const char *to = range == NULL ? "heads" : colon == NULL ? range : colon + 1;

  writer->version =
      hw_history_resolve (writer->history, from[0] != '\0' ? from : "base", NULL, error);
  if (writer->version == NULL)
    return FALSE;
  writer->table_exists = writer->version[0] != NULL;
  *target = hw_history_resolve (writer->history, to[0] != '\0' ? to : "heads",
                                (const char *const *) writer->version, error);
  return *target != NULL;
}

static void
add_comment (HwScriptWriter *writer, const HwRevision *revision)
{
  g_autofree char *comment = g_strdup_printf ("%s %s: %s", writer->down ? "Downgrade" : "Upgrade",
                                              revision->id, revision->message);

  hw_script_output_add_comment (&writer->script, comment);
}

/* Adds "sql", "risk" and "transactional", and the same to the script. */
static void
add_statements (HwScriptWriter *writer, const HwRecordedDirection *direction)
{
  HwRisk worst = HW_RISK_SAFE;
  gboolean transactional = TRUE;

  hw_json_begin_array (writer->steps, "sql");
  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (direction->statements, i);
      gboolean in_transaction;

      worst = MAX (worst, hw_recorded_statement_judge (statement, &in_transaction));
      transactional = transactional && in_transaction;
      json_builder_add_string_value (writer->steps, statement->sql);
      hw_script_output_add (&writer->script, statement->sql, in_transaction);
    }
  json_builder_end_array (writer->steps);
  hw_json_add_string (writer->steps, "risk", hw_risk_to_string (worst));
  hw_json_add_boolean (writer->steps, "transactional", transactional);
}

static void
add_step (HwScriptWriter *writer, const HwRevision *revision, const HwRecordedDirection *direction)
{
  g_auto (GStrv) after = hw_history_dup_version_after (
      writer->history, (const char *const *) writer->version, revision->number, writer->down);
  g_auto (GStrv) moves = hw_version_dup_statements (writer->history, !writer->table_exists,
                                                    (const char *const *) writer->version,
                                                    (const char *const *) after);

  add_comment (writer, revision);
  json_builder_begin_object (writer->steps);
  hw_json_add_int (writer->steps, "number", ++writer->n_steps);
  hw_json_add_string (writer->steps, "action", writer->down ? "downgrade" : "upgrade");
  hw_json_add_string (writer->steps, "revision", revision->id);
  hw_json_add_string (writer->steps, "text", revision->message);
  hw_json_add_strings (writer->steps, "from", (const char *const *) writer->version);
  hw_json_add_strings (writer->steps, "to", (const char *const *) after);
  add_statements (writer, direction);
  hw_json_add_strings (writer->steps, "version_sql", (const char *const *) moves);
  json_builder_end_object (writer->steps);
  hw_script_output_end_step (&writer->script, (const char *const *) moves);
  writer->table_exists = TRUE;
  g_strfreev (writer->version);
  writer->version = g_steal_pointer (&after);
}

/* Whether what @revision does can be said in SQL. */
static gboolean
check_direction (HwScriptWriter *writer, const HwRevision *revision,
                 const HwRecordedDirection *direction, GError **error)
{
  const char *action = writer->down ? "downgrade" : "upgrade";

  if (!direction->exists || direction->missing_module != NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL,
                    _ ("Revision %s has no %s that can be written as SQL%s%s"), revision->id,
                    action, direction->problem != NULL ? ": " : "",
                    direction->problem != NULL ? direction->problem : "");
      return FALSE;
    }
  if (direction->reads_data)
    {
      g_autofree char *hint =
          g_strdup_printf (_ ("Let Headway run it on the database: headway %s %s"), action,
                           hw_service_get_name (writer->service));

      hw_set_error (error, HW_ERROR_REFUSED, hint,
                    _ ("Revision %s reads rows while it runs: no script can do what it does"),
                    revision->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_revision (HwScriptWriter *writer, const HwRevision *revision, GError **error)
{
  g_autoptr (HwRecording) recording =
      hw_shadow_get_recording (writer->cli->shadow, writer->service, revision->id, 0, NULL, NULL,
                               writer->cli->cancellable, error);
  const HwRecordedDirection *direction;

  if (recording == NULL)
    return FALSE;
  direction = writer->down ? &recording->down : &recording->up;
  if (!check_direction (writer, revision, direction, error))
    return FALSE;
  add_step (writer, revision, direction);
  return TRUE;
}

/* (transfer full): the revisions on the way to @target, up or down. */
static GArray *
find_path (HwScriptWriter *writer, GStrv target, GError **error)
{
  GArray *path = hw_history_dup_upgrade_path (
      writer->history, (const char *const *) writer->version, (const char *const *) target, error);

  if (path == NULL || path->len > 0)
    return path;
  g_array_unref (path);
  writer->down = TRUE;
  return hw_history_dup_downgrade_path (writer->history, (const char *const *) writer->version,
                                        (const char *const *) target, error);
}

/* Nothing is printed before all is known: half a script is none. */
static gboolean
write_script (HwScriptWriter *writer, const char *range, GError **error)
{
  g_auto (GStrv) target = NULL;
  g_autoptr (GArray) path = NULL;

  if (!resolve_range (writer, range, &target, error))
    return FALSE;
  path = find_path (writer, target, error);
  if (path == NULL)
    return FALSE;
  json_builder_begin_object (writer->steps);
  hw_json_add_string (writer->steps, "service", hw_service_get_name (writer->service));
  hw_json_add_strings (writer->steps, "from", (const char *const *) writer->version);
  hw_json_add_strings (writer->steps, "to", (const char *const *) target);
  hw_json_begin_array (writer->steps, "steps");
  for (guint i = 0; i < path->len; i++)
    if (!write_revision (writer, hw_history_get (writer->history, g_array_index (path, guint, i)),
                         error))
      return FALSE;
  json_builder_end_array (writer->steps);
  json_builder_end_object (writer->steps);
  return TRUE;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  g_autoptr (JsonBuilder) steps = json_builder_new ();
  HwScriptWriter writer = { .cli = cli, .service = service, .history = history, .steps = steps };

  hw_script_output_init (&writer.script);
  if (service != NULL && write_script (&writer, arguments[1], error))
    {
      if (cli->json)
        hw_cli_print_json (steps);
      else
        g_print ("%s", writer.script.text->str);
    }
  hw_script_output_clear (&writer.script);
  g_strfreev (writer.version);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_sql = {
  .name = "sql",
  .arguments = "SERVICE [FROM:TO]",
  .summary = N_ ("the script, nothing applied (Alembic's --sql)"),
  .description =
      N_ ("Prints the SQL of the revisions from FROM (default: base) to TO (default: heads) "
          "with the version\nrows, ready for psql. When TO lies below FROM it is the "
          "downgrade. Connects to no database of\nthe fleet.\n\n"
          "A revision that reads rows while it runs is refused: no script can do what it does.\n\n"
          "Examples:\n  headway sql order\n  headway sql order 001:003\n"
          "  headway sql order 003:001"),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
