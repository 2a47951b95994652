/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-carrying-out.c: plan, show, ask, run, report: what all commands that change databases share.
 */

#include "hw-carrying-out.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-advice-output.h"
#include "hw-checking.h"
#include "hw-error.h"

/* Seconds. */
#define LOCK_WAIT 10

static char *lock_wait;
static gboolean allow_drift;

const GOptionEntry hw_carrying_out_options[] = {
  { "wait", 0, 0, G_OPTION_ARG_STRING, &lock_wait,
    N_ ("Seconds to wait while somebody else migrates the database (10)"), "SECONDS" },
  { "allow-drift", 0, 0, G_OPTION_ARG_NONE, &allow_drift,
    N_ ("Keep a step after which the schema is not what it should be"), NULL },
  { NULL },
};

/* Says on standard error for whom it waits: a log shows no progress. FALSE when nobody is at work.
 */
static gboolean
tell_holders (GPtrArray *checks, guint seconds)
{
  gboolean any = FALSE;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *who = NULL;

      if (check->holder == NULL)
        continue;
      who = hw_lock_holder_to_text (check->holder);
      g_printerr (ngettext ("headway: %s is being migrated by %s; waiting %u second at most\n",
                            "headway: %s is being migrated by %s; waiting %u seconds at most\n",
                            seconds),
                  hw_database_get_title (check->database), who, seconds);
      any = TRUE;
    }
  return any;
}

/* Gives those who migrate the databases of @checks time to end. */
static gboolean
wait_for_others (HwCli *cli, GPtrArray *checks, guint seconds, GError **error)
{
  g_autoptr (HwProgress) progress = hw_progress_new (_ ("Waiting"));
  gboolean waited;

  if (seconds == 0 || !tell_holders (checks, seconds))
    return TRUE;
  hw_terminal_watch (cli->terminal, progress);
  waited = hw_check_wait (checks, cli->shadow, hw_cli_get_jobs (cli), seconds, progress,
                          cli->cancellable, error);
  hw_terminal_unwatch (cli->terminal);
  return waited;
}

HwPlan *
hw_carrying_out_plan (HwCli *cli, GPtrArray *databases, const HwGoal *goal, guint wait,
                      GError **error)
{
  g_autoptr (GPtrArray) checks = hw_checking_look_at (cli, databases, error);
  g_autoptr (HwProgress) progress = hw_progress_new (_ ("Planning"));
  HwPlan *plan;

  if (checks == NULL || !wait_for_others (cli, checks, wait, error))
    return NULL;
  hw_terminal_watch (cli->terminal, progress);
  plan = hw_plan_new (cli->fleet, checks, goal, cli->shadow, progress, cli->cancellable, error);
  hw_terminal_unwatch (cli->terminal);
  return plan;
}

/* The databases that have steps. (element-type HwDatabase) */
static GPtrArray *
get_touched (HwPlan *plan)
{
  GPtrArray *databases = g_ptr_array_new ();

  for (guint i = 0; i < plan->steps->len; i++)
    {
      HwStep *step = g_ptr_array_index (plan->steps, i);

      if (!g_ptr_array_find (databases, step->database, NULL))
        g_ptr_array_add (databases, step->database);
    }
  return databases;
}

/* Asks, where there is somebody to ask. */
static gboolean
ask (HwCli *cli, HwPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) touched = get_touched (plan);
  g_autofree char *question = NULL;
  g_autofree char *steps = NULL;
  g_autofree char *databases = NULL;

  if (!hw_cli_confirm_protected (cli, touched, error))
    return FALSE;
  steps = g_strdup_printf (ngettext ("%u step", "%u steps", plan->steps->len), plan->steps->len);
  databases =
      g_strdup_printf (ngettext ("%u database", "%u databases", touched->len), touched->len);
  /* Translators: "3 steps", "2 databases". */
  question = g_strdup_printf (_ ("Carry out %s on %s?"), steps, databases);
  return hw_cli_confirm (cli, question, error);
}

static void
print_result (HwCli *cli, const HwStepResult *result)
{
  const HwStep *step = result->step;
  const char *detail;

  switch (result->outcome)
    {
    case HW_OUTCOME_DONE:
      hw_terminal_print (cli->terminal, HW_STYLE_GOOD, "✓ %s: %s %s (%.2f s)%s%s",
                         hw_database_get_title (step->database), hw_action_to_string (step->action),
                         step->revision, (double) result->duration / G_USEC_PER_SEC,
                         result->note != NULL ? ", " : "",
                         result->note != NULL ? result->note : "");
      break;
    case HW_OUTCOME_FAILED:
      hw_terminal_print (cli->terminal, HW_STYLE_BAD, _ ("✗ %s: %s %s failed"),
                         hw_database_get_title (step->database), hw_action_to_string (step->action),
                         step->revision);
      g_print ("  %s\n", result->error->message);
      detail = hw_postgres_error_get_detail (result->error);
      if (detail != NULL)
        g_print ("  %s\n", detail);
      if (result->note != NULL)
        g_print ("  %s\n", result->note);
      hw_advice_output_print (cli, hw_postgres_error_get_hint (result->error));
      break;
    case HW_OUTCOME_NOT_RUN:
    default:
      hw_terminal_print (cli->terminal, HW_STYLE_DIM, _ ("· %s: %s %s was not begun"),
                         hw_database_get_title (step->database), hw_action_to_string (step->action),
                         step->revision);
      if (result->note != NULL)
        g_print ("  %s\n", result->note);
      break;
    }
  for (guint i = 0; result->notices != NULL && result->notices[i] != NULL; i++)
    hw_terminal_print (cli->terminal, HW_STYLE_DIM, "  %s", result->notices[i]);
}

static void
add_result (HwCli *cli, JsonBuilder *builder, const HwStepResult *result)
{
  static const char *const outcomes[] = { "done", "failed", "not-run" };
  const HwStep *step = result->step;

  json_builder_begin_object (builder);
  hw_json_add_int (builder, "number", step->number);
  hw_cli_add_database (builder, step->database);
  hw_json_add_string (builder, "action", hw_action_to_string (step->action));
  hw_json_add_string (builder, "revision", step->revision);
  hw_json_add_string (builder, "outcome", outcomes[result->outcome]);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, (double) result->duration / G_USEC_PER_SEC);
  hw_json_add_string (builder, "note", result->note);
  hw_json_add_strings (builder, "notices", (const char *const *) result->notices);
  hw_carrying_out_add_notes (builder, step);
  hw_cli_add_error (cli, builder, result->error);
  json_builder_end_object (builder);
}

static void
report (HwCli *cli, HwPlan *plan, GPtrArray *results)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      for (guint i = 0; i < results->len; i++)
        print_result (cli, g_ptr_array_index (results, i));
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "steps");
  for (guint i = 0; i < results->len; i++)
    add_result (cli, builder, g_ptr_array_index (results, i));
  json_builder_end_array (builder);
  hw_carrying_out_add_refusals (cli, builder, plan);
  hw_carrying_out_add_remainders (cli, builder, plan);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

static int
get_run_status (HwCli *cli, HwPlan *plan, GPtrArray *results)
{
  int status = plan->remainders->len > 0 ? HW_EXIT_ATTENTION : HW_EXIT_CLEAN;

  for (guint i = 0; i < results->len; i++)
    {
      const HwStepResult *result = g_ptr_array_index (results, i);

      if (result->outcome == HW_OUTCOME_FAILED)
        status = MAX (status, hw_cli_get_exit_status (result->error));
    }
  for (guint i = 0; i < plan->refusals->len; i++)
    status =
        MAX (status,
             hw_cli_get_exit_status (((HwRefusal *) g_ptr_array_index (plan->refusals, i))->error));
  return g_cancellable_is_cancelled (cli->cancellable) ? HW_EXIT_INTERRUPTED : status;
}

int
hw_carrying_out_run (HwCli *cli, GPtrArray *databases, const HwGoal *goal, GError **error)
{
  g_autoptr (HwPlan) plan = NULL;
  g_autoptr (HwProgress) progress = hw_progress_new (_ ("Working"));
  g_autoptr (GPtrArray) results = NULL;
  HwRunOptions options = {
    .jobs = hw_cli_get_jobs (cli),
    .lock_wait = LOCK_WAIT,
    .lock_timeout = hw_fleet_get_lock_timeout (cli->fleet),
    .lock_retries = 5,
    .statement_timeout = hw_fleet_get_statement_timeout (cli->fleet),
    .allow_drift = allow_drift,
  };

  if (lock_wait != NULL && !hw_cli_read_number ("wait", lock_wait, 0, &options.lock_wait, error))
    return HW_EXIT_USAGE;
  plan = hw_carrying_out_plan (cli, databases, goal, options.lock_wait, error);
  if (plan == NULL)
    return HW_EXIT_FAILED;
  if (!cli->json)
    hw_carrying_out_show (cli, plan);
  if (plan->steps->len > 0 && !ask (cli, plan, error))
    return HW_EXIT_REFUSED;
  hw_terminal_watch (cli->terminal, progress);
  results = hw_run_plan (cli->fleet, plan, &options, progress, NULL, cli->cancellable);
  hw_terminal_unwatch (cli->terminal);
  report (cli, plan, results);
  return get_run_status (cli, plan, results);
}

/* Whether @argument can only be a revision: "head", "base", "+2", "-1" and the like mean the same
 * in every history. */
static gboolean
means_revision_everywhere (const char *argument)
{
  static const char *const words[] = { "head", "heads", "base", NULL };

  return g_strv_contains (words, argument) || argument[0] == '+' || argument[0] == '-';
}

GPtrArray *
hw_carrying_out_split_arguments (HwCli *cli, const char *const *arguments, const char **revision,
                                 GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n = g_strv_length ((char **) arguments);

  *revision = NULL;
  if (!hw_cli_load_fleet (cli, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *service = g_strndup (arguments[i], strcspn (arguments[i], "@"));
      gboolean is_service = hw_fleet_find_service (cli->fleet, service) != NULL;

      /* With services named before it the last word may be any revision; alone it must be one that
       * all histories have, so that a mistyped service is not taken for a revision. */
      if (!is_service && i + 1 == n && (names->len > 0 || means_revision_everywhere (arguments[i])))
        *revision = arguments[i];
      else
        g_ptr_array_add (names, (gpointer) arguments[i]);
    }
  g_ptr_array_add (names, NULL);
  return g_steal_pointer (&names);
}
