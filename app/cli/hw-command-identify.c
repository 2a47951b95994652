/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-identify.c: `headway identify`: the revisions a schema is nearest to. */

#include "hw-checking.h"

#include <glib/gi18n.h>
#include "hw-command.h"
#include "hw-error.h"
#include "hw-table.h"

#define MOST_SHOWN 5

/* The candidates of one database, also when its verdict did not ask for them. */
static GPtrArray *
get_candidates (HwCli *cli, HwCheck *check, GError **error)
{
  if (check->live == NULL)
    {
      g_propagate_error (error, g_error_copy (check->error));
      return NULL;
    }
  if (check->candidates != NULL)
    return g_ptr_array_ref (check->candidates);
  return hw_identify (cli->shadow, check->database, check->live, check->server_major, NULL,
                      cli->cancellable, error);
}

static void
print_table (HwCli *cli, HwCheck *check, GPtrArray *candidates)
{
  static const char *const titles[] = { N_ ("REVISION"), N_ ("DISTANCE"), N_ ("MESSAGE"), NULL };
  g_autoptr (HwTable) table = hw_table_new (titles);

  for (guint i = 0; i < MIN (candidates->len, MOST_SHOWN); i++)
    {
      const HwCandidate *candidate = g_ptr_array_index (candidates, i);
      g_autofree char *version = hw_version_to_text ((const char *const *) candidate->version);
      const HwRevision *revision = candidate->version[0] != NULL
                                       ? hw_history_find (check->history, candidate->version[0])
                                       : NULL;

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_BOLD, version);
      hw_table_add_printf (table, candidate->weight == 0 ? HW_STYLE_GOOD : HW_STYLE_PLAIN, "%u",
                           hw_differences_get_n (candidate->differences));
      hw_table_add (table, HW_STYLE_PLAIN, revision != NULL ? revision->message : "");
    }
  hw_table_print (table, cli->terminal);
}

static void
print_nearest (HwCli *cli, const HwCandidate *nearest)
{
  g_autofree char *version = hw_version_to_text ((const char *const *) nearest->version);

  if (nearest->weight == 0)
    {
      g_print (_ ("\nIts schema is exactly that of %s.\n"), version);
      return;
    }
  g_print (_ ("\nFrom %s it differs in:\n"), version);
  for (guint i = 0; i < hw_differences_get_n (nearest->differences); i++)
    {
      const HwDifference *difference = hw_differences_get (nearest->differences, i);
      g_autofree char *sentence = hw_difference_dup_sentence (difference);

      g_print ("  %s\n", sentence);
    }
}

static void
add_candidate (JsonBuilder *builder, const HwCandidate *candidate)
{
  g_autofree char *version = hw_version_to_text ((const char *const *) candidate->version);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "revision", version);
  hw_json_add_int (builder, "distance", hw_differences_get_n (candidate->differences));
  hw_json_begin_array (builder, "differences");
  for (guint i = 0; i < hw_differences_get_n (candidate->differences); i++)
    {
      const HwDifference *difference = hw_differences_get (candidate->differences, i);
      HwObject *object = hw_difference_get_object (difference);
      g_autofree char *expected = hw_difference_dup_expected (difference);
      g_autofree char *actual = hw_difference_dup_actual (difference);

      json_builder_begin_object (builder);
      hw_json_add_string (builder, "change", hw_change_to_string (difference->change));
      hw_json_add_string (builder, "kind", hw_object_get_kind_name (object));
      hw_json_add_string (builder, "name", hw_object_get_name (object));
      hw_json_add_string (builder, "table", hw_object_get_parent (object));
      hw_json_add_string (builder, "expected", expected);
      hw_json_add_string (builder, "actual", actual);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (HwCli *cli, const HwCheck *check, GPtrArray *candidates)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, check->database);
  hw_json_begin_array (builder, "candidates");
  for (guint i = 0; i < candidates->len; i++)
    add_candidate (builder, g_ptr_array_index (candidates, i));
  json_builder_end_array (builder);
  hw_cli_add_error (cli, builder, check->error);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* What is known without any revision is only that base has nothing. */
static int
get_status (const HwCheck *check, GPtrArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    if (((HwCandidate *) g_ptr_array_index (candidates, i))->version[0] != NULL)
      return HW_EXIT_CLEAN;
  return check->error != NULL ? hw_cli_get_exit_status (check->error) : HW_EXIT_CLEAN;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look_at_one (cli, arguments[0], error);
  g_autoptr (GPtrArray) candidates = NULL;
  HwCheck *check;

  if (checks == NULL)
    return HW_EXIT_FAILED;
  check = g_ptr_array_index (checks, 0);
  candidates = get_candidates (cli, check, error);
  if (candidates == NULL)
    return HW_EXIT_FAILED;
  if (cli->json)
    {
      print_json (cli, check, candidates);
      return get_status (check, candidates);
    }
  print_table (cli, check, candidates);
  if (candidates->len > 0)
    print_nearest (cli, g_ptr_array_index (candidates, 0));
  if (check->error != NULL)
    hw_cli_report_error (cli, check->error);
  return get_status (check, candidates);
}

const HwCommand hw_command_identify = {
  .name = "identify",
  .arguments = "SERVICE",
  .summary = N_ ("the revisions this schema is nearest to"),
  .description =
      N_ ("Compares the live schema with every state that the history passes through. The "
          "distance is the\nnumber of differences; 0 is the very schema. The nearest comes first: "
          "there a table counts\nwith all that is in it. Changes nothing.\n"
          "\nWhen you know which revision it is: headway stamp SERVICE REVISION\n\n"
          "Example:\n  headway identify order@local"),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
