/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trust.c: which fleet files may run their programs and revisions, remembered outside them. */

#include "hw-trust.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-fleet-private.h"

static void
add (GPtrArray *lines, const char *whose, const char *what, const char *value)
{
  if (value != NULL)
    g_ptr_array_add (lines, g_strdup_printf ("%s\t%s\t%s", whose, what, value));
}

GStrv
hw_trust_dup_programs (HwFleet *fleet)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < fleet->services->len; i++)
    {
      HwService *service = g_ptr_array_index (fleet->services, i);

      add (lines, service->name, "Migrations", service->migrations);
      add (lines, service->name, "Python", service->python);
      add (lines, service->name, "Runner", service->runner);
      for (guint d = 0; d < service->databases->len; d++)
        {
          HwDatabase *database = g_ptr_array_index (service->databases, d);

          add (lines, database->title, "Tunnel", database->tunnel_command);
          add (lines, database->title, "PasswordCommand", database->password_command);
        }
    }
  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

char *
hw_trust_dup_digest (HwFleet *fleet)
{
  g_auto (GStrv) lines = hw_trust_dup_programs (fleet);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* Each with its closing NUL, so that no two lists of lines look alike. */
  for (guint i = 0; lines[i] != NULL; i++)
    g_checksum_update (checksum, (const guchar *) lines[i], (gssize) strlen (lines[i]) + 1);
  return g_strdup (g_checksum_get_string (checksum));
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "headway", NULL);
}

/* One line for each file: line ends in its path are escaped. */
static char *
dup_entry (const char *path, const char *digest)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *escaped = g_strescape (real != NULL ? real : path, NULL);

  return g_strdup_printf ("%s %s", digest, escaped);
}

gboolean
hw_trust_is_remembered (const char *path, const char *digest)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *file = g_build_filename (folder, "trusted", NULL);
  g_autofree char *entry = dup_entry (path, digest);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  return g_strv_contains ((const char *const *) lines, entry);
}

/* What is remembered, with @entry in place of an older one for the same path. */
static char *
replace_entry (const char *text, const char *entry)
{
  const char *path = strchr (entry, ' ');
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *space = strchr (lines[i], ' ');

      if (space != NULL && !g_str_equal (space, path))
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  g_string_append_printf (out, "%s\n", entry);
  return g_string_free (out, FALSE);
}

gboolean
hw_trust_remember (const char *path, const char *digest, GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *file = g_build_filename (folder, "trusted", NULL);
  g_autofree char *entry = dup_entry (path, digest);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) problem = NULL;
  gboolean written;
  int lock = -1;

  /* The folder itself is the lock: two that trust at once both stay remembered. */
  if (g_mkdir_with_parents (folder, 0700) == 0)
    lock = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0 || flock (lock, LOCK_EX) != 0)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Use --trust for this once."),
                    _ ("The trust cannot be remembered in %s: %s"), folder, g_strerror (errno));
      if (lock >= 0)
        close (lock);
      return FALSE;
    }
  g_file_get_contents (file, &before, NULL, NULL);
  after = replace_entry (before != NULL ? before : "", entry);
  written =
      g_file_set_contents_full (file, after, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &problem);
  close (lock);
  if (!written)
    hw_set_error (error, HW_ERROR_FAILED, _ ("Use --trust for this once."),
                  _ ("The trust cannot be remembered: %s"), problem->message);
  return written;
}
