/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python-encoding.c: Python files that are not UTF-8 say so in a coding line (PEP 263). */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-python-cursor.h"
#include "hw-python.h"

/* (transfer full) (nullable): the encoding a coding line in the first two lines names. */
static char *
dup_declared_encoding (const char *text)
{
  for (guint line = 0; line < 2 && text != NULL; line++)
    {
      g_autofree char *comment = g_strndup (text, strcspn (text, "\n"));
      const char *coding = strstr (comment, "coding");

      if (comment[strspn (comment, " \t\f")] == '#' && coding != NULL &&
          (coding[6] == ':' || coding[6] == '='))
        {
          const char *name = coding + 7 + strspn (coding + 7, " \t");

          return g_strndup (name, strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_."));
        }
      text = strchr (text, '\n');
      text = text == NULL ? NULL : text + 1;
    }
  return NULL;
}

/* iconv does not know all of Python's spellings: there "latin-1" is "latin1". */
static char *
convert (const GString *text, const char *encoding)
{
  g_auto (GStrv) parts = g_strsplit_set (encoding, "-_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  char *decoded = g_convert (text->str, (gssize) text->len, "UTF-8", encoding, NULL, NULL, NULL);

  if (decoded == NULL)
    decoded = g_convert (text->str, (gssize) text->len, "UTF-8", plain, NULL, NULL, NULL);
  return decoded;
}

/* Most files are; and this takes a tenth of the time of looking for valid UTF-8. */
static gboolean
is_ascii (const GString *text)
{
  const guint64 high_bits = G_GUINT64_CONSTANT (0x8080808080808080);
  guint64 all = 0, eight;
  gsize i;

  for (i = 0; i + sizeof eight <= text->len; i += sizeof eight)
    {
      memcpy (&eight, text->str + i, sizeof eight);
      all |= eight;
    }
  for (; i < text->len; i++)
    all |= (guint8) text->str[i];
  return (all & high_bits) == 0;
}

gboolean
hw_python_decode (const char *file, GString *text, GError **error)
{
  const char *bad;
  g_autofree char *encoding = NULL;
  g_autofree char *decoded = NULL;
  HwPythonCursor cursor = { file, text->str, text->str, error, NULL, 0 };

  if (is_ascii (text) || g_utf8_validate (text->str, (gssize) text->len, &bad) || *bad == '\0')
    return TRUE; /* a NUL byte is reported by the reader */
  encoding = dup_declared_encoding (text->str);
  if (encoding != NULL)
    decoded = convert (text, encoding);
  if (decoded == NULL)
    {
      hw_set_error (
          error, HW_ERROR_HISTORY,
          _ ("Save the file as UTF-8, or name its encoding in the first line: "
             "# -*- coding: latin-1 -*-"),
          _ ("%s:%u: a character is not UTF-8%s%s"), file, hw_python_cursor_get_line (&cursor, bad),
          encoding == NULL ? "" : _ (" and cannot be read as "), encoding == NULL ? "" : encoding);
      return FALSE;
    }
  g_string_assign (text, decoded);
  return TRUE;
}
