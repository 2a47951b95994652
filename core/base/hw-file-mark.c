/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-mark.c: what tells, without reading a file, whether it is still the one that was read. */

#include "hw-file-mark.h"

#include <string.h>
#include <sys/stat.h>

/* The clocks of file systems tick once in two seconds at the slowest (FAT). */
#define SLOWEST_TICK (2 * G_GINT64_CONSTANT (1000000000))

static gint64
to_nanoseconds (const struct timespec *time)
{
  return (gint64) ((guint64) time->tv_sec * 1000000000 + (guint64) time->tv_nsec);
}

static void
fill (const struct stat *information, HwFileMark *mark)
{
  mark->device = information->st_dev;
  mark->inode = information->st_ino;
  mark->size = (guint64) information->st_size;
  mark->modified = to_nanoseconds (&information->st_mtim);
  mark->changed = to_nanoseconds (&information->st_ctim);
}

gboolean
hw_file_mark_take (int fd, HwFileMark *mark)
{
  struct stat information;

  if (fstat (fd, &information) != 0)
    return FALSE;
  fill (&information, mark);
  return TRUE;
}

gboolean
hw_file_mark_take_at (int folder, const char *name, HwFileMark *mark)
{
  struct stat information;

  if (fstatat (folder, name, &information, 0) != 0)
    return FALSE;
  fill (&information, mark);
  return TRUE;
}

gboolean
hw_file_mark_equal (const HwFileMark *one, const HwFileMark *other)
{
  return memcmp (one, other, sizeof *one) == 0;
}

gboolean
hw_file_mark_is_settled (const HwFileMark *mark, gint64 started)
{
  const gint64 latest = started * 1000 - SLOWEST_TICK;

  return mark->modified < latest && mark->changed < latest;
}
