/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command.h: one command of the command line: its words, its help, its options, what it does. */

#pragma once

#include "hw-cli.h"

G_BEGIN_DECLS

/**
 * HwCommand:
 *
 * One constant for each command, in a file of its own; main.c lists them. @run gets what is left
 * after the options, NULL-terminated, and returns the exit status, or sets @error (then the return
 * does not count: the error decides the status).
 */
typedef struct
{
  const char *name;
  const char *arguments;       /* "SERVICE [REV]" as --help shows it */
  const char *summary;         /* one line, for the list of commands */
  const char *description;     /* for its own --help: what it does, then examples */
  const GOptionEntry *options; /* (nullable): its own options, ended by an empty entry */
  gboolean changes;            /* carries out a plan: has hw_carrying_out_options too */
  guint min_arguments;
  guint max_arguments; /* G_MAXUINT for any number */
  int (*run) (HwCli *cli, const char *const *arguments, GError **error);
} HwCommand;

/* All commands in the order in which --help lists them, NULL-terminated. */
extern const HwCommand *const hw_commands[];

/* NULL when there is none called @name. */
const HwCommand *hw_command_find (const char *name);

/* Whether @word is an option whose value is the next word. @command: (nullable): it and what all
 * commands have in common are looked at. */
gboolean hw_command_takes_value (HwCli *cli, const HwCommand *command, const char *word);

G_END_DECLS
