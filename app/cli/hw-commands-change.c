/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-commands-change.c: `plan`, `upgrade`, `downgrade`, `reconcile`, `stamp`: one way through, five
 * goals. */

#include "hw-carrying-out.h"

#include <glib/gi18n.h>
#include "hw-command.h"
#include "hw-error.h"

static char *to;
static gboolean as_sql;
static gboolean destroy;

static const GOptionEntry plan_options[] = {
  { "to", 0, 0, G_OPTION_ARG_STRING, &to,
    N_ ("Plan an upgrade or downgrade to this revision, instead of a reconcile"), "REV" },
  { "sql", 0, 0, G_OPTION_ARG_NONE, &as_sql, N_ ("Print the script"), NULL },
  { "destroy", 0, 0, G_OPTION_ARG_NONE, &destroy, N_ ("Repairs may drop what is too much"), NULL },
  { NULL },
};

static const GOptionEntry reconcile_options[] = {
  { "destroy", 0, 0, G_OPTION_ARG_NONE, &destroy, N_ ("Repairs may drop what is too much"), NULL },
  { NULL },
};

static int
run_plan (HwCli *cli, const char *const *arguments, GError **error)
{
  const HwGoal goal = {
    .kind = to == NULL ? HW_GOAL_RECONCILE : HW_GOAL_MOVE,
    .revision = to,
    .destroy = destroy,
  };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, arguments, error);
  g_autoptr (HwPlan) plan =
      databases == NULL ? NULL : hw_carrying_out_plan (cli, databases, &goal, 0, error);

  if (plan == NULL)
    return HW_EXIT_FAILED;
  if (as_sql && !cli->json)
    return hw_carrying_out_print_script (cli, plan);
  hw_carrying_out_show (cli, plan);
  return hw_carrying_out_get_status (plan);
}

static int
run_upgrade (HwCli *cli, const char *const *arguments, GError **error)
{
  HwGoal goal = { .kind = HW_GOAL_UPGRADE };
  g_autoptr (GPtrArray) names =
      hw_carrying_out_split_arguments (cli, arguments, &goal.revision, error);
  g_autoptr (GPtrArray) databases =
      names == NULL ? NULL : hw_cli_select (cli, (const char *const *) names->pdata, error);

  return databases == NULL ? HW_EXIT_USAGE : hw_carrying_out_run (cli, databases, &goal, error);
}

/* One database and perhaps a revision. */
static int
run_one (HwCli *cli, const char *const *arguments, HwGoalKind kind, GError **error)
{
  const HwGoal goal = { .kind = kind, .revision = arguments[1] };
  g_autoptr (GPtrArray) databases = g_ptr_array_new_with_free_func (g_object_unref);
  HwDatabase *database = hw_cli_select_one (cli, arguments[0], error);

  if (database == NULL)
    return HW_EXIT_USAGE;
  g_ptr_array_add (databases, database);
  return hw_carrying_out_run (cli, databases, &goal, error);
}

static int
run_downgrade (HwCli *cli, const char *const *arguments, GError **error)
{
  return run_one (cli, arguments, HW_GOAL_DOWNGRADE, error);
}

static int
run_stamp (HwCli *cli, const char *const *arguments, GError **error)
{
  return run_one (cli, arguments, HW_GOAL_STAMP, error);
}

static int
run_reconcile (HwCli *cli, const char *const *arguments, GError **error)
{
  const HwGoal goal = { .kind = HW_GOAL_RECONCILE, .destroy = destroy };
  g_autoptr (GPtrArray) databases = hw_cli_select (cli, arguments, error);

  return databases == NULL ? HW_EXIT_USAGE : hw_carrying_out_run (cli, databases, &goal, error);
}

const HwCommand hw_command_plan = {
  .name = "plan",
  .arguments = "[SERVICE…]",
  .summary = N_ ("the ordered steps; --sql for the script"),
  .description =
      N_ ("Shows what reconcile would do, or with --to what an upgrade or downgrade to a "
          "revision would do:\nevery step in its order, how much it could harm, and with "
          "--sql each statement. Changes nothing.\n\n"
          "Examples:\n  headway plan\n  headway plan order --to -1 --sql"),
  .options = plan_options,
  .max_arguments = G_MAXUINT,
  .run = run_plan,
};

const HwCommand hw_command_upgrade = {
  .name = "upgrade",
  .arguments = "[SERVICE…] [REV|+N|head]",
  .summary = N_ ("apply the revisions up to a revision (default: head)"),
  .description = N_ (
      "Each revision, its version row and its ledger entry commit together, after the live schema\n"
      "was read again and is what the revision should make of it. Services that wait for others\n"
      "(After= in the fleet file) come after them.\n\n"
      "Examples:\n  headway upgrade\n  headway upgrade order +1\n"
      "  headway upgrade order@production --confirm order@production"),
  .changes = TRUE,
  .max_arguments = G_MAXUINT,
  .run = run_upgrade,
};

const HwCommand hw_command_downgrade = {
  .name = "downgrade",
  .arguments = "SERVICE [-1|REV|base]",
  .summary = N_ ("take revisions back (default: the last)"),
  .description =
      N_ ("Shows first which tables and columns go and how much they hold, counted now.\n\n"
          "Examples:\n  headway downgrade order\n  headway downgrade order@local 001"),
  .changes = TRUE,
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run_downgrade,
};

const HwCommand hw_command_reconcile = {
  .name = "reconcile",
  .arguments = "[SERVICE…]",
  .summary = N_ ("whatever each verdict needs: stamp, repair, upgrade"),
  .description = N_ (
      "Brings every database to its head from wherever it is: finds out which revision an\n"
      "unversioned one looks like and stamps it, adds what drift lacks, applies what is pending, "
      "of a\n"
      "half-applied revision only the rest. Drops nothing (but see --destroy). Where a person "
      "must\n"
      "decide it says so and leaves the database alone. A schema does not tell whether data\n"
      "statements ran: which of them are left out, or perhaps run twice, stands under the step.\n\n"
      "Examples:\n  headway plan\n  headway reconcile\n  headway reconcile order --yes"),
  .options = reconcile_options,
  .changes = TRUE,
  .max_arguments = G_MAXUINT,
  .run = run_reconcile,
};

const HwCommand hw_command_stamp = {
  .name = "stamp",
  .arguments = "SERVICE REV",
  .summary = N_ ("write the version, change nothing else"),
  .description = N_ ("For when you know better than the version table: which revision a database "
                     "really is at.\nheadway identify helps to know it.\n\n"
                     "Example:\n  headway stamp order@local 003"),
  .changes = TRUE,
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run_stamp,
};
