/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-heads.c: `headway heads`: the newest revisions of each history. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-revision-output.h"

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  static const char *const titles[] = { N_ ("SERVICE"), N_ ("HEAD"), "", N_ ("MESSAGE"), NULL };
  g_autoptr (GPtrArray) services = hw_cli_select_services (cli, arguments, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (HwTable) table = hw_table_new (titles);

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "services");
  for (guint i = 0; services != NULL && i < services->len; i++)
    {
      HwService *service = g_ptr_array_index (services, i);
      g_autoptr (HwHistory) history = hw_service_load_history (service, cli->cancellable, error);
      g_auto (GStrv) heads = NULL;

      if (history == NULL)
        return HW_EXIT_USAGE;
      heads = hw_history_dup_heads (history);
      json_builder_begin_object (builder);
      hw_json_add_string (builder, "service", hw_service_get_name (service));
      hw_json_add_strings (builder, "heads", (const char *const *) heads);
      json_builder_end_object (builder);
      for (guint h = 0; heads[h] != NULL; h++)
        {
          hw_table_begin_row (table);
          hw_table_add (table, HW_STYLE_PLAIN, hw_service_get_name (service));
          hw_revision_output_add_cells (table, history, hw_history_find (history, heads[h]));
        }
    }
  if (services == NULL)
    return HW_EXIT_USAGE;
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  else
    hw_table_print (table, cli->terminal);
  return HW_EXIT_CLEAN;
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
