/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-sums.c: the checksums of files, remembered between runs.
 *
 * The text has a line for each file: its mark as five hexadecimal numbers, its checksum, its path,
 * escaped. A file that was changed so shortly before it was read that its times might not tell
 * another change from that one is not remembered. */

#include "hw-file-sums.h"

#include <fcntl.h>
#include <string.h>

#include "hw-file-read.h"

#define SUM_SIZE 64
#define MOST 100000 /* files: of more, only those that were asked for are remembered */

typedef struct
{
  HwFileMark mark;
  char sum[SUM_SIZE + 1];
  gboolean used;
} Known;

struct _HwFileSums
{
  GMutex lock;
  GHashTable *known; /* path → Known */
  gboolean is_new;   /* whether there is something new to remember */
};

static gboolean
read_number (const char **place, guint64 *number)
{
  char *end;

  *number = g_ascii_strtoull (*place, &end, 16);
  if (end == *place || *end != ' ')
    return FALSE;
  *place = end + 1;
  return TRUE;
}

static void
add_line (HwFileSums *sums, const char *line)
{
  Known known = { .used = FALSE };
  guint64 modified, changed;

  if (!read_number (&line, &known.mark.device) || !read_number (&line, &known.mark.inode) ||
      !read_number (&line, &known.mark.size) || !read_number (&line, &modified) ||
      !read_number (&line, &changed) || strlen (line) < SUM_SIZE + 2 || line[SUM_SIZE] != ' ')
    return;
  known.mark.modified = (gint64) modified;
  known.mark.changed = (gint64) changed;
  memcpy (known.sum, line, SUM_SIZE);
  g_hash_table_insert (sums->known, g_strcompress (line + SUM_SIZE + 1),
                       g_memdup2 (&known, sizeof known));
}

HwFileSums *
hw_file_sums_new (const char *text)
{
  HwFileSums *sums = g_new0 (HwFileSums, 1);
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);
  guint n = lines == NULL ? 0 : g_strv_length (lines);

  g_mutex_init (&sums->lock);
  sums->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* What is behind the last line's end was cut off. */
  for (guint i = 0; i + 1 < n; i++)
    add_line (sums, lines[i]);
  return sums;
}

void
hw_file_sums_free (HwFileSums *sums)
{
  g_hash_table_unref (sums->known);
  g_mutex_clear (&sums->lock);
  g_free (sums);
}

/* (transfer full) (nullable) */
static char *
dup_known (HwFileSums *sums, const char *path, const HwFileMark *mark)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&sums->lock);
  Known *known = g_hash_table_lookup (sums->known, path);

  if (known == NULL || !hw_file_mark_equal (&known->mark, mark))
    return NULL;
  known->used = TRUE;
  return g_strdup (known->sum);
}

static void
remember (HwFileSums *sums, const char *path, const HwFileMark *mark, const char *sum)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&sums->lock);
  Known *known = g_new0 (Known, 1);

  known->mark = *mark;
  known->used = TRUE;
  memcpy (known->sum, sum, SUM_SIZE);
  g_hash_table_replace (sums->known, g_strdup (path), known);
  sums->is_new = TRUE;
}

char *
hw_file_sums_dup (HwFileSums *sums, const char *path, GError **error)
{
  gint64 started = g_get_real_time ();
  HwFileMark mark;
  gboolean marked = hw_file_mark_take_at (AT_FDCWD, path, &mark);
  char *sum = marked ? dup_known (sums, path, &mark) : NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (sum != NULL)
    return sum;
  if (!hw_file_read (path, &text, &length, error))
    return NULL;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  if (marked && hw_file_mark_is_settled (&mark, started))
    remember (sums, path, &mark, sum);
  return sum;
}

char *
hw_file_sums_dup_text (HwFileSums *sums)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&sums->lock);
  gboolean all = g_hash_table_size (sums->known) <= MOST;
  GString *text;
  GHashTableIter iter;
  gpointer path, value;

  if (!sums->is_new)
    return NULL;
  text = g_string_new (NULL);
  g_hash_table_iter_init (&iter, sums->known);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      const Known *known = value;
      const HwFileMark *mark = &known->mark;
      g_autofree char *escaped = g_strescape (path, NULL);

      if (all || known->used)
        g_string_append_printf (text,
                                "%" G_GINT64_MODIFIER "x %" G_GINT64_MODIFIER
                                "x %" G_GINT64_MODIFIER "x %" G_GINT64_MODIFIER
                                "x %" G_GINT64_MODIFIER "x %s %s\n",
                                mark->device, mark->inode, mark->size, (guint64) mark->modified,
                                (guint64) mark->changed, known->sum, escaped);
    }
  return g_string_free (text, FALSE);
}
