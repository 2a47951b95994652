/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script-output.h: a migration script for psql, written step by step. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each step's statements and the moves of its version rows share a transaction, as far as the
 * server lets them. What a step SET is over with its statements. */
typedef struct
{
  GString *text;
  gboolean in_transaction;  /* whether a transaction is open at its end */
  gboolean changed_session; /* by the step so far */
} HwScriptOutput;

void hw_script_output_init (HwScriptOutput *output);
void hw_script_output_clear (HwScriptOutput *output);

/* Each line of @comment becomes a line of comment. */
void hw_script_output_add_comment (HwScriptOutput *output, const char *comment);
/* @in_transaction: FALSE for what the server refuses inside a transaction block. */
void hw_script_output_add (HwScriptOutput *output, const char *sql, gboolean in_transaction);
/* @moves: the statements that move the version rows; may be empty. */
void hw_script_output_end_step (HwScriptOutput *output, const char *const *moves);

G_END_DECLS
