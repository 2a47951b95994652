/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-account.c: the account that server programs run as. */

#include "hw-account.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-error.h"

gboolean
hw_account_find (HwAccount *account, GError **error)
{
  static const char *const names[] = { "postgres", "nobody" };

  *account = (HwAccount){ .user = geteuid (), .group = getegid () };
  if (account->user != 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      struct passwd entry, *found = NULL;
      char buffer[4096];

      if (getpwnam_r (names[i], &entry, buffer, sizeof buffer, &found) != 0 || found == NULL ||
          found->pw_uid == 0)
        continue;
      *account = (HwAccount){ found->pw_uid, found->pw_gid, TRUE };
      return TRUE;
    }
  hw_set_error (error, HW_ERROR_FAILED, "Run as an ordinary user, or add the account “postgres”.",
                "PostgreSQL does not run as root, and there is no account “postgres” or “nobody”");
  return FALSE;
}

gboolean
hw_account_can_reach (const HwAccount *account, const char *path)
{
  g_autofree char *folder = g_strdup (path);

  if (!account->is_other)
    return TRUE;
  while (TRUE)
    {
      g_autofree char *parent = g_path_get_dirname (folder);
      struct stat status;

      if (stat (folder, &status) == 0)
        {
          mode_t needed = status.st_uid == account->user    ? S_IXUSR
                          : status.st_gid == account->group ? S_IXGRP
                                                            : S_IXOTH;

          if ((status.st_mode & needed) == 0)
            return FALSE;
        }
      if (g_str_equal (parent, folder))
        return TRUE;
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
}

static gboolean
set_file_error (GError **error, const char *action, const char *path)
{
  hw_set_error (error, HW_ERROR_FAILED, "Check the rights of the folder above it and free space.",
                "cannot %s %s: %s", action, path, g_strerror (errno));
  return FALSE;
}

gboolean
hw_account_make_passage (const HwAccount *account, const char *path, GError **error)
{
  g_autofree char *parent = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  parent = g_path_get_dirname (path);
  if (!hw_account_make_passage (account, parent, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0)
    return errno == EEXIST || set_file_error (error, "make the folder", path);
  if (account->is_other && g_chmod (path, 0711) != 0)
    return set_file_error (error, "open the folder", path);
  return TRUE;
}

gboolean
hw_account_make_folder (const HwAccount *account, const char *path, GError **error)
{
  struct stat status;

  if (g_mkdir (path, 0700) == 0)
    {
      if (account->is_other && lchown (path, account->user, account->group) != 0)
        return set_file_error (error, "give away the folder", path);
    }
  else if (errno != EEXIST)
    return set_file_error (error, "make the folder", path);
  if (lstat (path, &status) != 0 || !S_ISDIR (status.st_mode) || status.st_uid != account->user ||
      (status.st_mode & 0077) != 0)
    {
      hw_set_error (error, HW_ERROR_FAILED, "Remove it, if nobody uses it.",
                    "%s is not a folder that belongs to the server's account alone", path);
      return FALSE;
    }
  return TRUE;
}

GSubprocess *
hw_account_spawn (const HwAccount *account, const char *log, const char *const *argv,
                  GError **error)
{
  static const char *const environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
                                             NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  int file = open (log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (file < 0)
    {
      set_file_error (error, "write", log);
      return NULL;
    }
  g_ptr_array_add (words, g_strdup ("setsid"));
  if (account->is_other)
    {
      g_ptr_array_add (words, g_strdup ("setpriv"));
      g_ptr_array_add (words, g_strdup_printf ("--reuid=%u", (guint) account->user));
      g_ptr_array_add (words, g_strdup_printf ("--regid=%u", (guint) account->group));
      g_ptr_array_add (words, g_strdup ("--clear-groups"));
    }
  for (guint i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (argv[i]));
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_take_stdout_fd (launcher, file);
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (file, F_DUPFD_CLOEXEC, 3));
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
}
