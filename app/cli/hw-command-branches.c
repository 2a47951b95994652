/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-branches.c: `headway branches`: where a history parts. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-revision-output.h"

static void
add_point (JsonBuilder *builder, HwTable *table, HwHistory *history, const HwRevision *point)
{
  guint n;
  const guint *children = hw_history_get_children (history, point->number, &n);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "revision", point->id);
  hw_json_begin_array (builder, "next");
  hw_table_begin_row (table);
  hw_revision_output_add_cells (table, history, point);
  for (guint i = 0; i < n; i++)
    {
      const HwRevision *child = hw_history_get (history, children[i]);
      g_autofree char *marks = NULL;

      if (!g_strv_contains ((const char *const *) child->down, point->id))
        continue;
      marks = hw_revision_output_dup_marks (history, child);
      json_builder_add_string_value (builder, child->id);
      hw_table_begin_row (table);
      hw_table_add_printf (table, HW_STYLE_PLAIN, "  -> %s", child->id);
      hw_table_add (table, HW_STYLE_DIM, marks);
      hw_table_add (table, HW_STYLE_PLAIN, child->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  static const char *const titles[] = { N_ ("BRANCH POINT"), "", N_ ("MESSAGE"), NULL };
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (HwTable) table = hw_table_new (titles);
  g_auto (GStrv) points = NULL;

  if (service == NULL)
    return HW_EXIT_USAGE;
  points = hw_history_dup_branch_points (history);
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "service", hw_service_get_name (service));
  hw_json_begin_array (builder, "branches");
  for (guint i = 0; points[i] != NULL; i++)
    add_point (builder, table, history, hw_history_find (history, points[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  else if (points[0] == NULL)
    g_print (_ ("The history is one line: no revision is followed by several.\n"));
  else
    hw_table_print (table, cli->terminal);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_branches = {
  .name = "branches",
  .arguments = "SERVICE",
  .summary = N_ ("the revisions that several others follow"),
  .description = N_ ("Shows where the history parts, and what follows there.\n\n"
                     "Example:\n  headway branches order"),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
