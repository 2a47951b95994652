/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision.c: one migration of a history, as its file declares it. */

#include "hw-revision.h"

#include <glib/gi18n.h>

#include "hw-error.h"

void
hw_revision_free (HwRevision *revision)
{
  if (revision->memory != NULL)
    {
      g_bytes_unref (revision->memory);
      return;
    }
  g_free (revision->id);
  g_strfreev (revision->down);
  g_strfreev (revision->depends_on);
  g_strfreev (revision->labels);
  g_free (revision->message);
  g_free (revision->doc);
  g_free (revision->date);
  g_free (revision->author);
  g_free (revision->file);
  g_free (revision->down_file);
  g_free (revision->name);
  g_strfreev (revision->notes);
  g_free (revision);
}

static gboolean
add_file (GChecksum *checksum, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;
  guint64 marked_length;

  if (!g_file_get_contents (path, &text, &length, &local))
    {
      hw_set_error (error, HW_ERROR_HISTORY, _ ("Check that the file is still there and readable."),
                    _ ("%s: cannot be read: %s"), path, local->message);
      return FALSE;
    }
  marked_length = GUINT64_TO_LE (length);
  g_checksum_update (checksum, (const guchar *) &marked_length, sizeof marked_length);
  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
  return TRUE;
}

char *
hw_revision_dup_checksum (const HwRevision *revision, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  if (!add_file (checksum, revision->file, error) ||
      (revision->down_file != NULL && !add_file (checksum, revision->down_file, error)))
    return NULL;
  return g_strdup (g_checksum_get_string (checksum));
}
