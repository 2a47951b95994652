/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-current.c: `headway current`: the revisions that databases are at. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-error.h"
#include "hw-parallel.h"
#include "hw-revision-output.h"
#include "hw-rights.h"
#include "hw-version-store.h"

/* One database's answer; @version is NULL when @error is set. */
typedef struct
{
  HwCli *cli;
  HwDatabase *database;
  HwHistory *history;
  HwVersion *version;
  GStrv current;    /* as Alembic shows them */
  gboolean unknown; /* a row is not in this checkout */
  GError *error;
} HwCurrent;

static void
current_free (HwCurrent *current)
{
  g_object_unref (current->database);
  g_clear_pointer (&current->history, hw_history_unref);
  g_clear_pointer (&current->version, hw_version_free);
  g_strfreev (current->current);
  g_clear_error (&current->error);
  g_free (current);
}

static void
look (guint i, gpointer data)
{
  HwCurrent *current = g_ptr_array_index ((GPtrArray *) data, i);
  GCancellable *cancellable = current->cli->cancellable;
  g_autoptr (HwConnection) connection = NULL;

  current->history = hw_cli_load_history (current->cli, hw_database_get_service (current->database),
                                          &current->error);
  if (current->history == NULL)
    return;
  connection = hw_database_connect (current->database, cancellable, &current->error);
  if (connection == NULL)
    return;
  current->version = hw_version_read (connection, current->history, cancellable, &current->error);
  if (current->version == NULL)
    {
      hw_rights_explain_error (connection, current->history, cancellable, &current->error);
      return;
    }
  current->current = hw_history_dup_branch_tips (
      current->history, (const char *const *) current->version->rows, NULL);
  current->unknown = current->current == NULL;
  if (current->unknown)
    current->current = g_strdupv (current->version->rows);
}

static void
add_json (HwCli *cli, JsonBuilder *builder, const HwCurrent *current)
{
  static const char *const none[] = { NULL };

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, current->database);
  hw_json_add_strings (builder, "current",
                       current->current == NULL ? none : (const char *const *) current->current);
  hw_cli_add_error (cli, builder, current->error);
  json_builder_end_object (builder);
}

static void
add_rows (HwTable *table, const HwCurrent *current)
{
  const char *title = hw_database_get_title (current->database);

  if (current->error != NULL || current->current[0] == NULL)
    {
      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_PLAIN, title);
      hw_table_add (table, current->error != NULL ? HW_STYLE_BAD : HW_STYLE_DIM,
                    current->error != NULL           ? "?"
                    : current->version->table_exists ? "base"
                                                     : _ ("no version"));
      hw_table_add (table, HW_STYLE_PLAIN, NULL);
      hw_table_add (table, HW_STYLE_PLAIN,
                    current->error != NULL ? hw_error_skip_title (current->error, title) : NULL);
      return;
    }
  for (guint i = 0; current->current[i] != NULL; i++)
    {
      const HwRevision *revision = hw_history_find (current->history, current->current[i]);

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_PLAIN, title);
      if (revision != NULL)
        {
          hw_revision_output_add_cells (table, current->history, revision);
          continue;
        }
      hw_table_add (table, HW_STYLE_BAD, current->current[i]);
      hw_table_add (table, HW_STYLE_BAD, _ ("(unknown)"));
      hw_table_add (table, HW_STYLE_PLAIN, _ ("This checkout has no such revision"));
    }
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  static const char *const titles[] = { N_ ("DATABASE"), N_ ("CURRENT"), "", N_ ("MESSAGE"), NULL };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, arguments, error);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) current_free);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (HwTable) table = hw_table_new (titles);
  int status = HW_EXIT_CLEAN;

  if (databases == NULL)
    return HW_EXIT_USAGE;
  for (guint i = 0; i < databases->len; i++)
    {
      HwCurrent *current = g_new0 (HwCurrent, 1);

      current->cli = cli;
      current->database = g_object_ref (g_ptr_array_index (databases, i));
      g_ptr_array_add (all, current);
    }
  hw_parallel_run (all->len, hw_cli_get_jobs (cli), look, all);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return HW_EXIT_INTERRUPTED;
  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "services");
  for (guint i = 0; i < all->len; i++)
    {
      const HwCurrent *current = g_ptr_array_index (all, i);

      add_json (cli, builder, current);
      add_rows (table, current);
      if (current->error != NULL)
        status = MAX (status, hw_cli_get_exit_status (current->error));
      else if (current->unknown)
        status = MAX (status, HW_EXIT_ATTENTION);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  else
    hw_table_print (table, cli->terminal);
  return status;
}

const HwCommand hw_command_current = {
  .name = "current",
  .arguments = "[SERVICE…]",
  .summary = N_ ("the revisions that databases are at"),
  .description =
      N_ ("Reads the version table alone. Whether the schema is what that revision builds, "
          "headway status says.\n\nExamples:\n  headway current\n"
          "  headway current order@production"),
  .max_arguments = G_MAXUINT,
  .run = run,
};
