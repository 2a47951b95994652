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

/* (transfer full) (nullable) */
static char *
dup_sum (const char *path, HwFileSums *sums, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *sum = hw_file_sums_dup (sums, path, &local);

  if (sum == NULL)
    hw_set_error (error, HW_ERROR_HISTORY, _ ("Check that the file is still there and readable."),
                  _ ("%s: cannot be read: %s"), path, local->message);
  return sum;
}

char *
hw_revision_dup_checksum (const HwRevision *revision, HwFileSums *sums, GError **error)
{
  g_autofree char *sum = dup_sum (revision->file, sums, error);
  g_autofree char *down_sum = NULL;

  if (sum == NULL || revision->down_file == NULL)
    return g_steal_pointer (&sum);
  down_sum = dup_sum (revision->down_file, sums, error);
  return down_sum == NULL ? NULL : g_strconcat (sum, " ", down_sum, NULL);
}
