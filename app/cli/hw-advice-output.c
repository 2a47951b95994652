/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-advice-output.c: what to do next, as it can be typed here. */

#include "hw-advice-output.h"

#include "hw-command.h"

/* "headway " where the name of a command follows. */
static GRegex *
make_pattern (void)
{
  g_autoptr (GString) pattern = g_string_new ("(?<![\\w./-])headway (?=(?:");

  for (guint i = 0; hw_commands[i] != NULL; i++)
    g_string_append_printf (pattern, "%s%s", i == 0 ? "" : "|", hw_commands[i]->name);
  g_string_append (pattern, ")\\b)");
  return g_regex_new (pattern->str, 0, 0, NULL);
}

char *
hw_advice_output_dup (HwCli *cli, const char *text)
{
  g_autoptr (GRegex) pattern = NULL;
  g_autofree char *fleet = NULL;
  g_autofree char *command = NULL;

  if (text == NULL || cli->fleet_path == NULL)
    return g_strdup (text);
  pattern = make_pattern ();
  fleet = hw_cli_dup_word (cli->fleet_path);
  command = g_strdup_printf ("headway --fleet %s ", fleet);
  return g_regex_replace_literal (pattern, text, -1, 0, command, 0, NULL);
}

void
hw_advice_output_print (HwCli *cli, const char *text)
{
  g_autofree char *advice = hw_advice_output_dup (cli, text);

  if (advice != NULL)
    hw_terminal_print (cli->terminal, HW_STYLE_DIM, "  → %s", advice);
}
