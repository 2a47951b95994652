/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-meaning.c: expressions that a server writes in a way in which it reads something else. */

#include "hw-sql-meaning.h"

#include <string.h>

#include "hw-name.h"

#define LIST "((ARRAY["

/* Behind "$tag$ … $tag$" at @text; NULL when there is no such quote. */
static const char *
skip_dollar_quoted (const char *text)
{
  gsize length = 1;
  g_autofree char *tag = NULL;
  const char *end;

  while (g_ascii_isalnum (text[length]) || text[length] == '_')
    length++;
  if (text[length] != '$')
    return NULL;
  tag = g_strndup (text, length + 1);
  end = strstr (text + length + 1, tag);
  return end != NULL ? end + length + 1 : NULL;
}

/* Behind what stands at @text: a quoted piece, or one character. */
static const char *
skip_piece (const char *text)
{
  const char *end = NULL;

  if (*text == '\'' || *text == '"')
    end = hw_quoted_skip (text);
  else if (*text == '$')
    end = skip_dollar_quoted (text);
  return end != NULL ? end : text + 1;
}

/* The bracket that closes the list whose elements begin at @text. */
static const char *
find_list_end (const char *text)
{
  guint depth = 1;

  for (; *text != '\0'; text = skip_piece (text))
    {
      depth += *text == '[';
      depth -= *text == ']';
      if (depth == 0)
        return text;
    }
  return NULL;
}

/* Behind the list that begins at @text, when it is made an array of another type as a whole; its
 * elements end at @end. */
static const char *
skip_cast_list (const char *text, const char **end)
{
  const char *type;

  *end = find_list_end (text + strlen (LIST));
  if (*end == NULL || !g_str_has_prefix (*end, "])::"))
    return NULL;
  type = *end + strlen ("])::");
  type += strcspn (type, "'(),[");
  return g_str_has_prefix (type, "[])") ? type + strlen ("[])") : NULL;
}

char *
hw_sql_dup_as_meant (const char *sql)
{
  g_autoptr (GString) out = NULL;
  const char *end = NULL;

  if (strstr (sql, LIST) == NULL)
    return g_strdup (sql);
  out = g_string_new (NULL);
  for (const char *p = sql; *p != '\0';)
    {
      const char *next = skip_piece (p);
      gboolean compares = g_str_has_prefix (p, "ANY " LIST) || g_str_has_prefix (p, "ALL " LIST);
      const char *list = p + strlen ("ANY ");
      const char *behind = compares ? skip_cast_list (list, &end) : NULL;

      if (behind == NULL)
        {
          g_string_append_len (out, p, next - p);
          p = next;
          continue;
        }
      list += strlen (LIST);
      g_string_append_printf (out, "%.*s (ARRAY[%.*s])", 3, p, (int) (end - list), list);
      p = behind;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
