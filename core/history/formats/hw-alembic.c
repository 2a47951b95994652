/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic.c: the Alembic format: Python revision files, read without running them. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-alembic-config.h"
#include "hw-alembic-file.h"
#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-format.h"
#include "hw-parallel.h"
#include "hw-python.h"
#include "hw-revision-index.h"

static gboolean
cannot_read (const char *path, const char *why, GError **error)
{
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Check that it is a plain file, and the rights of the file and of its folder."),
                _ ("%s: cannot be read: %s"), path, why);
  return FALSE;
}

/* Alembic's own rule for what is a revision file. */
static gboolean
is_revision_file (const char *name)
{
  return g_str_has_suffix (name, ".py") && !g_str_has_prefix (name, "__init__") &&
         !g_str_has_prefix (name, ".#");
}

/* Adds the names, relative to @location, of the revision files in its subfolder @below. */
static gboolean
list_files (const char *location, const char *below, gboolean recursive, GPtrArray *names,
            GError **error)
{
  g_autofree char *folder = g_build_filename (location, below, NULL);
  DIR *dir = opendir (folder);
  struct dirent *entry;
  gboolean listed = TRUE;

  if (dir == NULL)
    return cannot_read (folder, g_strerror (errno), error);
  while (listed && (entry = readdir (dir)) != NULL)
    {
      g_autofree char *name = below[0] == '\0' ? g_strdup (entry->d_name)
                                               : g_build_filename (below, entry->d_name, NULL);

      if (entry->d_type == DT_DIR)
        {
          if (recursive && entry->d_name[0] != '.' && strcmp (entry->d_name, "__pycache__") != 0)
            listed = list_files (location, name, TRUE, names, error);
        }
      else if (is_revision_file (entry->d_name) &&
               (entry->d_type == DT_REG || entry->d_type == DT_LNK || entry->d_type == DT_UNKNOWN))
        {
          g_ptr_array_add (names, g_steal_pointer (&name));
        }
    }
  closedir (dir);
  return listed;
}

/* Reads the file @name of the open folder @fd into @text, whose room is kept from file to file. Of
 * a regular file only the last read is short. With @mark (nullable) says which file it was. */
static gboolean
read_file (int folder, const char *name, const char *path, GString *text, HwFileMark *mark,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  int fd = hw_file_open (folder, name, &local);
  gssize n;
  gsize length = 0, room;

  if (fd < 0)
    return cannot_read (path, local->message, error);
  if (mark != NULL && !hw_file_mark_take (fd, mark))
    mark->changed = G_MAXINT64;
  do
    {
      g_string_set_size (text, MAX (2 * length, 65536));
      room = text->len - length;
      n = read (fd, text->str + length, room);
      length += (gsize) MAX (n, 0);
    }
  while (n == (gssize) room || (n < 0 && errno == EINTR));
  g_string_truncate (text, length);
  if (n < 0)
    cannot_read (path, g_strerror (errno), error);
  close (fd);
  return n >= 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The files of one folder on their way to revisions. They are read in batches, by several threads
 * where there are many. */
typedef struct
{
  const char *location;
  int folder;
  GPtrArray *names;
  HwRevision **revisions; /* one for each name */
  HwFileMark *marks;      /* (nullable): likewise */
  GError **errors;        /* one for each batch */
  GCancellable *cancellable;
} Loading;

#define BATCH 128

static HwRevision *
read_revision (const Loading *loading, guint i, GString *text, GError **error)
{
  const char *name = loading->names->pdata[i];
  HwFileMark *mark = loading->marks == NULL ? NULL : &loading->marks[i];
  g_autofree char *path = g_strconcat (loading->location, "/", name, NULL);
  g_autoptr (HwPythonModule) module = NULL;

  if (!read_file (loading->folder, name, path, text, mark, error) ||
      !hw_python_decode (path, text, error))
    return NULL;
  module = hw_python_module_new (path, text->str, text->len, hw_alembic_variables, error);
  return module == NULL ? NULL : hw_alembic_revision_new (path, module, error);
}

static void
read_batch (guint batch, gpointer data)
{
  const Loading *loading = data;
  guint end = MIN ((batch + 1) * BATCH, loading->names->len);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = batch * BATCH; i < end; i++)
    {
      if (!g_cancellable_set_error_if_cancelled (loading->cancellable, &loading->errors[batch]))
        loading->revisions[i] = read_revision (loading, i, text, &loading->errors[batch]);
      if (loading->revisions[i] == NULL)
        return;
    }
}

/* Hands the revisions over; the first error in the order of the names decides. */
static gboolean
collect (const Loading *loading, guint n_batches, GPtrArray *revisions, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; i < loading->names->len; i++)
    if (loading->revisions[i] != NULL)
      g_ptr_array_add (revisions, loading->revisions[i]);
  for (guint i = 0; i < n_batches; i++)
    {
      GError *mine = g_steal_pointer (&loading->errors[i]);

      if (mine != NULL && good)
        g_propagate_error (error, mine);
      else
        g_clear_error (&mine);
      good = good && mine == NULL;
    }
  return good;
}

/* Reads all of @names, in their order. */
static gboolean
read_files (const char *location, const char *kind, GPtrArray *names, GPtrArray *revisions,
            GCancellable *cancellable, GError **error)
{
  guint n = names->len, n_batches = (n + BATCH - 1) / BATCH;
  gint64 started = g_get_real_time ();
  g_autofree HwRevision **slots = g_new0 (HwRevision *, n + 1);
  g_autofree GError **errors = g_new0 (GError *, n_batches + 1);
  g_autofree HwFileMark *marks = n < HW_REVISION_INDEX_MINIMUM ? NULL : g_new0 (HwFileMark, n);
  int folder = open (location, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  Loading loading = { location, folder, names, slots, marks, errors, cancellable };

  if (folder < 0)
    return cannot_read (location, g_strerror (errno), error);
  hw_parallel_run (n_batches, MIN (g_get_num_processors (), n_batches / 2), read_batch, &loading);
  close (folder);
  if (!collect (&loading, n_batches, revisions, error))
    return FALSE;
  if (marks != NULL)
    hw_revision_index_save (location, kind, slots, marks, n, started);
  return TRUE;
}

typedef struct
{
  const char *folder;
  gboolean recursive;
} Location;

static int
count_files (gconstpointer data)
{
  const Location *location = data;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!list_files (location->folder, "", location->recursive, names, NULL))
    return -1;
  return (int) names->len;
}

static gboolean
read_location (const Location *location, GPtrArray *revisions, GCancellable *cancellable,
               GError **error)
{
  const char *kind = location->recursive ? "alembic, recursive" : "alembic";
  g_autoptr (GPtrArray) known =
      hw_revision_index_load (location->folder, kind, count_files, location);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (known != NULL)
    {
      g_ptr_array_extend_and_steal (revisions, g_steal_pointer (&known));
      return TRUE;
    }
  if (!list_files (location->folder, "", location->recursive, names, error))
    return FALSE;
  g_ptr_array_sort (names, compare_names);
  return read_files (location->folder, kind, names, revisions, cancellable, error);
}

/* Whether a file says what it follows. */
static gboolean
is_revision (const char *location, const char *name)
{
  g_autofree char *path = g_build_filename (location, name, NULL);
  g_autofree char *text = NULL;

  return hw_file_read (path, &text, NULL, NULL) && strstr (text, "down_revision") != NULL;
}

/* (transfer full) (nullable): that revisions in folders below are passed over, as Alembic does,
 * which programs around Alembic change only as they run. */
static char *
dup_notice (const char *location)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  if (!list_files (location, "", TRUE, names, NULL))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    n += strchr (names->pdata[i], '/') != NULL && is_revision (location, names->pdata[i]);
  if (n == 0)
    return NULL;
  return g_strdup_printf (
      ngettext (
          "%u revision in folders below %s is passed over, as Alembic does. If it belongs to "
          "the history, write recursive_version_locations = true into alembic.ini, or into an "
          "ini file of your own that Migrations= names",
          "%u revisions in folders below %s are passed over, as Alembic does. If they belong "
          "to the history, write recursive_version_locations = true into alembic.ini, or into "
          "an ini file of your own that Migrations= names",
          n),
      n, location);
}

/* A folder's link count is 2 where it holds no other; some file systems do not count. */
static gboolean
may_hold_folders (const char *location)
{
  GStatBuf status;

  return g_stat (location, &status) == 0 && status.st_nlink != 2;
}

static gboolean
alembic_read (HwReading *reading, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwAlembicConfig) config = hw_alembic_config_load (path, error);

  if (config == NULL)
    return FALSE;
  for (guint i = 0; config->locations[i] != NULL; i++)
    {
      Location location = { config->locations[i], config->recursive };

      if (!read_location (&location, reading->revisions, cancellable, error))
        return FALSE;
      if (!config->recursive && reading->notice == NULL && config->locations[1] == NULL &&
          may_hold_folders (location.folder))
        reading->notice = dup_notice (location.folder);
    }
  reading->folder = g_strdup (config->locations[0]);
  reading->python_path = g_steal_pointer (&config->python_path);
  reading->package_root = g_steal_pointer (&config->package_root);
  return TRUE;
}

const HwFormat hw_format_alembic = {
  .name = "alembic",
  .needs_python = TRUE,
  .version_table = "alembic_version",
  .version_column = "version_num",
  .version_definition = "version_num varchar(32) NOT NULL, CONSTRAINT %s PRIMARY KEY (version_num)",
  .detect = hw_alembic_config_is_here,
  .read = alembic_read,
  .check_id = hw_alembic_file_check_id,
  .write = hw_alembic_file_write,
};
