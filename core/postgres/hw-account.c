/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-account.c: the account that server programs run as. */

#include "hw-account.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-error.h"

#define DATA_DESCRIPTOR 9

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
  hw_set_error (
      error, HW_ERROR_FAILED, _ ("Run as an ordinary user, or add the account “postgres”."),
      _ ("PostgreSQL does not run as root, and there is no account “postgres” or “nobody”"));
  return FALSE;
}

static gboolean
set_file_error (GError **error, const char *action, const char *path)
{
  hw_set_error (error, HW_ERROR_FAILED,
                _ ("Check the rights of the folder above it and free space."),
                _ ("cannot %s %s: %s"), action, path, g_strerror (errno));
  return FALSE;
}

gboolean
hw_account_make_folder (const HwAccount *account, const char *path, GError **error)
{
  struct stat status;

  if (g_mkdir (path, 0700) == 0)
    {
      if (account->is_other && lchown (path, account->user, account->group) != 0)
        return set_file_error (error, _ ("give away the folder"), path);
    }
  else if (errno != EEXIST)
    return set_file_error (error, _ ("make the folder"), path);
  if (lstat (path, &status) != 0 || !S_ISDIR (status.st_mode) || status.st_uid != account->user ||
      (status.st_mode & 0077) != 0)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Remove it, if nobody uses it."),
                    _ ("%s is not a folder of this user alone"), path);
      return FALSE;
    }
  return TRUE;
}

/* Where the program finds its data folder: by a descriptor that it inherits, since another account
 * may not pass through the folders above (root's home, say). */
static const char *
hand_over (const HwAccount *account, GSubprocessLauncher *launcher, const char *data)
{
  int folder;

  if (!account->is_other)
    return data;
  folder = open (data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0)
    return data;
  g_subprocess_launcher_take_fd (launcher, folder, DATA_DESCRIPTOR);
  return "/proc/self/fd/" G_STRINGIFY (DATA_DESCRIPTOR);
}

GSubprocess *
hw_account_spawn (const HwAccount *account, const char *program, const char *data, const char *log,
                  const char *const *options, GError **error)
{
  static const char *const environment[] = { "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC",
                                             NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *user = g_strdup_printf ("--reuid=%u", (guint) account->user);
  g_autofree char *group = g_strdup_printf ("--regid=%u", (guint) account->group);
  g_auto (GStrv) argv = NULL;
  int file = open (log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (file < 0)
    {
      set_file_error (error, _ ("write"), log);
      return NULL;
    }
  g_strv_builder_add (words, "setsid");
  if (account->is_other)
    g_strv_builder_add_many (words, "setpriv", user, group, "--clear-groups", NULL);
  g_strv_builder_add_many (words, program, "-D", hand_over (account, launcher, data), NULL);
  g_strv_builder_addv (words, (const char **) options);
  argv = g_strv_builder_end (words);
  g_subprocess_launcher_set_environ (launcher, (char **) environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  g_subprocess_launcher_take_stdout_fd (launcher, file);
  g_subprocess_launcher_take_stderr_fd (launcher, fcntl (file, F_DUPFD_CLOEXEC, 3));
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, error);
}
