/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-commands.c: the table of commands, in the order of --help. */

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
