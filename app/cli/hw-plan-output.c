/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-output.c: a plan as a table, as a script, and as JSON. */

#include "hw-carrying-out.h"

#include <glib/gi18n.h>
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
    }
  hw_table_print (table, cli->terminal);
}

static void
print_refusals (HwCli *cli, HwPlan *plan)
{
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);
      const char *hint = hw_postgres_error_get_hint (refusal->error);

      hw_terminal_print (cli->terminal, HW_STYLE_BAD, _ ("%s is left out: %s"),
                         hw_database_get_title (refusal->database), refusal->error->message);
      if (hint != NULL)
        hw_terminal_print (cli->terminal, HW_STYLE_DIM, "  → %s", hint);
    }
}

static void
add_step (JsonBuilder *builder, const HwStep *step)
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
  json_builder_end_object (builder);
}

void
hw_carrying_out_add_refusals (JsonBuilder *builder, HwPlan *plan)
{
  hw_json_begin_array (builder, "refusals");
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);

      json_builder_begin_object (builder);
      hw_cli_add_database (builder, refusal->database);
      hw_cli_add_error (builder, refusal->error);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (HwPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_json_begin_array (builder, "steps");
  for (guint i = 0; i < plan->steps->len; i++)
    add_step (builder, g_ptr_array_index (plan->steps, i));
  json_builder_end_array (builder);
  hw_carrying_out_add_refusals (builder, plan);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

void
hw_carrying_out_show (HwCli *cli, HwPlan *plan)
{
  if (cli->json)
    {
      print_json (plan);
      return;
    }
  if (plan->steps->len > 0)
    print_table (cli, plan);
  else if (plan->refusals->len == 0)
    g_print (_ ("Nothing to do.\n"));
  print_refusals (cli, plan);
}

void
hw_carrying_out_print_script (HwPlan *plan)
{
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const HwStep *step = g_ptr_array_index (plan->steps, i);
      g_autofree char *from = hw_version_to_text ((const char *const *) step->from);
      g_autofree char *to = hw_version_to_text ((const char *const *) step->to);
      g_auto (GStrv) version = hw_version_dup_statements (
          step->check->history, !step->check->version->table_exists,
          (const char *const *) step->from, (const char *const *) step->to);

      g_print (_ ("-- Step %u, %s: %s %s (%s → %s)\n-- %s\n"), step->number,
               hw_database_get_title (step->database), hw_action_to_string (step->action),
               step->revision, from, to, step->text);
      if (step->needs_python)
        g_print (_ ("-- This revision reads data while it runs: it runs as a program (%s).\n"
                    "-- On an empty database it does:\n"),
                 step->file);
      for (guint s = 0; s < step->statements->len; s++)
        {
          const HwPlanStatement *statement = g_ptr_array_index (step->statements, s);
          const char *remark = statement->done ? _ ("-- there already: ") : "";
          g_auto (GStrv) lines = g_strsplit (statement->sql, "\n", -1);
          g_autofree char *text =
              statement->done ? g_strjoinv ("\n-- ", lines) : g_strdup (statement->sql);

          g_print ("%s%s;\n", remark, text);
        }
      for (guint s = 0; version[s] != NULL; s++)
        g_print ("%s;\n", version[s]);
      g_print ("\n");
    }
}

int
hw_carrying_out_get_status (HwPlan *plan)
{
  int status = plan->steps->len > 0 ? HW_EXIT_ATTENTION : HW_EXIT_CLEAN;

  for (guint i = 0; i < plan->refusals->len; i++)
    status =
        MAX (status,
             hw_cli_get_exit_status (((HwRefusal *) g_ptr_array_index (plan->refusals, i))->error));
  return status;
}
