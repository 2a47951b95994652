/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history-load.c: a history from where its migrations are: the format reads, then it is linked.
 */

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-history-private.h"
#include "hw-history.h"

gboolean
hw_history_check_format (const char *name, GError **error)
{
  return hw_format_find (name, NULL, error) != NULL;
}

HwHistory *
hw_history_load (const HwHistoryOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwHistory) history = NULL;
  g_autofree char *path = g_canonicalize_filename (options->path, NULL);
  HwReading reading = { 0 };
  const HwFormat *format;
  gboolean read;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      hw_set_error (error, HW_ERROR_HISTORY,
                    _ ("Write where the migrations are: an alembic.ini or a folder."),
                    _ ("%s: there is no such file or folder"), path);
      return NULL;
    }
  format = hw_format_find (options->format, path, error);
  if (format == NULL)
    return NULL;
  reading.revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_revision_free);
  read = format->read (&reading, path, cancellable, error);

  history = g_new0 (HwHistory, 1);
  g_atomic_ref_count_init (&history->references);
  history->format = format;
  history->path = g_steal_pointer (&path);
  history->folder = reading.folder;
  history->python_path = reading.python_path == NULL ? g_new0 (char *, 1) : reading.python_path;
  history->package_root = reading.package_root;
  history->notice = reading.notice;
  history->version_table =
      g_strdup (options->version_table == NULL ? format->version_table : options->version_table);
  history->service = g_strdup (options->service == NULL ? "SERVICE" : options->service);
  history->revisions = reading.revisions;
  return read && hw_history_link (history, error) ? g_steal_pointer (&history) : NULL;
}
