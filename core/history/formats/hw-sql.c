/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql.c: the plain SQL format: 001_name.sql, or 001_name.up.sql and 001_name.down.sql.
 *
 * No tool owns it, so its version table is ours, in our schema. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-foreign.h"
#include "hw-sql-folder.h"

/* In whatever letters: nobody would see that one of them is left out. */
static gboolean
is_sql (const char *name)
{
  gsize length = strlen (name);

  return name[0] != '.' && length > 4 && g_ascii_strcasecmp (name + length - 4, ".sql") == 0;
}

static gboolean
is_numbered_sql (const char *name)
{
  return is_sql (name) && g_str_has_suffix (name, ".sql") && g_ascii_isdigit (name[0]);
}

static gboolean
sql_detect (const char *path)
{
  return hw_sql_folder_holds (path, is_numbered_sql);
}

static gboolean
check_name (const char *path, const char *name, GError **error)
{
  if (is_numbered_sql (name) || !is_sql (name))
    return TRUE;
  hw_set_error (
      error, HW_ERROR_HISTORY,
      _ ("Name it 001_name.sql, with the number that gives its place, or move it out of the "
         "folder."),
      g_ascii_isdigit (name[0]) ? _ ("%s/%s: the name does not end in .sql, in small letters")
                                : _ ("%s/%s: the name does not begin with a number"),
      path, name);
  return FALSE;
}

static gboolean
check_markers (const char *file, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;

  if (hw_file_read (file, &text, NULL, &local))
    return hw_foreign_check_sql (file, text, error);
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Check that it is a plain file, and the rights of the file and of its folder."),
                _ ("%s: cannot be read: %s"), file, local->message);
  return FALSE;
}

static gboolean
sql_read (HwReading *reading, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!check_name (path, name, error))
      return FALSE;
  if (!hw_sql_folder_read (reading, path, is_numbered_sql, FALSE, cancellable, error))
    return FALSE;
  for (guint i = 0; i < reading->revisions->len; i++)
    if (!check_markers (((HwRevision *) reading->revisions->pdata[i])->file, error))
      return FALSE;
  return TRUE;
}

static char *
sql_write (HwHistory *history, const char *path, const HwNewRevision *revision, GError **error)
{
  guint n = hw_history_get_n (history);
  gboolean pairs = n > 0 && g_str_has_suffix (hw_history_get (history, n - 1)->file, ".up.sql");

  return hw_sql_folder_write (history, revision, pairs || revision->downgrade != NULL, "001",
                              error);
}

const HwFormat hw_format_sql = {
  .name = "sql",
  .version_table = "headway.version",
  .version_column = "version",
  .version_definition = "version text NOT NULL, CONSTRAINT %s PRIMARY KEY (version)",
  .detect = sql_detect,
  .read = sql_read,
  .check_id = hw_sql_folder_check_id,
  .write = sql_write,
};
