/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script-output.c: a migration script for psql, written step by step. */

#include "hw-script-output.h"

#include "hw-script.h"

void
hw_script_output_init (HwScriptOutput *output)
{
  output->text = g_string_new (NULL);
  output->in_transaction = FALSE;
  output->changed_session = FALSE;
}

void
hw_script_output_clear (HwScriptOutput *output)
{
  g_string_free (output->text, TRUE);
}

void
hw_script_output_add_comment (HwScriptOutput *output, const char *comment)
{
  g_auto (GStrv) lines = g_strsplit (comment, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (output->text, "-- %s\n", lines[i]);
  g_string_append_c (output->text, '\n');
}

static void
set_in_transaction (HwScriptOutput *output, gboolean in_transaction)
{
  if (output->in_transaction != in_transaction)
    g_string_append (output->text, in_transaction ? "BEGIN;\n\n" : "COMMIT;\n\n");
  output->in_transaction = in_transaction;
}

void
hw_script_output_add (HwScriptOutput *output, const char *sql, gboolean in_transaction)
{
  set_in_transaction (output, in_transaction);
  g_string_append_printf (output->text, "%s;\n\n", sql);
  output->changed_session = output->changed_session || hw_script_changes_session (sql);
}

void
hw_script_output_end_step (HwScriptOutput *output, const char *const *moves)
{
  const char *const *reset = hw_script_get_reset ();

  for (guint i = 0; output->changed_session && reset[i] != NULL; i++)
    g_string_append_printf (output->text, "%s;\n\n", reset[i]);
  output->changed_session = FALSE;
  for (; *moves != NULL; moves++)
    hw_script_output_add (output, *moves, TRUE);
  set_in_transaction (output, FALSE);
}
