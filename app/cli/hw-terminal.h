/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terminal.h: the terminal the command speaks to: width, colour, questions, a progress line. */

#pragma once

#include <gio/gio.h>

#include "hw-progress.h"

G_BEGIN_DECLS

/* What a piece of text means; how it looks is the terminal's business. */
typedef enum
{
  HW_STYLE_PLAIN,
  HW_STYLE_BOLD,
  HW_STYLE_DIM,
  HW_STYLE_GOOD,
  HW_STYLE_NOTICE,
  HW_STYLE_BAD,
} HwStyle;

typedef struct _HwTerminal HwTerminal;

/* @color is FALSE for --no-color; colour is used on a terminal only, and not with NO_COLOR or
 * TERM=dumb. Questions end when @cancellable is cancelled. */
HwTerminal *hw_terminal_new (gboolean color, GCancellable *cancellable);
void hw_terminal_free (HwTerminal *terminal);

/* Columns of standard output; 0 when it is no terminal (then nothing is cut). */
guint hw_terminal_get_width (HwTerminal *terminal);
/* Whether questions can be asked: standard input and standard error are a terminal. */
gboolean hw_terminal_is_interactive (HwTerminal *terminal);

/* (transfer full): @text with the marks that show @style on standard output. */
char *hw_terminal_paint (HwTerminal *terminal, HwStyle style, const char *text);
/* Prints a line to standard output in @style. */
void hw_terminal_print (HwTerminal *terminal, HwStyle style, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Columns that @text takes on a terminal. */
guint hw_terminal_measure (const char *text);
/* (transfer full): @text, with an ellipsis for its end where it takes more than @columns. */
char *hw_terminal_cut (const char *text, guint columns);
/* (transfer full): @text, with spaces behind it where it takes less than @columns. */
char *hw_terminal_pad (const char *text, guint columns);

/* (transfer full) (nullable): asks on standard error, reads a line; NULL at the end of input or
 * when cancelled. */
char *hw_terminal_ask (HwTerminal *terminal, const char *question);
/* The same without echo; the caller wipes the result. */
char *hw_terminal_ask_secret (HwTerminal *terminal, const char *question);

/* Shows how @progress stands in one line of standard error, when that is a terminal, until stopped.
 */
void hw_terminal_watch (HwTerminal *terminal, HwProgress *progress);
void hw_terminal_unwatch (HwTerminal *terminal);

G_END_DECLS
