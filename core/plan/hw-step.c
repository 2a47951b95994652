/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-step.c: one step of a plan: what is done to one database, from which version to which. */

#include "hw-step.h"

#include <string.h>

const char *
hw_action_to_string (HwAction action)
{
  static const char *const names[] = {
    [HW_ACTION_UPGRADE] = "upgrade",
    [HW_ACTION_DOWNGRADE] = "downgrade",
    [HW_ACTION_STAMP] = "stamp",
    [HW_ACTION_REPAIR] = "repair",
  };

  return names[action];
}

static void
statement_free (gpointer data)
{
  HwPlanStatement *statement = data;

  g_free (statement->sql);
  g_free (statement);
}

HwStep *
hw_step_new (HwCheck *check, HwAction action, const char *revision, const char *text,
             const char *const *from, const char *const *to)
{
  HwStep *step = g_new0 (HwStep, 1);

  g_atomic_ref_count_init (&step->references);
  step->check = hw_check_ref (check);
  step->database = check->database;
  step->action = action;
  step->revision = g_strdup (revision);
  step->text = g_strdup (text);
  step->from = g_strdupv ((char **) from);
  step->to = g_strdupv ((char **) to);
  step->statements = g_ptr_array_new_with_free_func (statement_free);
  step->notes = g_ptr_array_new_with_free_func (g_free);
  return step;
}

HwStep *
hw_step_ref (HwStep *step)
{
  g_atomic_ref_count_inc (&step->references);
  return step;
}

void
hw_step_unref (HwStep *step)
{
  if (!g_atomic_ref_count_dec (&step->references))
    return;
  hw_check_unref (step->check);
  g_free (step->revision);
  g_free (step->text);
  g_free (step->file);
  g_strfreev (step->from);
  g_strfreev (step->to);
  g_ptr_array_unref (step->statements);
  g_ptr_array_unref (step->notes);
  g_clear_pointer (&step->before, hw_schema_unref);
  g_clear_pointer (&step->after, hw_schema_unref);
  g_free (step);
}

void
hw_step_add_statement (HwStep *step, const char *sql, HwRisk risk, gboolean in_transaction,
                       gboolean done)
{
  HwPlanStatement *statement = g_new0 (HwPlanStatement, 1);

  statement->sql = g_strdup (sql);
  statement->risk = risk;
  statement->in_transaction = in_transaction;
  statement->done = done;
  g_ptr_array_add (step->statements, statement);
  if (!done)
    step->risk = MAX (step->risk, risk);
}

void
hw_step_add_note (HwStep *step, char *note)
{
  g_ptr_array_add (step->notes, note);
}

void
hw_step_update_digest (GChecksum *checksum, const char *statement)
{
  /* The closing zero keeps two statements apart. */
  g_checksum_update (checksum, (const guchar *) statement, (gssize) strlen (statement) + 1);
}

char *
hw_step_dup_digest (const HwStep *step)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      hw_step_update_digest (checksum, statement->sql);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
