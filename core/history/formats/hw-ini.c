/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ini.c: one section of a file in the manner of Python's configparser (alembic.ini).
 *
 * GKeyFile cannot read these: keys may end in a colon, values go on in indented lines, and
 * %(name)s stands for another value (source: Python's library reference, "configparser"). */

#include "hw-ini.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-file-read.h"

typedef struct
{
  GString *value;
  guint line;
} Entry;

struct _HwIni
{
  char *path;
  GHashTable *entries; /* char * → Entry; keys in lower case */
};

static void
entry_free (Entry *entry)
{
  g_string_free (entry->value, TRUE);
  g_free (entry);
}

void
hw_ini_free (HwIni *ini)
{
  g_free (ini->path);
  g_hash_table_unref (ini->entries);
  g_free (ini);
}

/* What [DEFAULT] says holds where the section says nothing, in whatever order they come. */
static Entry *
add_entry (HwIni *ini, gboolean is_default, const char *key, const char *value, guint line)
{
  g_autofree char *lower = g_utf8_strdown (key, -1);
  Entry *entry;

  g_strstrip (lower);
  if (is_default && g_hash_table_contains (ini->entries, lower))
    return NULL;
  entry = g_new0 (Entry, 1);
  entry->value = g_string_new (value);
  entry->line = line;
  g_hash_table_replace (ini->entries, g_steal_pointer (&lower), entry);
  return entry;
}

static gboolean
parse (HwIni *ini, char *text, const char *section)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean found = FALSE, inside = FALSE, is_default = FALSE;
  Entry *entry = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean indented = g_ascii_isspace (lines[i][0]);
      char *line = g_strstrip (lines[i]);
      char *separator = line + strcspn (line, "=:");

      if (line[0] == '\0' || line[0] == '#' || line[0] == ';')
        continue;
      if (indented && entry != NULL)
        {
          g_string_append_printf (entry->value, "\n%s", line);
        }
      else if (line[0] == '[' && strchr (line, ']') != NULL)
        {
          *strchr (line, ']') = '\0';
          is_default = strcmp (line + 1, "DEFAULT") == 0;
          inside = is_default || strcmp (line + 1, section) == 0;
          found = found || (inside && !is_default);
          entry = NULL;
        }
      else if (inside && *separator != '\0')
        {
          *separator = '\0';
          entry = add_entry (ini, is_default, line, g_strstrip (separator + 1), i + 1);
        }
      else
        {
          entry = NULL;
        }
    }
  return found;
}

HwIni *
hw_ini_load (const char *path, const char *section, GError **error)
{
  g_autoptr (HwIni) ini = g_new0 (HwIni, 1);
  g_autofree char *text = NULL;
  g_autofree char *here = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;

  ini->path = g_strdup (path);
  ini->entries =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) entry_free);
  if (!hw_file_read (path, &text, NULL, &local))
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Check the name and the rights of the file."),
                    _ ("%s: cannot be read: %s"), path, local->message);
      return NULL;
    }
  if (!parse (ini, text, section))
    {
      hw_set_error (error, HW_ERROR_HISTORY,
                    _ ("Name an alembic.ini that has such a section, or a folder of revisions."),
                    _ ("%s: there is no [%s] section"), path, section);
      return NULL;
    }
  add_entry (ini, TRUE, "here", here, 0);
  return g_steal_pointer (&ini);
}

static gboolean
expand (HwIni *ini, const Entry *entry, guint depth, GString *out, GError **error)
{
  const char *p = entry->value->str;

  while (*p != '\0')
    {
      const char *end = p[0] == '%' && p[1] == '(' ? strstr (p, ")s") : NULL;

      if (p[0] == '%' && p[1] == '%')
        {
          g_string_append_c (out, '%');
          p += 2;
        }
      else if (end != NULL)
        {
          g_autofree char *name = g_strndup (p + 2, (gsize) (end - p - 2));
          g_autofree char *key = g_utf8_strdown (name, -1);
          const Entry *other = g_hash_table_lookup (ini->entries, key);

          if (other == NULL || depth == 10)
            {
              hw_set_error (error, HW_ERROR_HISTORY,
                            _ ("Write %% as %%%%, or set the name it stands for."),
                            "%s:%u: %%(%s)s %s", ini->path, entry->line, name,
                            other == NULL ? _ ("is not set") : _ ("leads back to itself"));
              return FALSE;
            }
          if (!expand (ini, other, depth + 1, out, error))
            return FALSE;
          p = end + 2;
        }
      else
        {
          g_string_append_c (out, *p++);
        }
    }
  return TRUE;
}

char *
hw_ini_dup (HwIni *ini, const char *key, GError **error)
{
  const Entry *entry = g_hash_table_lookup (ini->entries, key);
  g_autoptr (GString) out = g_string_new (NULL);

  if (entry == NULL || !expand (ini, entry, 0, out, error))
    return NULL;
  return g_strdup (out->str);
}
