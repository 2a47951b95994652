/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-show.c: `headway show`: what one revision says of itself. */

#include "hw-command.h"

#include <glib/gi18n.h>
#include "hw-revision-output.h"

static void
print_field (const char *title, const char *value)
{
  g_autofree char *padded = hw_terminal_pad (title, 12);

  if (value != NULL && value[0] != '\0')
    g_print ("%s %s\n", padded, value);
}

static void
print_text (HwCli *cli, HwHistory *history, const HwRevision *revision)
{
  g_autofree char *marks = hw_revision_output_dup_marks (history, revision);
  g_autofree char *down = g_strjoinv (", ", revision->down);
  g_autofree char *depends_on = g_strjoinv (", ", revision->depends_on);
  g_auto (GStrv) lines = g_strsplit (revision->doc, "\n", -1);
  g_autofree char *doc = g_strjoinv ("\n    ", lines);

  hw_terminal_print (cli->terminal, HW_STYLE_BOLD, "%s%s%s", revision->id,
                     marks[0] == '\0' ? "" : " ", marks);
  print_field (_ ("Follows:"), down[0] == '\0' ? "base" : down);
  print_field (_ ("Depends on:"), depends_on);
  print_field (_ ("Date:"), revision->date);
  print_field (_ ("Author:"), revision->author);
  print_field (_ ("File:"), revision->file);
  print_field (_ ("Downgrade:"), revision->down_file);
  for (guint i = 0; revision->notes[i] != NULL; i++)
    print_field (_ ("Note:"), revision->notes[i]);
  if (doc[0] != '\0')
    g_print ("\n    %s\n", doc);
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (HwService) service = hw_cli_select_service (cli, arguments[0], &history, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (service == NULL)
    return HW_EXIT_USAGE;
  ids = hw_history_resolve (history, arguments[1] == NULL ? "heads" : arguments[1], NULL, error);
  if (ids == NULL)
    return HW_EXIT_USAGE;
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "service", hw_service_get_name (service));
  hw_json_begin_array (builder, "revisions");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const HwRevision *revision = hw_history_find (history, ids[i]);

      hw_revision_output_add (builder, history, revision);
      if (cli->json)
        continue;
      g_print ("%s", i == 0 ? "" : "\n");
      print_text (cli, history, revision);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    hw_cli_print_json (builder);
  else if (ids[0] == NULL)
    g_print (_ ("This is the base: no revision is applied there.\n"));
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_show = {
  .name = "show",
  .arguments = "SERVICE [REV]",
  .summary = N_ ("what one revision says of itself"),
  .description =
      N_ ("Its docstring, its file, what it follows, and what was noticed while reading it. "
          "Without REV: the heads.\nREV may be an id or the beginning of one, a branch "
          "label, head, REV+1, REV-1.\n\nExamples:\n  headway show order\n"
          "  headway show order 5a9b"),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
