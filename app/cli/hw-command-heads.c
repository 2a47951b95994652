/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-heads.c: `headway heads`: the newest revisions of each history. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-revision-output.h"

static const char *const none[] = { NULL };

/* What `headway heads` says of one service; @error when its history cannot be read. */
static void
add_service (HwCli *cli, HwService *service, JsonBuilder *builder, HwTable *table,
             HwHistory *history, const GError *error)
{
  g_auto (GStrv) heads = history == NULL ? NULL : hw_history_dup_heads (history);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "service", hw_service_get_name (service));
  hw_json_add_strings (builder, "heads", heads == NULL ? none : (const char *const *) heads);
  hw_cli_add_error (cli, builder, error);
  json_builder_end_object (builder);
  for (guint i = 0; heads != NULL && heads[i] != NULL; i++)
    {
      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_PLAIN, hw_service_get_name (service));
      hw_revision_output_add_cells (table, history, hw_history_find (history, heads[i]));
    }
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  static const char *const titles[] = { N_ ("SERVICE"), N_ ("HEAD"), "", N_ ("MESSAGE"), NULL };
  g_autoptr (GPtrArray) services = hw_cli_select_services (cli, arguments, error);
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (HwTable) table = hw_table_new (titles);

  if (services == NULL)
    return HW_EXIT_USAGE;
  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "services");
  for (guint i = 0; i < services->len; i++)
    {
      HwService *service = g_ptr_array_index (services, i);
      GError *problem = NULL;
      g_autoptr (HwHistory) history = hw_cli_load_history (cli, service, &problem);

      if (problem != NULL)
        g_ptr_array_add (errors, problem);
      add_service (cli, service, builder, table, history, problem);
      if (problem != NULL && services->len == 1)
        {
          g_propagate_error (error, g_error_copy (problem));
          return HW_EXIT_USAGE;
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (g_cancellable_set_error_if_cancelled (cli->cancellable, error))
    return HW_EXIT_INTERRUPTED;
  if (cli->json)
    hw_cli_print_json (builder);
  else
    hw_table_print (table, cli->terminal);
  /* One history that cannot be read hides no other. */
  for (guint i = 0; !cli->json && i < errors->len; i++)
    hw_cli_report_error (cli, g_ptr_array_index (errors, i));
  return errors->len == 0 ? HW_EXIT_CLEAN : hw_cli_get_exit_status (g_ptr_array_index (errors, 0));
}

const HwCommand hw_command_heads = {
  .name = "heads",
  .arguments = "[SERVICE…]",
  .summary = N_ ("the newest revisions of each history"),
  .description =
      N_ ("Reads the revision files; connects to no database and runs nothing. More than "
          "one head means that\ntwo people wrote a revision after the same one: join them "
          "with headway merge.\n\nExamples:\n  headway heads\n  headway heads order --json"),
  .max_arguments = G_MAXUINT,
  .run = run,
};
