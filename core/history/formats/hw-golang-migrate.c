/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-golang-migrate.c: golang-migrate's format: 1_name.up.sql and 1_name.down.sql.
 *
 * Source: golang-migrate 4.19, source/parse.go, database/util.go and database/postgres. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-sql-folder.h"

/* What the tool multiplies the checksum with. */
#define LOCK_SALT 1486364155u

static gboolean
fits (const char *name)
{
  gsize n_digits = strspn (name, "0123456789");

  return n_digits > 0 && name[n_digits] == '_' &&
         (g_str_has_suffix (name, ".up.sql") || g_str_has_suffix (name, ".down.sql"));
}

static gboolean
is_plain (const char *name)
{
  return g_ascii_isdigit (name[0]) && g_str_has_suffix (name, ".sql") && !fits (name);
}

/* A folder that also has files without direction is plain SQL. */
static gboolean
migrate_detect (const char *path)
{
  return hw_sql_folder_holds (path, fits) && !hw_sql_folder_holds (path, is_plain);
}

/* The tool takes its files by what stands before the last dot. */
static gboolean
check_name (const char *path, const char *name, GError **error)
{
  gsize n_digits = strspn (name, "0123456789");

  if (fits (name) || n_digits == 0 || name[n_digits] != '_' ||
      (strstr (name, ".up.") == NULL && strstr (name, ".down.") == NULL))
    return TRUE;
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Let its name end in .up.sql or .down.sql, or move it out of the folder."),
                _ ("%s/%s: golang-migrate takes this for a migration, too"), path, name);
  return FALSE;
}

/* Other files are left alone, as the tool does. */
static gboolean
migrate_read (HwReading *reading, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!check_name (path, name, error))
      return FALSE;
  return hw_sql_folder_read (reading, path, fits, TRUE, cancellable, error);
}

/* The version table holds it as a bigint. */
static gboolean
migrate_check_id (HwHistory *history, const char *id, GError **error)
{
  if (!hw_sql_folder_check_id (history, id, error))
    return FALSE;
  if (g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT64, NULL, NULL))
    return TRUE;
  hw_set_error (error, HW_ERROR_USAGE, _ ("Choose a smaller number."),
                _ ("\"%s\" is too large for the version table"), id);
  return FALSE;
}

static char *
migrate_write (HwHistory *history, const char *path, const HwNewRevision *revision, GError **error)
{
  return hw_sql_folder_write (history, revision, TRUE, "000001", error);
}

/* CRC-32 as in Ethernet and zlib. */
static guint32
checksum (const char *data, gsize length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= (guchar) data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
    }
  return ~crc;
}

static gint64
migrate_lock_key (const char *database, const char *schema, const char *table)
{
  g_autoptr (GString) name = g_string_new (schema);

  g_string_append_c (name, '\0');
  g_string_append (name, table);
  g_string_append_c (name, '\0');
  g_string_append (name, database);
  return (guint32) (checksum (name->str, name->len) * LOCK_SALT);
}

const HwFormat hw_format_golang_migrate = {
  .name = "golang-migrate",
  .version_table = "schema_migrations",
  .version_column = "version",
  .dirty_column = "dirty",
  .version_definition = "version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL",
  .detect = migrate_detect,
  .read = migrate_read,
  .check_id = migrate_check_id,
  .write = migrate_write,
  .lock_key = migrate_lock_key,
};
