/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-read.c: reads files of folders that others fill: what is no plain file is not waited for.
 */

#include "hw-file-read.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

#define LEAST_ROOM 4096

static void
set_error (int number, GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (number), g_strerror (number));
}

int
hw_file_open (int folder, const char *name, GError **error)
{
  int fd = openat (folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0)
    set_error (errno, error);
  else if (S_ISREG (info.st_mode))
    return fd;
  else
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("it is not a plain file"));
  if (fd >= 0)
    close (fd);
  return -1;
}

gboolean
hw_file_read (const char *path, char **text, gsize *length, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  int fd = hw_file_open (AT_FDCWD, path, error);
  guint end = 0;
  gssize n;

  if (fd < 0)
    return FALSE;
  do
    {
      g_byte_array_set_size (bytes, MAX (2 * end, LEAST_ROOM));
      n = read (fd, bytes->data + end, bytes->len - end);
      end += (guint) MAX (n, 0);
    }
  while (n > 0 || (n < 0 && errno == EINTR));
  if (n < 0)
    set_error (errno, error);
  close (fd);
  if (n < 0)
    return FALSE;
  g_byte_array_set_size (bytes, end);
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  *text = (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
  if (length != NULL)
    *length = end;
  return TRUE;
}
