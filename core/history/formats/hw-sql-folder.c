/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-folder.c: a folder of numbered SQL files, one line of revisions: what the SQL formats
 * share. */

#include "hw-sql-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-name.h"

/* One revision while its files are being gathered. */
typedef struct
{
  char *number; /* as written */
  HwRevision *revision;
} Entry;

static void
entry_free (Entry *entry)
{
  g_free (entry->number);
  g_clear_pointer (&entry->revision, hw_revision_free);
  g_free (entry);
}

gboolean
hw_sql_name_parse (const char *name, char **stem, gsize *n_digits, HwSqlDirection *direction)
{
  gsize length = strlen (name);

  *n_digits = strspn (name, "0123456789");
  if (*n_digits == 0 || !g_str_has_suffix (name, ".sql"))
    return FALSE;
  *direction = g_str_has_suffix (name, ".up.sql")     ? HW_SQL_UP
               : g_str_has_suffix (name, ".down.sql") ? HW_SQL_DOWN
                                                      : HW_SQL_PLAIN;
  length -= strlen (*direction == HW_SQL_UP     ? ".up.sql"
                    : *direction == HW_SQL_DOWN ? ".down.sql"
                                                : ".sql");
  *stem = g_strndup (name, MAX (length, *n_digits));
  return TRUE;
}

gboolean
hw_sql_folder_holds (const char *path, gboolean (*fits) (const char *name))
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (fits (name))
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_names (const char *path, gboolean (*fits) (const char *name), GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &local);
  const char *name;

  if (dir == NULL)
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Name the folder of the SQL files."),
                    _ ("%s: cannot be read: %s"), path, local->message);
      return NULL;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (fits (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, hw_name_compare_indirect);
  return g_steal_pointer (&names);
}

const char *
hw_sql_without_zeros (const char *number)
{
  while (number[0] == '0' && number[1] != '\0')
    number++;
  return number;
}

/* "001_create_users" → "create users". */
static char *
dup_message (const char *stem, gsize n_digits)
{
  char *message = g_strdup (stem + n_digits);

  return g_strstrip (g_strdelimit (message, "_-.", ' '));
}

static Entry *
entry_new (const char *stem, gsize n_digits, gboolean as_number)
{
  Entry *entry = g_new0 (Entry, 1);
  HwRevision *revision = g_new0 (HwRevision, 1);

  entry->number = g_strndup (stem, n_digits);
  entry->revision = revision;
  revision->id = g_strdup (as_number ? hw_sql_without_zeros (entry->number) : entry->number);
  revision->name = g_strdup (stem);
  revision->message = dup_message (stem, n_digits);
  revision->doc = g_strdup (revision->message);
  revision->down = g_new0 (char *, 2);
  revision->depends_on = g_new0 (char *, 1);
  revision->labels = g_new0 (char *, 1);
  revision->notes = g_new0 (char *, 1);
  revision->line = 1;
  revision->down_line = 1;
  return entry;
}

/* Puts the file @path in its place in @entry. */
static gboolean
add_file (Entry *entry, const char *path, HwSqlDirection direction, GError **error)
{
  char **place = direction == HW_SQL_DOWN ? &entry->revision->down_file : &entry->revision->file;

  if (*place != NULL)
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Give one of them a number of its own."),
                    _ ("%s: the number %s is taken by %s"), path, entry->number, *place);
      return FALSE;
    }
  *place = g_strdup (path);
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = *(Entry *const *) a, *y = *(Entry *const *) b;

  return hw_name_compare (hw_sql_without_zeros (x->number), hw_sql_without_zeros (y->number));
}

/* Chains the entries, and hands their revisions over. */
static gboolean
chain (GPtrArray *entries, GPtrArray *revisions, GError **error)
{
  const char *below = NULL;

  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];

      if (entry->revision->file == NULL)
        {
          hw_set_error (error, HW_ERROR_HISTORY, _ ("Add the .up.sql file, or remove this one."),
                        _ ("%s: there is no upgrade to this downgrade"),
                        entry->revision->down_file);
          return FALSE;
        }
      entry->revision->down[0] = g_strdup (below);
      below = entry->revision->id;
      g_ptr_array_add (revisions, g_steal_pointer (&entry->revision));
    }
  return TRUE;
}

gboolean
hw_sql_folder_read (HwReading *reading, const char *path, gboolean (*fits) (const char *name),
                    gboolean as_number, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (path, fits, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (GHashTable) by_number = g_hash_table_new (g_str_hash, g_str_equal);

  if (names == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *file = g_build_filename (path, names->pdata[i], NULL);
      g_autofree char *stem = NULL;
      g_autofree char *number = NULL;
      HwSqlDirection direction;
      gsize n_digits;
      Entry *entry;

      if (!hw_sql_name_parse (names->pdata[i], &stem, &n_digits, &direction))
        continue;
      number = g_strndup (stem, n_digits);
      entry = g_hash_table_lookup (by_number, hw_sql_without_zeros (number));
      if (entry == NULL)
        {
          entry = entry_new (stem, n_digits, as_number);
          g_ptr_array_add (entries, entry);
          g_hash_table_insert (by_number, (char *) hw_sql_without_zeros (entry->number), entry);
        }
      if (!add_file (entry, file, direction, error))
        return FALSE;
    }
  reading->folder = g_strdup (path);
  return chain (entries, reading->revisions, error);
}
