/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-snapshot.c: schemas at known revisions, kept as SQL that people read, review and commit. */

#include "hw-snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "hw-ddl.h"
#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-file-write.h"
#include "hw-script-load.h"

#define SUFFIX ".sql"
#define BASE "base"

/* How the first line of a snapshot of a service begins. */
#define HEADER "-- Headway snapshot of %s at "

void
hw_snapshot_free (HwSnapshot *snapshot)
{
  g_strfreev (snapshot->version);
  g_free (snapshot->path);
  g_free (snapshot->text);
  g_free (snapshot->digest);
  g_free (snapshot);
}

/* "a+b.sql"; what a file name may not hold is written %XX. */
static char *
dup_file_name (const char *const *version)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; version[i] != NULL; i++)
    {
      g_autofree char *part = g_uri_escape_string (version[i], " ", TRUE);

      g_string_append_printf (name, "%s%s", i > 0 ? "+" : "", part);
    }
  return g_strconcat (name->len > 0 ? name->str : BASE, SUFFIX, NULL);
}

/* (nullable): NULL when the name is not that of a snapshot of this history. */
static GStrv
read_file_name (const char *name, HwHistory *history)
{
  g_autoptr (GPtrArray) version = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *stem = NULL;
  g_auto (GStrv) parts = NULL;

  if (!g_str_has_suffix (name, SUFFIX) || name[0] == '.')
    return NULL;
  stem = g_strndup (name, strlen (name) - strlen (SUFFIX));
  parts = g_strsplit (g_str_equal (stem, BASE) ? "" : stem, "+", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *id = g_uri_unescape_string (parts[i], NULL);

      if (id != NULL)
        g_ptr_array_add (version, id);
      if (id == NULL || hw_history_find (history, id) == NULL)
        return NULL;
    }
  g_ptr_array_add (version, NULL);
  return (GStrv) g_ptr_array_steal (version, NULL);
}

/* Whether the file at @path begins with @header. */
static gboolean
begins_with (const char *path, const char *header)
{
  g_autofree char *begin = g_malloc0 (strlen (header) + 1);
  int fd = hw_file_open (AT_FDCWD, path, NULL);
  gboolean begins = fd >= 0 && read (fd, begin, strlen (header)) > 0 && g_str_equal (begin, header);

  if (fd >= 0)
    close (fd);
  return begins;
}

/* Whether one of the snapshots in @folder says that it is of @service. */
static gboolean
holds_own (const char *folder, HwService *service)
{
  g_autofree char *header = g_strdup_printf (HEADER, hw_service_get_name (service));
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  gboolean holds = FALSE;
  const char *name;

  while (!holds && directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      holds = g_str_has_suffix (name, SUFFIX) && begins_with (path, header);
    }
  return holds;
}

/* (transfer full): where the snapshots of @service are. A service that lies beside others has a
 * folder of its own in the common one: those that were written before another came, or the last
 * other one went, stay where they are. */
static char *
dup_folder (HwService *service)
{
  const char *folder = hw_service_get_snapshots (service);
  const char *name = hw_service_get_name (service);
  g_autofree char *last = g_path_get_basename (folder);
  g_autofree char *other = g_str_equal (last, name) ? g_path_get_dirname (folder)
                                                    : g_build_filename (folder, name, NULL);

  if (!holds_own (folder, service) && holds_own (other, service))
    return g_steal_pointer (&other);
  return g_strdup (folder);
}

static HwSnapshot *
load_one (const char *folder, const char *name, GStrv version, GError **error)
{
  g_autoptr (HwSnapshot) snapshot = g_new0 (HwSnapshot, 1);

  snapshot->version = version;
  snapshot->path = g_build_filename (folder, name, NULL);
  if (!hw_file_read (snapshot->path, &snapshot->text, NULL, error))
    {
      g_prefix_error (error, _ ("The snapshot %s cannot be read: "), snapshot->path);
      return NULL;
    }
  snapshot->digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, snapshot->text, -1);
  return g_steal_pointer (&snapshot);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  const HwSnapshot *const *first = a, *const *second = b;

  return strcmp ((*first)->path, (*second)->path);
}

GPtrArray *
hw_snapshot_load_all (HwService *service, HwHistory *history, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_snapshot_free);
  g_autofree char *folder = dup_folder (service);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      GStrv version = read_file_name (name, history);
      HwSnapshot *snapshot = version == NULL ? NULL : load_one (folder, name, version, error);

      if (snapshot != NULL)
        g_ptr_array_add (found, snapshot);
      else if (version != NULL)
        return NULL;
    }
  g_ptr_array_sort (found, compare_paths);
  return g_steal_pointer (&found);
}

/* Whether every number of @part is in @whole; both ascend. */
static gboolean
is_part (GArray *part, GArray *whole)
{
  guint at = 0;

  for (guint i = 0; i < part->len; i++, at++)
    {
      while (at < whole->len && g_array_index (whole, guint, at) < g_array_index (part, guint, i))
        at++;
      if (at == whole->len || g_array_index (whole, guint, at) != g_array_index (part, guint, i))
        return FALSE;
    }
  return TRUE;
}

HwSnapshot *
hw_snapshot_find (GPtrArray *snapshots, HwHistory *history, GArray *applied)
{
  HwSnapshot *best = NULL;
  guint most = 0;

  for (guint i = 0; i < snapshots->len; i++)
    {
      HwSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autoptr (GArray) own =
          hw_history_dup_applied (history, (const char *const *) snapshot->version, NULL);

      if (own == NULL || !is_part (own, applied) || (best != NULL && own->len <= most))
        continue;
      best = snapshot;
      most = own->len;
    }
  return best;
}

/* What every new database has already: the schema public and PL/pgSQL. */
static gboolean
is_given (const HwObject *object)
{
  const char *kind = hw_object_get_kind_name (object);
  const char *name = hw_object_get_name (object);

  return (g_str_equal (kind, "schema") && g_str_equal (name, "public")) ||
         (g_str_equal (kind, "extension") && g_str_equal (name, "plpgsql"));
}

/* Takes out of @statements what makes the things that are given. Returns whether the schema
 * public was among them. */
static gboolean
leave_out_given (GPtrArray *statements)
{
  gboolean has_public = FALSE;

  for (guint i = statements->len; i > 0; i--)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i - 1);

      if (!g_str_has_prefix (statement->sql, "CREATE ") || !is_given (statement->object))
        continue;
      has_public = has_public || g_str_equal (hw_object_get_name (statement->object), "public");
      g_ptr_array_remove_index (statements, i - 1);
    }
  return has_public;
}

static char *
write_text (HwService *service, const char *const *version, HwSchema *schema, guint server_major,
            GError **error)
{
  const HwDdlOptions options = { .destroy = FALSE };
  g_autoptr (HwSchema) empty = hw_schema_new_empty ();
  g_autoptr (GPtrArray) statements = hw_ddl_write (empty, schema, &options, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *revisions =
      version[0] == NULL ? g_strdup (BASE) : g_strjoinv ("+", (char **) version);
  g_autofree char *body = NULL;
  gboolean has_public;

  if (statements == NULL)
    return NULL;
  has_public = leave_out_given (statements);
  body = hw_ddl_to_text (statements);
  return g_strdup_printf (HEADER "%s\n-- PostgreSQL %u, %s\n\n%s%s", hw_service_get_name (service),
                          revisions, server_major, date,
                          has_public ? "" : "DROP SCHEMA public;\n\n", body);
}

/* Whether two texts say the same: all but the second line, the day and the server's version. */
static gboolean
is_same (const char *a, const char *b)
{
  g_auto (GStrv) first = g_strsplit (a, "\n", 3);
  g_auto (GStrv) second = g_strsplit (b, "\n", 3);

  return g_strv_length (first) == 3 && g_strv_length (second) == 3 &&
         g_str_equal (first[0], second[0]) && g_str_equal (first[2], second[2]);
}

/* HW_ERROR_REFUSED when the file at @path says something else than @text. */
static gboolean
check_file (const char *path, const char *text, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *old = NULL;

  if (!hw_file_read (path, &old, NULL, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("The snapshot %s cannot be read: %s"), path,
                    local->message);
      return FALSE;
    }
  if (is_same (old, text))
    return TRUE;
  hw_set_error (error, HW_ERROR_REFUSED,
                _ ("Look at it first; --replace writes it anew from the database."),
                _ ("%s is there already and says something else: it was not replaced"), path);
  return FALSE;
}

char *
hw_snapshot_write (HwService *service, const char *const *version, HwSchema *schema,
                   guint server_major, gboolean replace, GError **error)
{
  g_autofree char *folder = dup_folder (service);
  g_autofree char *name = dup_file_name (version);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = write_text (service, version, schema, server_major, error);

  if (text == NULL || (!replace && !check_file (path, text, error)))
    return NULL;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("The folder %s cannot be made: %s"), folder,
                    g_strerror (errno));
      return NULL;
    }
  return hw_file_write (path, text, 0666, error) ? g_steal_pointer (&path) : NULL;
}

gboolean
hw_snapshot_run (const HwSnapshot *snapshot, HwService *service, HwScratch *scratch,
                 GCancellable *cancellable, GError **error)
{
  g_autofree char *remedy = g_strdup_printf (
      _ ("Mend the snapshot, or write it anew with `headway snapshot %s --replace`."),
      hw_service_get_name (service));

  return hw_script_load (scratch, snapshot->path, snapshot->text, remedy, cancellable, error);
}
