/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python-cursor.h: moving over Python text as its tokenizer does: strings, comments, brackets.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *file; /* for messages */
  const char *text;
  const char *p; /* the text ends in a NUL, so looking one byte ahead is always allowed */
  GError **error;

  const char *counted; /* (nullable): a position whose line is known … */
  guint line;          /* … and its line */
} HwPythonCursor;

/* The line of @position, from 1. */
guint hw_python_cursor_get_line (HwPythonCursor *cursor, const char *position);

/* Sets "FILE:LINE: this is not Python: @what" and returns FALSE. */
gboolean hw_python_cursor_fail (HwPythonCursor *cursor, const char *position, const char *what);

/* Moves behind blanks and joined lines; inside brackets behind line ends and comments too. */
void hw_python_cursor_skip_space (HwPythonCursor *cursor, gboolean in_brackets);

/* Moves behind the string whose first quote is at the cursor; @content and @n are what is inside.
 */
gboolean hw_python_cursor_skip_string (HwPythonCursor *cursor, const char **content, gsize *n);

/* Moves behind the statement at the cursor; @more is whether another follows on the line. With
 * @at_equals (nullable) it stops at the "=" of an annotated assignment instead, and says so there.
 */
gboolean hw_python_cursor_skip_statement (HwPythonCursor *cursor, gboolean *at_equals,
                                          gboolean *more);

/* The length of a string prefix (u, r, b, f, rb …) at @p when a quote follows; -1 when there is no
 * string here. */
int hw_python_string_prefix (const char *p);

/* Appends what the inside of a string means; FALSE when that cannot be told. */
gboolean hw_python_append_content (GString *out, const char *content, gsize n, gboolean raw);

static inline gboolean
hw_python_is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static inline gboolean
hw_python_is_name_part (char c)
{
  return hw_python_is_name_start (c) || g_ascii_isdigit (c);
}

G_END_DECLS
