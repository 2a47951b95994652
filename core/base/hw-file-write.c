/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-write.c: writes files that people name. */

#include "hw-file-write.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hw-error.h"

gboolean
hw_file_write_all (int fd, const char *text)
{
  for (gsize left = strlen (text); left > 0;)
    {
      gssize n = write (fd, text, left);

      if (n < 0 && errno != EINTR)
        return FALSE;
      text += MAX (n, 0);
      left -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
set_error (const char *path, const char *why, GError **error)
{
  hw_set_error (error, HW_ERROR_FAILED,
                _ ("Check the rights of its folder and the space on the disk."),
                _ ("%s cannot be written: %s"), path, why);
  return FALSE;
}

/* Also what a link names that is not there yet. */
static gboolean
write_into (const char *path, const char *text, int mode, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_NOCTTY | O_CLOEXEC, mode);
  gboolean written = fd >= 0 && hw_file_write_all (fd, text);
  int why = errno;

  if (fd >= 0 && close (fd) != 0 && written)
    {
      why = errno;
      written = FALSE;
    }
  return written || set_error (path, g_strerror (why), error);
}

/* @old: (nullable): the regular file that is there. */
static gboolean
replace (const char *path, const GStatBuf *old, const char *text, int mode, GError **error)
{
  g_autofree char *target = realpath (path, NULL);
  g_autoptr (GError) problem = NULL;

  if (old != NULL)
    mode &= (int) old->st_mode;
  if (!g_file_set_contents_full (target != NULL ? target : path, text, -1,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode,
                                 &problem))
    return set_error (path, problem->message, error);
  /* What the umask took away. */
  if (old != NULL)
    g_chmod (target, mode);
  return TRUE;
}

gboolean
hw_file_write (const char *path, const char *text, int mode, GError **error)
{
  GStatBuf info;
  gboolean exists = g_stat (path, &info) == 0;

  if (exists ? !S_ISREG (info.st_mode) : g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return write_into (path, text, mode, error);
  return replace (path, exists ? &info : NULL, text, mode, error);
}
