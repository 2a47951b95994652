/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-sql.c: `headway sql`: the migration script of one service, nothing applied. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-command.h"
#include "hw-error.h"
#include "hw-identify.h"
#include "hw-version-store.h"

/* What is printed: the way from one version to another, through one history. */
typedef struct
{
  HwCli *cli;
  HwService *service;
  HwHistory *history;
  GStrv version; /* where the script has come to */
  gboolean table_exists;
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
print_statements (HwScriptWriter *writer, const HwRecordedDirection *direction, GStrv after)
{
  gboolean open = FALSE;
  g_auto (GStrv) moves = hw_version_dup_statements (writer->history, !writer->table_exists,
                                                    (const char *const *) writer->version,
                                                    (const char *const *) after);

  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (direction->statements, i);

      if (statement->in_transaction != open)
        g_print ("%s;\n\n", open ? "COMMIT" : "BEGIN");
      open = statement->in_transaction;
      g_print ("%s;\n\n", statement->sql);
    }
  if (!open)
    g_print (_ ("BEGIN;\n\n"));
  for (guint i = 0; moves[i] != NULL; i++)
    g_print ("%s;\n\n", moves[i]);
  g_print (_ ("COMMIT;\n\n"));
  writer->table_exists = TRUE;
}

static gboolean
print_revision (HwScriptWriter *writer, const HwRevision *revision, gboolean down, GError **error)
{
  g_autoptr (HwRecording) recording =
      hw_shadow_get_recording (writer->cli->shadow, writer->service, revision->id, 0, NULL, NULL,
                               writer->cli->cancellable, error);
  const HwRecordedDirection *direction;
  g_auto (GStrv) after = NULL;

  if (recording == NULL)
    return FALSE;
  direction = down ? &recording->down : &recording->up;
  if (!direction->exists || direction->missing_module != NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL,
                    _ ("Revision %s has no %s that can be written as SQL%s%s"), revision->id,
                    down ? "downgrade" : "upgrade", direction->problem != NULL ? ": " : "",
                    direction->problem != NULL ? direction->problem : "");
      return FALSE;
    }
  after = hw_history_dup_version_after (writer->history, (const char *const *) writer->version,
                                        revision->number, down);
  g_print ("-- %s %s: %s\n", down ? "Downgrade" : "Upgrade", revision->id, revision->message);
  if (direction->reads_data)
    g_print (_ ("-- It reads data while it runs: this is what it does on an empty database.\n"));
  g_print ("\n");
  print_statements (writer, direction, after);
  g_strfreev (writer->version);
  writer->version = g_steal_pointer (&after);
  return TRUE;
}

static gboolean
print_script (HwScriptWriter *writer, const char *range, GError **error)
{
  g_auto (GStrv) target = NULL;
  g_autoptr (GArray) path = NULL;
  gboolean down = FALSE;

  if (!resolve_range (writer, range, &target, error))
    return FALSE;
  path = hw_history_dup_upgrade_path (writer->history, (const char *const *) writer->version,
                                      (const char *const *) target, error);
  if (path != NULL && path->len == 0)
    {
      down = TRUE;
      g_array_unref (path);
      path = hw_history_dup_downgrade_path (writer->history, (const char *const *) writer->version,
                                            (const char *const *) target, error);
    }
  for (guint i = 0; path != NULL && i < path->len; i++)
    if (!print_revision (writer, hw_history_get (writer->history, g_array_index (path, guint, i)),
                         down, error))
      return FALSE;
  return path != NULL;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  HwScriptWriter writer = { cli, service, history, NULL, FALSE };

  if (service != NULL)
    print_script (&writer, arguments[1], error);
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
          "Examples:\n  headway sql order\n  headway sql order 001:003\n"
          "  headway sql order 003:001"),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
