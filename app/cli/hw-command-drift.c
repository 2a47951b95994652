/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-drift.c: `headway drift`: each difference, expected and found, and the SQL that mends
 * it. */

#include "hw-advice.h"

#include <glib/gi18n.h>
#include "hw-advice-output.h"
#include "hw-checking.h"
#include "hw-command.h"
#include "hw-error.h"
#include "hw-mend.h"
#include "hw-truths.h"

static gboolean models, owners, privileges, column_order;

static const GOptionEntry drift_options[] = {
  { "models", 0, 0, G_OPTION_ARG_NONE, &models,
    N_ ("Show what models, migrations and database say, side by side"), NULL },
  { "owners", 0, 0, G_OPTION_ARG_NONE, &owners, N_ ("Compare owners too"), NULL },
  { "privileges", 0, 0, G_OPTION_ARG_NONE, &privileges, N_ ("Compare privileges (GRANT) too"),
    NULL },
  { "column-order", 0, 0, G_OPTION_ARG_NONE, &column_order, N_ ("Compare the order of columns too"),
    NULL },
  { NULL },
};

/* The statements that mend one difference alone. (transfer full) (element-type HwDdlStatement);
 * empty when it cannot be written alone. */
static GPtrArray *
write_mend (const HwCheck *check, const HwDifference *difference)
{
  GPtrArray *statements = hw_schema_write_mend (check->live, check->expected, &difference, 1, NULL);

  return statements != NULL ? statements : g_ptr_array_new ();
}

/* A whole view or function is too long for a line: the statement below has all of it. */
#define LONGEST 100
/* "expected", "found" and "mended by". */
#define TITLE_COLUMNS 9

static void
print_side (HwCli *cli, const char *name, const char *text)
{
  guint width = hw_terminal_get_width (cli->terminal);
  g_autofree char *cut = hw_terminal_cut (text, width > 40 ? width - 16 : LONGEST);
  g_autofree char *title = hw_terminal_pad (name, TITLE_COLUMNS);

  g_print ("      %s %s\n", title, cut);
}

static void
print_difference (HwCli *cli, const HwCheck *check, const HwDifference *difference)
{
  static const char *const marks[] = { "−", "+", "~" };
  static const HwStyle styles[] = { HW_STYLE_BAD, HW_STYLE_NOTICE, HW_STYLE_NOTICE };
  g_autofree char *expected = hw_difference_dup_expected (difference);
  g_autofree char *actual = hw_difference_dup_actual (difference);
  g_autofree char *sentence = hw_difference_dup_sentence (difference);
  g_autofree char *head = g_strdup_printf ("%s %s", marks[difference->change], sentence);
  g_autofree char *painted = hw_terminal_paint (cli->terminal, styles[difference->change], head);
  g_autoptr (GPtrArray) statements = write_mend (check, difference);

  g_print ("  %s\n", painted);
  if (expected != NULL && expected[0] != '\0')
    print_side (cli, _ ("expected"), expected);
  if (actual != NULL && actual[0] != '\0')
    print_side (cli, _ ("found"), actual);
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);
      g_auto (GStrv) lines = g_strsplit (statement->sql, "\n", -1);
      g_autofree char *indented = g_strjoinv ("\n                ", lines);
      g_autofree char *risk =
          statement->risk == HW_RISK_SAFE
              ? g_strdup ("")
              : g_strdup_printf ("  -- %s", hw_risk_to_string (statement->risk));
      g_autofree char *title = hw_terminal_pad (i == 0 ? _ ("mended by") : "", TITLE_COLUMNS);

      hw_terminal_print (cli->terminal, HW_STYLE_DIM, "      %s %s;%s", title, indented, risk);
    }
}

static void
print_check (HwCli *cli, const HwCheck *check)
{
  const char *title = hw_database_get_title (check->database);
  g_autofree char *measured =
      check->measured != NULL ? hw_version_to_text ((const char *const *) check->measured) : NULL;
  guint n;

  if (check->drift == NULL)
    {
      g_autofree char *sentence = hw_advice_dup_sentence (check);
      g_autofree char *remedy = hw_advice_dup_remedy (check);

      hw_terminal_print (cli->terminal, HW_STYLE_BOLD, "%s", title);
      g_print ("  %s\n",
               check->error != NULL ? hw_error_skip_title (check->error, title) : sentence);
      hw_advice_output_print (cli, remedy);
      return;
    }
  n = hw_differences_get_n (check->drift);
  hw_terminal_print (
      cli->terminal, HW_STYLE_BOLD,
      ngettext ("%s against %s%s: %u difference", "%s against %s%s: %u differences", n), title,
      measured, check->version->rows[0] == NULL ? _ (" (it has no version)") : "", n);
  for (guint i = 0; i < n; i++)
    print_difference (cli, check, hw_differences_get (check->drift, i));
}

static void
add_difference (JsonBuilder *builder, const HwCheck *check, const HwDifference *difference)
{
  HwObject *object = hw_difference_get_object (difference);
  g_autofree char *title = hw_object_dup_title (object);
  g_autofree char *expected = hw_difference_dup_expected (difference);
  g_autofree char *actual = hw_difference_dup_actual (difference);
  g_autoptr (GPtrArray) statements = write_mend (check, difference);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "change", hw_change_to_string (difference->change));
  hw_json_add_string (builder, "kind", hw_object_get_kind_name (object));
  hw_json_add_string (builder, "name", hw_object_get_name (object));
  hw_json_add_string (builder, "schema", hw_object_get_schema (object));
  hw_json_add_string (builder, "table", hw_object_get_parent (object));
  hw_json_add_string (builder, "title", title);
  hw_json_add_string (builder, "expected", expected);
  hw_json_add_string (builder, "actual", actual);
  hw_json_begin_array (builder, "sql");
  for (guint i = 0; i < statements->len; i++)
    json_builder_add_string_value (builder,
                                   ((HwDdlStatement *) g_ptr_array_index (statements, i))->sql);
  json_builder_end_array (builder);
  hw_json_add_string (builder, "risk", hw_risk_to_string (hw_ddl_get_risk (statements)));
  json_builder_end_object (builder);
}

static void
add_check (HwCli *cli, JsonBuilder *builder, const HwCheck *check)
{
  g_autofree char *measured =
      check->measured != NULL ? hw_version_to_text ((const char *const *) check->measured) : NULL;

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, check->database);
  hw_json_add_string (builder, "revision", measured);
  hw_json_begin_array (builder, "differences");
  for (guint i = 0; check->drift != NULL && i < hw_differences_get_n (check->drift); i++)
    add_difference (builder, check, hw_differences_get (check->drift, i));
  json_builder_end_array (builder);
  hw_cli_add_error (cli, builder, check->error);
  json_builder_end_object (builder);
}

/* Drift is what this command looks for: a database that is merely behind is clean here. */
static int
get_exit_status (GPtrArray *checks)
{
  int status = HW_EXIT_CLEAN;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);

      if (check->error != NULL)
        status = MAX (status, hw_cli_get_exit_status (check->error));
      else if (check->drift == NULL || hw_differences_get_n (check->drift) > 0)
        status = MAX (status, HW_EXIT_ATTENTION);
    }
  return status;
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  const HwFleetPreferences preferences = { .owners = owners,
                                           .privileges = privileges,
                                           .column_order = column_order };
  g_autoptr (GPtrArray) checks = NULL;

  if (models && (owners || privileges))
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Leave one of the two away."),
                    _ ("Models say nothing about owners and privileges"));
      return HW_EXIT_USAGE;
    }
  if (!hw_cli_load_fleet (cli, error))
    return HW_EXIT_USAGE;
  hw_fleet_set_preferences (cli->fleet, &preferences);
  checks = hw_checking_look (cli, arguments, error);
  if (checks == NULL)
    return HW_EXIT_FAILED;
  if (models)
    return hw_truths_show (cli, checks, error);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      hw_json_begin_array (builder, "databases");
      for (guint i = 0; i < checks->len; i++)
        add_check (cli, builder, g_ptr_array_index (checks, i));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      hw_cli_print_json (builder);
    }
  else
    for (guint i = 0; i < checks->len; i++)
      print_check (cli, g_ptr_array_index (checks, i));
  return get_exit_status (checks);
}

const HwCommand hw_command_drift = {
  .name = "drift",
  .arguments = "[SERVICE…]",
  .summary = N_ ("each difference, expected and found, and the SQL that mends it"),
  .description = N_ (
      "Compares the live schema with what the migrations build at the database's own "
      "revision, or at\nthe head when it has no version. Changes nothing.\n"
      "− is missing, + is there and not expected, ~ is there and otherwise.\n\n"
      "What Ignore= of the fleet file names, in [Service NAME] or [Database "
      "SERVICE@ENV], is no drift for\nany command: KIND:NAME, parted by ;, where * "
      "stands for anything, for example\nIgnore=index:orders.tmp_*;table:scratch.\n\n"
      "With --models three truths are shown for each object in which they differ: what "
      "the service's\nSQLAlchemy models say, what its migrations build at the head, and "
      "what the database has.\n\n"
      "Owners and privileges are compared when asked for: what a migration makes belongs to "
      "the role that\nConnection= names, with the rights that the migrations give.\n\n"
      "Examples:\n  headway drift order\n  headway drift order --models\n  headway drift --owners "
      "--privileges"),
  .options = drift_options,
  .max_arguments = G_MAXUINT,
  .run = run,
};
