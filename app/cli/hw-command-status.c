/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-status.c: `headway status` and `headway check`: how each database is. */

#include "hw-advice.h"

#include <glib/gi18n.h>
#include "hw-advice-output.h"
#include "hw-checking.h"
#include "hw-command.h"
#include "hw-error.h"
#include "hw-table.h"

static HwStyle
get_style (HwVerdict verdict)
{
  switch (verdict)
    {
    case HW_VERDICT_UP_TO_DATE:
      return HW_STYLE_GOOD;
    case HW_VERDICT_BEHIND:
    case HW_VERDICT_EMPTY:
    case HW_VERDICT_BLOCKED:
      return HW_STYLE_NOTICE;
    case HW_VERDICT_DRIFTED:
    case HW_VERDICT_UNVERSIONED:
    case HW_VERDICT_AHEAD:
    case HW_VERDICT_DIVERGED:
    case HW_VERDICT_DIRTY:
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
    default:
      return HW_STYLE_BAD;
    }
}

static char *
describe_drift (const HwCheck *check)
{
  if (check->drift == NULL)
    return g_strdup (check->verdict == HW_VERDICT_EMPTY || check->live == NULL ? "–"
                                                                               : _ ("not known"));
  if (hw_differences_get_n (check->drift) == 0)
    return g_strdup (_ ("none"));
  return g_strdup_printf ("−%u +%u ~%u", hw_differences_count (check->drift, HW_CHANGE_MISSING),
                          hw_differences_count (check->drift, HW_CHANGE_UNEXPECTED),
                          hw_differences_count (check->drift, HW_CHANGE_CHANGED));
}

static void
print_table (HwCli *cli, GPtrArray *checks)
{
  static const char *const titles[] = {
    N_ ("DATABASE"), N_ ("VERDICT"), N_ ("CURRENT"), N_ ("HEAD"), N_ ("PENDING"), N_ ("DRIFT"), NULL
  };
  g_autoptr (HwTable) table = hw_table_new (titles);

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *current = check->version == NULL ? g_strdup ("–")
                                 : check->version->rows[0] == NULL
                                     ? g_strdup ("–")
                                     : g_strjoinv (", ", check->version->rows);
      g_autofree char *heads =
          check->heads == NULL ? g_strdup ("–") : g_strjoinv (", ", check->heads);
      g_autofree char *drift = describe_drift (check);

      hw_table_begin_row (table);
      hw_table_add (table, HW_STYLE_BOLD, hw_database_get_title (check->database));
      hw_table_add (table, get_style (check->verdict), hw_verdict_to_string (check->verdict));
      hw_table_add (table, HW_STYLE_PLAIN, current);
      hw_table_add (table, HW_STYLE_PLAIN, heads);
      if (check->version != NULL)
        hw_table_add_printf (table, HW_STYLE_PLAIN, "%u", check->n_pending);
      else
        hw_table_add (table, HW_STYLE_PLAIN, "–");
      hw_table_add (table, HW_STYLE_PLAIN, drift);
    }
  hw_table_print (table, cli->terminal);
}

/* (nullable): how far the history can be replayed here, what stands in the way and what to do, when
 * that is why the drift is not known. */
static char *
dup_account (HwCli *cli, const HwCheck *check)
{
  g_autoptr (HwReplayAccount) account = NULL;

  if (!g_error_matches (check->error, HW_ERROR, HW_ERROR_NEEDS_ENVIRONMENT) &&
      !g_error_matches (check->error, HW_ERROR, HW_ERROR_NEEDS_SNAPSHOT))
    return NULL;
  account =
      hw_shadow_get_account (cli->shadow, hw_database_get_service (check->database),
                             check->server_major, check->database, NULL, cli->cancellable, NULL);
  return account != NULL ? hw_replay_account_to_text (account) : NULL;
}

/* Why something is not known, then what to do. */
static void
print_trouble (HwCli *cli, const HwCheck *check, const char *remedy)
{
  g_autofree char *account = NULL;

  if (check->error != NULL && check->live != NULL)
    {
      g_auto (GStrv) lines = NULL;
      g_autofree char *text = NULL;
      g_autofree char *indented = NULL;

      account = dup_account (cli, check);
      text = hw_advice_output_dup (cli, account != NULL ? account : check->error->message);
      lines = g_strsplit (text, "\n", -1);
      indented = g_strjoinv ("\n  ", lines);
      g_print ("  %s\n", indented);
    }
  /* The account ends with the error's own hint. */
  if (remedy != NULL &&
      (account == NULL || g_strcmp0 (remedy, hw_postgres_error_get_hint (check->error)) != 0))
    hw_advice_output_print (cli, remedy);
}

/* A line for each database that is not well: how it is and what to do. */
static void
print_advice (HwCli *cli, GPtrArray *checks)
{
  guint n_well = 0;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *sentence = NULL;
      g_autofree char *remedy = NULL;

      if (hw_check_is_clean (check))
        {
          n_well++;
          continue;
        }
      sentence = hw_advice_dup_sentence (check);
      remedy = hw_advice_dup_remedy (check);
      g_print ("\n");
      if (check->verdict == HW_VERDICT_UNREACHABLE || check->verdict == HW_VERDICT_UNKNOWN)
        g_print ("%s\n", sentence);
      else
        /* Translators: a database, and how it is: "differs from its own revision: 1 missing". */
        g_print (_ ("%s %s.\n"), hw_database_get_title (check->database), sentence);
      print_trouble (cli, check, remedy);
    }
  g_print (ngettext ("\n%u of %u database is up to date.\n",
                     "\n%u of %u databases are up to date.\n", checks->len),
           n_well, checks->len);
}

static void
add_drift (JsonBuilder *builder, const HwCheck *check)
{
  static const HwChange changes[] = { HW_CHANGE_MISSING, HW_CHANGE_UNEXPECTED, HW_CHANGE_CHANGED };

  json_builder_set_member_name (builder, "drift");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      json_builder_set_member_name (builder, hw_change_to_string (changes[i]));
      json_builder_add_int_value (
          builder, check->drift != NULL ? hw_differences_count (check->drift, changes[i]) : 0);
    }
  json_builder_end_object (builder);
  /* Zeros are promised numbers; this says whether they were counted. */
  hw_json_add_boolean (builder, "drift_known", check->drift != NULL);
}

static void
add_identified (JsonBuilder *builder, const HwCheck *check)
{
  const HwCandidate *candidate = hw_check_get_identified (check);
  g_autofree char *version = NULL;

  json_builder_set_member_name (builder, "identified");
  if (candidate == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  version = hw_version_to_text ((const char *const *) candidate->version);
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "revision", version);
  hw_json_add_int (builder, "distance", hw_differences_get_n (candidate->differences));
  json_builder_end_object (builder);
}

static void
add_check (HwCli *cli, JsonBuilder *builder, const HwCheck *check)
{
  g_autofree char *sentence = hw_advice_dup_sentence (check);
  g_autofree char *remedy = hw_advice_dup_remedy (check);
  g_autofree char *advice = hw_advice_output_dup (cli, remedy);

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, check->database);
  hw_json_add_string (builder, "verdict", hw_verdict_to_string (check->verdict));
  hw_json_add_strings (builder, "current",
                       check->version != NULL ? (const char *const *) check->version->rows : NULL);
  hw_json_add_strings (builder, "heads", (const char *const *) check->heads);
  hw_json_add_int (builder, "pending", check->n_pending);
  add_drift (builder, check);
  add_identified (builder, check);
  hw_json_add_string (builder, "sentence", sentence);
  hw_json_add_string (builder, "remedy", advice);
  hw_cli_add_error (cli, builder, check->error);
  json_builder_end_object (builder);
}

static void
print_json (HwCli *cli, GPtrArray *checks)
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

static int
run_status (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look (cli, arguments, error);

  if (checks == NULL)
    return HW_EXIT_FAILED;
  if (cli->json)
    {
      print_json (cli, checks);
      return hw_checking_get_exit_status (checks);
    }
  print_table (cli, checks);
  print_advice (cli, checks);
  return hw_checking_get_exit_status (checks);
}

static int
run_check (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look (cli, arguments, error);
  int of_databases, of_snapshots;

  if (checks == NULL)
    return HW_EXIT_FAILED;
  if (cli->json)
    print_json (cli, checks);
  of_databases = hw_checking_get_exit_status (checks);
  of_snapshots = hw_checking_verify_snapshots (cli, checks);
  return MAX (of_databases, of_snapshots);
}

const HwCommand hw_command_status = {
  .name = "status",
  .arguments = "[SERVICE…]",
  .summary = N_ ("one line a database: verdict, current, head, pending, drift"),
  .description = N_ (
      "Looks at every database and says how it is. Changes nothing.\n\n"
      "Verdicts: up-to-date, behind, drifted (the schema is not what its revision builds),\n"
      "unversioned (tables but no version, as create_all() makes them), empty, ahead (its "
      "revision\n"
      "is not in this checkout), diverged (several heads), dirty (a half-done migration), blocked\n"
      "(somebody is migrating it, or rights are missing), unreachable.\n"
      "Drift is −missing +unexpected ~changed objects; without a version it is measured against "
      "the\n"
      "head.\n\n"
      "Examples:\n"
      "  headway status\n"
      "  headway status order@production auth\n"
      "  headway status --json | jq '.databases[] | select(.verdict != \"up-to-date\")'"),
  .max_arguments = G_MAXUINT,
  .run = run_status,
};

const HwCommand hw_command_check = {
  .name = "check",
  .arguments = "[SERVICE…]",
  .summary = N_ ("the same for CI: quiet, exit status only"),
  .description =
      N_ ("Looks as status does and prints nothing; the exit status says it all: 0 when "
          "every database is\nup to date, 1 when one needs attention, 3 when one cannot "
          "be reached. Also says (on standard\nerror, status 1) when a committed snapshot "
          "no longer equals what the history builds.\n\n"
          "Example:\n  headway check --environment staging"),
  .max_arguments = G_MAXUINT,
  .run = run_check,
};
