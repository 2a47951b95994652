/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-commands.c: the table of commands, in the order of --help. */

#include "hw-carrying-out.h"
#include "hw-command.h"

extern const HwCommand hw_command_status, hw_command_check, hw_command_drift, hw_command_identify,
    hw_command_plan, hw_command_upgrade, hw_command_downgrade, hw_command_reconcile,
    hw_command_stamp, hw_command_snapshot, hw_command_sql, hw_command_diff, hw_command_schema,
    hw_command_ledger, hw_command_complete, hw_command_current, hw_command_heads,
    hw_command_branches, hw_command_history, hw_command_show, hw_command_revision, hw_command_merge,
    hw_command_create, hw_command_credentials, hw_command_fleet;

const HwCommand *const hw_commands[] = {
  &hw_command_status,      &hw_command_check,
  &hw_command_drift,       &hw_command_identify,
  &hw_command_plan,        &hw_command_upgrade,
  &hw_command_downgrade,   &hw_command_reconcile,
  &hw_command_stamp,       &hw_command_snapshot,
  &hw_command_current,     &hw_command_heads,
  &hw_command_branches,    &hw_command_history,
  &hw_command_show,        &hw_command_revision,
  &hw_command_merge,       &hw_command_sql,
  &hw_command_diff,        &hw_command_schema,
  &hw_command_ledger,      &hw_command_create,
  &hw_command_credentials, &hw_command_fleet,
  &hw_command_complete,    NULL,
};

const HwCommand *
hw_command_find (const char *name)
{
  for (guint i = 0; hw_commands[i] != NULL; i++)
    if (g_str_equal (hw_commands[i]->name, name))
      return hw_commands[i];
  return NULL;
}

static gboolean
is_option (const GOptionEntry *entry, const char *word)
{
  if (word[0] != '-')
    return FALSE;
  if (word[1] == '-')
    return g_str_equal (entry->long_name, word + 2);
  return word[1] != '\0' && word[1] == entry->short_name && word[2] == '\0';
}

gboolean
hw_command_takes_value (HwCli *cli, const HwCommand *command, const char *word)
{
  const GOptionEntry *tables[] = {
    hw_cli_get_entries (cli),
    command != NULL ? command->options : NULL,
    command != NULL && command->changes ? hw_carrying_out_options : NULL,
  };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const GOptionEntry *entry = tables[t]; entry != NULL && entry->long_name != NULL; entry++)
      if (is_option (entry, word))
        return entry->arg != G_OPTION_ARG_NONE;
  return FALSE;
}
