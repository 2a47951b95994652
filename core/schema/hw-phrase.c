/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-phrase.c: attributes in the few words a person reads in a list of differences. */

#include "hw-phrase.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-name.h"
#include "hw-writer.h"

/* What the server writes at length, and people do not. */
static const char *const short_forms[][2] = {
  { "public.", "" },
  { "character varying", "varchar" },
  { "timestamp without time zone", "timestamp" },
  { "timestamp with time zone", "timestamptz" },
  { "time without time zone", "time" },
  { "time with time zone", "timetz" },
};

/* How much of @sql a short form stands for; 0 when none does. */
static gsize
append_short_form (GString *out, const char *sql)
{
  for (guint i = 0; i < G_N_ELEMENTS (short_forms); i++)
    {
      if (!g_str_has_prefix (sql, short_forms[i][0]))
        continue;
      g_string_append (out, short_forms[i][1]);
      return strlen (short_forms[i][0]);
    }
  return 0;
}

char *
hw_phrase_from_sql (const char *sql)
{
  GString *out = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *p = sql; *p != '\0';)
    {
      gsize shortened = in_word ? 0 : append_short_form (out, p);

      if (shortened > 0)
        {
          p += shortened;
          continue;
        }
      if (*p == '\'' || *p == '"')
        {
          const char *end = hw_quoted_skip (p);

          g_string_append_len (out, p, end - p);
          p = end;
        }
      else if (g_ascii_isspace (*p))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          p++;
        }
      else
        {
          g_string_append_c (out, g_ascii_tolower (*p++));
        }
      in_word = g_ascii_isalnum (p[-1]) || strchr ("_\"$", p[-1]) != NULL || (guchar) p[-1] > 127;
    }
  return g_string_free (out, FALSE);
}

void
hw_phrase_append_arguments (GString *out, const HwObject *object)
{
  const char *arguments = hw_object_get_arguments (object);
  g_autofree char *readable = arguments != NULL ? hw_phrase_from_sql (arguments) : NULL;

  if (readable != NULL)
    g_string_append_printf (out, "(%s)", readable);
}

/* The general way: the first attribute stands for itself, a flag is its name, others are name and
 * value. */
static char *
describe (const HwObject *object, guint i, gboolean alone)
{
  const char *value = hw_object_get_attribute (object, i);
  g_autofree char *name = g_strdup (hw_object_get_attribute_name (object, i));
  g_autofree char *readable = NULL;

  g_strdelimit (name, "_", ' ');
  if (value == NULL || value[0] == '\0')
    return alone ? g_strdup_printf (_ ("no %s"), name) : NULL;
  if (g_str_equal (value, "t"))
    return g_steal_pointer (&name);
  readable = hw_phrase_from_sql (value);
  return i == 0 ? g_steal_pointer (&readable) : g_strdup_printf ("%s %s", name, readable);
}

void
hw_phrase_append (GString *out, const HwObject *object, guint i, gboolean alone)
{
  const HwKind *kind = hw_object_get_kind (object);
  g_autofree char *phrase = NULL;

  if (g_str_equal (hw_object_get_attribute_name (object, i), HW_SECRETS))
    return;
  if (kind->describe != NULL)
    phrase = kind->describe (object, hw_object_get_attribute_name (object, i), alone);
  if (phrase == NULL)
    phrase = describe (object, i, alone);
  if (phrase == NULL || phrase[0] == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, phrase);
}
