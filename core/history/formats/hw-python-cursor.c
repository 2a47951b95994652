/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python-cursor.c: moving over Python text as its tokenizer does: strings, comments, brackets.
 *
 * Source: the Python language reference, "Lexical analysis". */

#include "hw-python-cursor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"

guint
hw_python_cursor_get_line (HwPythonCursor *cursor, const char *position)
{
  const char *p;

  if (cursor->counted == NULL || cursor->counted > position)
    {
      cursor->counted = cursor->text;
      cursor->line = 1;
    }
  for (p = cursor->counted; (p = memchr (p, '\n', (gsize) (position - p))) != NULL; p++)
    cursor->line++;
  cursor->counted = position;
  return cursor->line;
}

gboolean
hw_python_cursor_fail (HwPythonCursor *cursor, const char *position, const char *what)
{
  hw_set_error (cursor->error, HW_ERROR_HISTORY,
                _ ("Mend the file so that Python can read it, or move it out of the folder."),
                _ ("%s:%u: this is not Python: %s"), cursor->file,
                hw_python_cursor_get_line (cursor, position), what);
  return FALSE;
}

/* Behind "\\\n" or "\\\r\n" at @p; NULL when there is none. */
static const char *
skip_joined_line (const char *p)
{
  if (p[0] != '\\')
    return NULL;
  if (p[1] == '\n')
    return p + 2;
  return p[1] == '\r' && p[2] == '\n' ? p + 3 : NULL;
}

/* Moves behind blanks and joined lines; inside brackets behind line ends and comments too. */
void
hw_python_cursor_skip_space (HwPythonCursor *cursor, gboolean in_brackets)
{
  const char *p = cursor->p;

  for (;;)
    {
      const char *joined = skip_joined_line (p);

      if (joined != NULL)
        p = joined;
      else if (*p == ' ' || *p == '\t' || *p == '\f' || *p == '\r' || (in_brackets && *p == '\n'))
        p++;
      else if (in_brackets && *p == '#')
        p += strcspn (p, "\n");
      else
        break;
    }
  cursor->p = p;
}

/* Moves behind the string whose first quote is at cursor->p; @content and @n are what is inside. */
gboolean
hw_python_cursor_skip_string (HwPythonCursor *cursor, const char **content, gsize *n)
{
  const char *start = cursor->p, *p = start;
  char quote = *p;
  gboolean triple = p[1] == quote && p[2] == quote;
  const char *stops = triple ? "\\'\"" : "\\'\"\n";

  p += triple ? 3 : 1;
  *content = p;
  for (;;)
    {
      p += strcspn (p, stops);
      if (*p == '\0' || (*p == '\n' && !triple))
        return hw_python_cursor_fail (cursor, start, _ ("the string that begins here never ends"));
      if (*p == '\\' && p[1] == '\r' && p[2] == '\n')
        p += 3;
      else if (*p == '\\' && p[1] != '\0')
        p += 2;
      else if (*p == quote && (!triple || (p[1] == quote && p[2] == quote)))
        break;
      else
        p++;
    }
  *n = (gsize) (p - *content);
  cursor->p = p + (triple ? 3 : 1);
  return TRUE;
}

/* Moves behind the statement at cursor->p; @more is whether another follows on the line. With
 * @at_equals (nullable) it stops at the "=" of an annotated assignment instead, and says so there.
 */
gboolean
hw_python_cursor_skip_statement (HwPythonCursor *cursor, gboolean *at_equals, gboolean *more)
{
  const char *opened = NULL, *content;
  guint depth = 0;
  gsize n;

  *more = FALSE;
  for (;;)
    {
      const char *p = cursor->p += strcspn (cursor->p, "'\"#([{)]}\\\n;=");

      switch (*p)
        {
        case '\0':
          if (depth > 0)
            return hw_python_cursor_fail (cursor, opened,
                                          _ ("the bracket that opens here is never closed"));
          return TRUE;
        case '\'':
        case '"':
          if (!hw_python_cursor_skip_string (cursor, &content, &n))
            return FALSE;
          break;
        case '#':
          cursor->p += strcspn (p, "\n");
          break;
        case '(':
        case '[':
        case '{':
          if (depth++ == 0)
            opened = p;
          cursor->p++;
          break;
        case ')':
        case ']':
        case '}':
          if (depth == 0)
            return hw_python_cursor_fail (cursor, p,
                                          _ ("a bracket closes here that was never opened"));
          depth--;
          cursor->p++;
          break;
        case '\\':
          cursor->p = skip_joined_line (p) != NULL ? skip_joined_line (p) : p + 1;
          break;
        case '\n':
        case ';':
          cursor->p++;
          if (depth == 0)
            {
              *more = *p == ';';
              return TRUE;
            }
          break;
        case '=':
          if (at_equals != NULL && depth == 0)
            {
              *at_equals = TRUE;
              return TRUE;
            }
          cursor->p++;
          break;
        default:
          cursor->p++;
        }
    }
}

/* The length of a string prefix (u, r, b, f, rb …) at @p when a quote follows; -1 when there is no
 * string here. */
int
hw_python_string_prefix (const char *p)
{
  int n = (int) strspn (p, "rRuUbBfF");

  return n <= 2 && (p[n] == '\'' || p[n] == '"') ? n : -1;
}

static gboolean
append_hexadecimal (GString *out, const char **p, guint n_digits)
{
  gunichar c = 0;

  for (guint i = 1; i <= n_digits; i++)
    {
      int digit = g_ascii_xdigit_value ((*p)[i]);

      if (digit < 0)
        return FALSE;
      c = c * 16 + (guint) digit;
    }
  if (c == 0 || !g_unichar_validate (c))
    return FALSE;
  g_string_append_unichar (out, c);
  *p += n_digits + 1;
  return TRUE;
}

static gboolean
append_octal (GString *out, const char **p)
{
  gunichar c = 0;

  for (guint i = 0; i < 3 && **p >= '0' && **p <= '7'; i++, (*p)++)
    c = c * 8 + (guint) (**p - '0');
  if (c == 0)
    return FALSE;
  g_string_append_unichar (out, c);
  return TRUE;
}

/* Appends what the escape at *@p (behind the backslash) means; FALSE when it cannot be told. */
static gboolean
append_escape (GString *out, const char **p)
{
  static const char names[] = "\\'\"abfnrtv", values[] = "\\'\"\a\b\f\n\r\t\v";
  const char *known;
  char c = **p;

  if (c == '\n' || c == '\r')
    {
      *p += c == '\r' && (*p)[1] == '\n' ? 2 : 1;
      return TRUE;
    }
  if (c == 'x')
    return append_hexadecimal (out, p, 2);
  if (c == 'u')
    return append_hexadecimal (out, p, 4);
  if (c == 'U')
    return append_hexadecimal (out, p, 8);
  if (c == 'N')
    return FALSE;
  if (c >= '0' && c <= '7')
    return append_octal (out, p);
  known = c == '\0' ? NULL : strchr (names, c);
  if (known == NULL)
    g_string_append_c (out, '\\');
  g_string_append_c (out, known == NULL ? c : values[known - names]);
  (*p)++;
  return TRUE;
}

gboolean
hw_python_append_content (GString *out, const char *content, gsize n, gboolean raw)
{
  const char *p = content, *end = content + n;

  if (memchr (content, '\\', n) == NULL && memchr (content, '\r', n) == NULL)
    {
      g_string_append_len (out, content, (gssize) n);
      return TRUE;
    }
  while (p < end)
    {
      if (*p == '\r' && p[1] == '\n')
        {
          p++;
        }
      else if (*p == '\\' && !raw)
        {
          p++;
          if (!append_escape (out, &p))
            return FALSE;
        }
      else
        {
          g_string_append_c (out, *p++);
        }
    }
  return TRUE;
}
