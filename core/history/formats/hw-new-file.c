/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-new-file.c: what writing a revision file needs in every format. */

#include "hw-new-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-file-write.h"

char *
hw_new_file_dup_slug (const char *message, guint max_length)
{
  g_autofree char *lower = g_utf8_strdown (message, -1);
  g_autoptr (GString) slug = g_string_new (NULL);
  gboolean gap = FALSE;
  char *cut;

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
        {
          gap = slug->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (slug, '_');
      gap = FALSE;
      g_string_append_unichar (slug, c);
    }
  if (max_length == 0 || g_utf8_strlen (slug->str, -1) <= (glong) max_length)
    return g_strdup (slug->str);
  g_string_truncate (
      slug, (gsize) (g_utf8_offset_to_pointer (slug->str, (glong) max_length) - slug->str));
  cut = strrchr (slug->str, '_');
  if (cut != NULL)
    g_string_truncate (slug, (gsize) (cut - slug->str));
  return g_strconcat (slug->str, "_", NULL);
}

gboolean
hw_new_file_write (const char *path, const char *text, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean written = fd >= 0 && hw_file_write_all (fd, text);
  int why = errno;

  if (fd >= 0 && close (fd) != 0 && written)
    {
      why = errno;
      written = FALSE;
    }
  if (written)
    return TRUE;
  if (fd >= 0)
    unlink (path);
  hw_set_error (error, HW_ERROR_HISTORY, _ ("Check the folder's rights and the space on its disk."),
                _ ("%s: cannot be written: %s"), path, g_strerror (why));
  return FALSE;
}
