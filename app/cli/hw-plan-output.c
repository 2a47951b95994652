/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-output.c: a plan as a table, as a script, and as JSON. */

#include "hw-carrying-out.h"

#include <glib/gi18n.h>
#include "hw-advice-output.h"
#include "hw-advice.h"
#include "hw-error.h"
#include "hw-loss-output.h"
#include "hw-script-output.h"
#include "hw-table.h"

static HwStyle
get_risk_style (HwRisk risk)
{
  static const HwStyle styles[] = {
    [HW_RISK_SAFE] = HW_STYLE_GOOD,
    [HW_RISK_BLOCKING] = HW_STYLE_NOTICE,
    [HW_RISK_REWRITING] = HW_STYLE_NOTICE,
    [HW_RISK_DESTROYING] = HW_STYLE_BAD,
  };

  return styles[risk];
}

static guint
count_to_run (const HwStep *step)
{
  guint n = 0;

  for (guint i = 0; i < step->statements->len; i++)
    n += !((HwPlanStatement *) g_ptr_array_index (step->statements, i))->done;
  return n;
}

static void
print_table (HwCli *cli, HwPlan *plan)
{
  static const char *const titles[] = { N_ ("STEP"),       N_ ("WAVE"),     N_ ("DATABASE"),
                                        N_ ("ACTION"),     N_ ("REVISION"), N_ ("RISK"),
                                        N_ ("STATEMENTS"), N_ ("WHAT"),     NULL };
  g_autoptr (HwTable) table = hw_table_new (titles);

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const HwStep *step = g_ptr_array_index (plan->steps, i);
      guint n = count_to_run (step);

      hw_table_begin_row (table);
      hw_table_add_printf (table, HW_STYLE_PLAIN, "%u", step->number);
      hw_table_add_printf (table, HW_STYLE_PLAIN, "%u", step->wave + 1);
      hw_table_add (table, HW_STYLE_BOLD, hw_database_get_title (step->database));
      hw_table_add (table, HW_STYLE_PLAIN, hw_action_to_string (step->action));
      hw_table_add (table, HW_STYLE_PLAIN, step->revision);
      hw_table_add (table, get_risk_style (step->risk), hw_risk_to_string (step->risk));
      if (step->needs_python)
        hw_table_add (table, HW_STYLE_PLAIN, "Python");
      else if (n < step->statements->len)
        hw_table_add_printf (table, HW_STYLE_PLAIN, _ ("%u of %u"), n, step->statements->len);
      else
        hw_table_add_printf (table, HW_STYLE_PLAIN, "%u", n);
      hw_table_add (table, HW_STYLE_PLAIN, step->text);
      for (guint n_note = 0; n_note < step->notes->len; n_note++)
        hw_table_add_line (table, HW_STYLE_NOTICE, g_ptr_array_index (step->notes, n_note));
    }
  hw_table_print (table, cli->terminal);
}

/* "order@local is left out: …". (transfer full) */
static char *
dup_refusal (const HwRefusal *refusal)
{
  const char *title = hw_database_get_title (refusal->database);

  return g_strdup_printf (_ ("%s is left out: %s"), title,
                          hw_error_skip_title (refusal->error, title));
}

static void
print_refusals (HwCli *cli, HwPlan *plan)
{
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);
      g_autofree char *sentence = dup_refusal (refusal);

      hw_terminal_print (cli->terminal, HW_STYLE_BAD, "%s", sentence);
      hw_advice_output_print (cli, hw_postgres_error_get_hint (refusal->error));
    }
}

/* "There is no step for order@local, but it differs …". (transfer full) */
static char *
dup_sentence (const HwRemainder *remainder)
{
  g_autofree char *how = hw_advice_dup_sentence (remainder->check);

  /* Translators: a database, and how it is: "differs from its own revision: 1 unexpected". */
  return g_strdup_printf (_ ("There is no step for %s, but it %s."),
                          hw_database_get_title (remainder->check->database), how);
}

static void
print_remainders (HwCli *cli, HwPlan *plan)
{
  for (guint i = 0; i < plan->remainders->len; i++)
    {
      const HwRemainder *remainder = g_ptr_array_index (plan->remainders, i);
      g_autofree char *sentence = dup_sentence (remainder);

      hw_terminal_print (cli->terminal, HW_STYLE_BAD, "%s", sentence);
      hw_advice_output_print (cli, remainder->remedy);
    }
}

void
hw_carrying_out_add_notes (JsonBuilder *builder, const HwStep *step)
{
  hw_json_begin_array (builder, "notes");
  for (guint i = 0; i < step->notes->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (step->notes, i));
  json_builder_end_array (builder);
}

static void
print_losses (HwCli *cli, HwPlan *plan)
{
  for (guint i = 0; i < plan->steps->len; i++)
    hw_loss_output_print (cli, g_ptr_array_index (plan->steps, i));
}

static void
add_step (HwCli *cli, JsonBuilder *builder, const HwStep *step)
{
  json_builder_begin_object (builder);
  hw_json_add_int (builder, "number", step->number);
  hw_json_add_int (builder, "wave", step->wave + 1);
  hw_cli_add_database (builder, step->database);
  hw_json_add_string (builder, "action", hw_action_to_string (step->action));
  hw_json_add_string (builder, "revision", step->revision);
  hw_json_add_string (builder, "text", step->text);
  hw_json_add_strings (builder, "from", (const char *const *) step->from);
  hw_json_add_strings (builder, "to", (const char *const *) step->to);
  hw_json_begin_array (builder, "sql");
  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      if (!statement->done)
        json_builder_add_string_value (builder, statement->sql);
    }
  json_builder_end_array (builder);
  hw_json_add_string (builder, "risk", hw_risk_to_string (step->risk));
  hw_json_add_boolean (builder, "needs_python", step->needs_python);
  hw_carrying_out_add_notes (builder, step);
  hw_loss_output_add (cli, builder, step);
  json_builder_end_object (builder);
}

void
hw_carrying_out_add_refusals (HwCli *cli, JsonBuilder *builder, HwPlan *plan)
{
  hw_json_begin_array (builder, "refusals");
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);

      json_builder_begin_object (builder);
      hw_cli_add_database (builder, refusal->database);
      hw_cli_add_error (cli, builder, refusal->error);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
hw_carrying_out_add_remainders (HwCli *cli, JsonBuilder *builder, HwPlan *plan)
{
  hw_json_begin_array (builder, "remaining");
  for (guint i = 0; i < plan->remainders->len; i++)
    {
      const HwRemainder *remainder = g_ptr_array_index (plan->remainders, i);
      g_autofree char *sentence = hw_advice_dup_sentence (remainder->check);
      g_autofree char *advice = hw_advice_output_dup (cli, remainder->remedy);

      json_builder_begin_object (builder);
      hw_cli_add_database (builder, remainder->check->database);
      hw_json_add_string (builder, "verdict", hw_verdict_to_string (remainder->check->verdict));
      hw_json_add_string (builder, "sentence", sentence);
      hw_json_add_string (builder, "remedy", advice);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (HwCli *cli, HwPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "steps");
  for (guint i = 0; i < plan->steps->len; i++)
    add_step (cli, builder, g_ptr_array_index (plan->steps, i));
  json_builder_end_array (builder);
  hw_carrying_out_add_refusals (cli, builder, plan);
  hw_carrying_out_add_remainders (cli, builder, plan);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

void
hw_carrying_out_show (HwCli *cli, HwPlan *plan)
{
  if (cli->json)
    {
      print_json (cli, plan);
      return;
    }
  if (plan->steps->len > 0)
    print_table (cli, plan);
  else if (plan->refusals->len == 0 && plan->remainders->len == 0)
    g_print (_ ("Nothing to do.\n"));
  print_losses (cli, plan);
  print_refusals (cli, plan);
  print_remainders (cli, plan);
}

static gboolean
moves_version (const HwStep *step)
{
  return !g_strv_equal ((const char *const *) step->from, (const char *const *) step->to);
}

/* (transfer full): the statements that move the version rows of @step, of @plan; they make the
 * table, where there is none, once. */
static GStrv
dup_moves (HwPlan *plan, const HwStep *step)
{
  gboolean create = !step->check->version->table_exists;

  if (!moves_version (step))
    return g_new0 (char *, 1);
  for (guint i = 0; create && i < plan->steps->len; i++)
    {
      const HwStep *earlier = g_ptr_array_index (plan->steps, i);

      if (earlier == step)
        break;
      create = earlier->database != step->database || !moves_version (earlier);
    }
  return hw_version_dup_statements (step->check->history, create, (const char *const *) step->from,
                                    (const char *const *) step->to);
}

static void
write_step (HwScriptOutput *script, HwPlan *plan, const HwStep *step)
{
  g_autofree char *from = hw_version_to_text ((const char *const *) step->from);
  g_autofree char *to = hw_version_to_text ((const char *const *) step->to);
  g_autofree char *title = g_strdup_printf (
      _ ("Step %u, %s: %s %s (%s → %s)\n%s"), step->number, hw_database_get_title (step->database),
      hw_action_to_string (step->action), step->revision, from, to, step->text);
  g_auto (GStrv) moves = dup_moves (plan, step);

  hw_script_output_add_comment (script, title);
  for (guint i = 0; i < step->notes->len; i++)
    hw_script_output_add_comment (script, g_ptr_array_index (step->notes, i));
  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);
      g_autofree char *remark =
          statement->done ? g_strdup_printf (_ ("there already: %s;"), statement->sql) : NULL;

      if (statement->done)
        hw_script_output_add_comment (script, remark);
      if (!statement->done || hw_script_changes_session (statement->sql))
        hw_script_output_add (script, statement->sql, statement->in_transaction);
    }
  hw_script_output_end_step (script, (const char *const *) moves);
}

/* (transfer full): @plan without the steps that run as programs, and what waits for them. They
 * are told on standard error. */
static HwPlan *
leave_out_programs (HwPlan *plan)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const HwStep *step = g_ptr_array_index (plan->steps, i);

      if (!step->needs_python)
        continue;
      g_array_append_val (numbers, step->number);
      g_printerr (_ ("headway: %s: step %u and what follows it is left out: revision %s reads rows "
                     "while it runs, and no script can do what it does\n"),
                  hw_database_get_title (step->database), step->number, step->revision);
    }
  return hw_plan_without (plan, (const guint *) (gpointer) numbers->data, numbers->len);
}

/* Standard output is for the script. */
static void
report_refusals (HwCli *cli, HwPlan *plan)
{
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);
      g_autofree char *hint =
          hw_advice_output_dup (cli, hw_postgres_error_get_hint (refusal->error));
      g_autofree char *sentence = dup_refusal (refusal);

      g_printerr (_ ("headway: %s\n"), sentence);
      if (hint != NULL)
        g_printerr ("  → %s\n", hint);
    }
}

int
hw_carrying_out_print_script (HwCli *cli, HwPlan *plan)
{
  g_autoptr (HwPlan) written = leave_out_programs (plan);
  int status = hw_carrying_out_get_status (plan);
  HwScriptOutput script;

  hw_script_output_init (&script);
  for (guint i = 0; i < written->steps->len; i++)
    write_step (&script, written, g_ptr_array_index (written->steps, i));
  for (guint i = 0; i < plan->remainders->len; i++)
    {
      g_autofree char *sentence = dup_sentence (g_ptr_array_index (plan->remainders, i));

      hw_script_output_add_comment (&script, sentence);
    }
  g_print ("%s", script.text->str);
  hw_script_output_clear (&script);
  report_refusals (cli, plan);
  return written->steps->len < plan->steps->len ? MAX (status, HW_EXIT_REFUSED) : status;
}

int
hw_carrying_out_get_status (HwPlan *plan)
{
  int status =
      plan->steps->len > 0 || plan->remainders->len > 0 ? HW_EXIT_ATTENTION : HW_EXIT_CLEAN;

  for (guint i = 0; i < plan->refusals->len; i++)
    status =
        MAX (status,
             hw_cli_get_exit_status (((HwRefusal *) g_ptr_array_index (plan->refusals, i))->error));
  return status;
}
