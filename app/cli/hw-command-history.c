/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-history.c: `headway history`: all revisions of a service. */

#include "hw-command.h"
#include "hw-advice-output.h"

#include <glib/gi18n.h>
#include "hw-revision-output.h"

static void
print_json (HwService *service, HwHistory *history)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "service", hw_service_get_name (service));
  hw_json_begin_array (builder, "revisions");
  for (guint i = hw_history_get_n (history); i > 0; i--)
    hw_revision_output_add (builder, history, hw_history_get (history, i - 1));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

static void
print_table (HwCli *cli, HwHistory *history)
{
  static const char *const titles[] = {
    N_ ("REVISION"), "", N_ ("MESSAGE"), N_ ("FOLLOWS"), N_ ("DATE"), N_ ("AUTHOR"), NULL
  };
  g_autoptr (HwTable) table = hw_table_new (titles);

  for (guint i = hw_history_get_n (history); i > 0; i--)
    {
      const HwRevision *revision = hw_history_get (history, i - 1);
      g_autofree char *down = g_strjoinv (", ", revision->down);
      g_autofree char *depends_on = g_strjoinv (", ", revision->depends_on);

      hw_table_begin_row (table);
      hw_revision_output_add_cells (table, history, revision);
      hw_table_add_printf (table, HW_STYLE_PLAIN, "%s%s%s%s", down[0] == '\0' ? "base" : down,
                           depends_on[0] == '\0' ? "" : " (", depends_on,
                           depends_on[0] == '\0' ? "" : ")");
      hw_table_add (table, HW_STYLE_PLAIN, revision->date);
      hw_table_add (table, HW_STYLE_PLAIN, revision->author);
    }
  hw_table_print (table, cli->terminal);
}

static void
print_nothing (HwCli *cli, HwService *service)
{
  g_autofree char *text = g_strdup_printf (
      _ ("There is no revision yet. Write the first: headway revision %s -m TEXT\n"),
      hw_service_get_name (service));
  g_autofree char *advice = hw_advice_output_dup (cli, text);

  g_print ("%s", advice);
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);

  if (service == NULL)
    return HW_EXIT_USAGE;
  if (cli->json)
    print_json (service, history);
  else if (hw_history_get_n (history) == 0)
    print_nothing (cli, service);
  else
    print_table (cli, history);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_history = {
  .name = "history",
  .arguments = "SERVICE",
  .summary = N_ ("all revisions of a service, newest first"),
  .description =
      N_ ("Every revision comes before those it follows. What it depends on (depends_on) "
          "stands in brackets.\n\nExamples:\n  headway history order\n"
          "  headway history order --json"),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
