/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-file.c: writes new revision files, and reads SQL from those that are SQL. */

#include "hw-revision-file.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-history-private.h"

static gboolean
check_id (HwHistory *history, const char *id, GError **error)
{
  /* Branch labels take names away too. */
  guint taken = GPOINTER_TO_UINT (g_hash_table_lookup (history->names, id));

  if (taken == 0)
    return history->format->check_id (history, id, error);
  hw_set_error (error, HW_ERROR_HISTORY, _ ("Choose another id."),
                _ ("the revision id \"%s\" is taken by %s"), id,
                hw_history_get (history, taken - 1)->file);
  return FALSE;
}

char *
hw_revision_file_write (HwHistory *history, const HwNewRevision *revision, GError **error)
{
  for (guint i = 0; revision->down[i] != NULL; i++)
    if (hw_history_find (history, revision->down[i]) == NULL)
      {
        g_autofree char *hint = g_strdup_printf (
            _ ("Look at the revisions with: headway history %s"), history->service);

        hw_set_error (error, HW_ERROR_NOT_FOUND, hint, _ ("there is no revision \"%s\" in %s"),
                      revision->down[i], history->folder);
        return NULL;
      }
  if (revision->id != NULL && !check_id (history, revision->id, error))
    return NULL;
  return history->format->write (history, history->path, revision, error);
}

char *
hw_revision_file_merge (HwHistory *history, const HwNewRevision *revision, GError **error)
{
  g_autofree char *hint = NULL;

  if (revision->down[0] != NULL && revision->down[1] != NULL)
    return hw_revision_file_write (history, revision, error);
  hint = g_strdup_printf (_ ("Look at the heads with: headway heads %s"), history->service);
  hw_set_error (error, HW_ERROR_USAGE, hint, _ ("%s has nothing to merge: there is only one head"),
                history->folder);
  return NULL;
}

char *
hw_revision_file_dup_sql (HwHistory *history, const HwRevision *revision, gboolean down,
                          GError **error)
{
  const char *path = down ? revision->down_file : revision->file;
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  const char *bad;

  if (history->format->needs_python)
    {
      hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("%s is a program, not SQL"), revision->file);
      return NULL;
    }
  if (path == NULL)
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND,
                    _ ("Write the downgrade as NAME.down.sql beside it."),
                    _ ("%s: there is no downgrade"), revision->file);
      return NULL;
    }
  if (!hw_file_read (path, &text, &length, &local))
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Check that the file is still there and readable."),
                    _ ("%s: cannot be read: %s"), path, local->message);
      return NULL;
    }
  if (!g_utf8_validate (text, (gssize) length, &bad))
    {
      guint line = 1;

      for (const char *p = text; p < bad; p++)
        line += *p == '\n';
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Save the file as UTF-8."),
                    _ ("%s:%u: a character is not UTF-8"), path, line);
      return NULL;
    }
  return g_steal_pointer (&text);
}
