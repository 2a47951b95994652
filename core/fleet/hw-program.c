/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-program.c: running the programs that a fleet file names, apart from us and never past our end.
 */

#include "hw-program.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-libsecret.h"

/* The longest password that a program may write, and how much of its complaints is kept. */
#define MAX_LENGTH 4096

/* Runs between fork and exec: only async-signal-safe calls. */
static void
set_up_child (gpointer parent)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  /* The parent may have gone before it could be watched. */
  if (getppid () != GPOINTER_TO_INT (parent))
    raise (SIGKILL);
}

gboolean
hw_program_spawn (const char *const *argv, const char *folder, int output, int errors, GPid *pid,
                  GError **error)
{
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "PGPASSWORD");
  g_autoptr (GError) problem = NULL;

  if (g_spawn_async_with_fds (folder, (char **) argv, environment,
                              G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, set_up_child,
                              GINT_TO_POINTER (getpid ()), pid, -1, output, errors, &problem))
    return TRUE;
  hw_set_error (error, HW_ERROR_FAILED, _ ("Install it, or correct its name in the fleet file."),
                _ ("“%s” cannot be started: %s"), argv[0], problem->message);
  return FALSE;
}

char *
hw_program_dup_secret (const char *text, gsize length)
{
  if (!hw_libsecret_is_installed ())
    return g_strndup (text, length);
  return secret_value_unref_to_password (secret_value_new (text, (gssize) length, "text/plain"),
                                         NULL);
}

/* What one descriptor of the program gave so far; what does not fit is dropped. */
typedef struct
{
  char bytes[MAX_LENGTH];
  gsize length;
} Capture;

/* FALSE at the end of the stream. */
static gboolean
capture (Capture *to, int fd)
{
  char dropped[512];
  gboolean full = to->length == sizeof to->bytes;
  ssize_t n = full ? read (fd, dropped, sizeof dropped)
                   : read (fd, to->bytes + to->length, sizeof to->bytes - to->length);

  if (n > 0 && !full)
    to->length += (gsize) n;
  explicit_bzero (dropped, sizeof dropped);
  return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Reads both descriptors to their ends; FALSE when cancelled or after the deadline. */
static gboolean
capture_both (int output, int errors, Capture *written, Capture *complaints, gint64 deadline,
              GCancellable *cancellable, GError **error)
{
  GPollFD fds[3] = { { output, G_IO_IN }, { errors, G_IO_IN } };
  Capture *captures[] = { written, complaints };
  gboolean cancels = g_cancellable_make_pollfd (cancellable, &fds[2]);
  gboolean complete = FALSE;

  for (;;)
    {
      gint64 left = (deadline - g_get_monotonic_time ()) / 1000;

      complete = fds[0].fd < 0 && fds[1].fd < 0;
      if (complete || g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      if (left <= 0)
        {
          hw_set_error (
              error, HW_ERROR_CREDENTIALS,
              _ ("Run it by hand and see what it waits for; it cannot ask anything here."),
              _ ("it did not end in time"));
          break;
        }
      g_poll (fds, cancels ? 3 : 2, (int) left);
      for (guint i = 0; i < 2; i++)
        if (fds[i].fd >= 0 && fds[i].revents != 0 && !capture (captures[i], fds[i].fd))
          fds[i].fd = -1;
    }
  if (cancels)
    g_cancellable_release_fd (cancellable);
  return complete;
}

/* The last line of @complaints that says something, as valid text. */
static char *
dup_last_line (const Capture *complaints)
{
  g_autofree char *text = g_utf8_make_valid (complaints->bytes, (gssize) complaints->length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *last = _ ("it said nothing");

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      last = lines[i];
  return g_strdup (last);
}

static char *
take_first_line (const Capture *written, const Capture *complaints, int status, GError **error)
{
  const char *newline = memchr (written->bytes, '\n', written->length);
  gsize length = newline != NULL ? (gsize) (newline - written->bytes) : written->length;

  if (length > 0 && written->bytes[length - 1] == '\r')
    length--;
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    {
      g_autofree char *complaint = dup_last_line (complaints);

      hw_set_error (error, HW_ERROR_CREDENTIALS, _ ("Run it by hand to see more."),
                    _ ("it failed: %s"), complaint);
      return NULL;
    }
  if (length == 0 || memchr (written->bytes, '\0', length) != NULL)
    {
      hw_set_error (error, HW_ERROR_CREDENTIALS,
                    _ ("It must write the password to standard output, as the first line."),
                    _ ("it wrote no password"));
      return NULL;
    }
  return hw_program_dup_secret (written->bytes, length);
}

/* Its wait status. After @deadline the whole group is killed. */
static int
wait_for_end (GPid pid, gint64 deadline)
{
  int status = -1;

  while (waitpid (pid, &status, WNOHANG) == 0)
    {
      if (g_get_monotonic_time () > deadline)
        kill (-pid, SIGKILL);
      g_usleep (2000);
    }
  return status;
}

static char *
run_for_secret (const char *const *argv, const char *folder, guint seconds,
                GCancellable *cancellable, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  int output[2], errors[2], status = -1;
  Capture written = { .length = 0 }, complaints = { .length = 0 };
  gboolean started, complete = FALSE;
  char *secret = NULL;
  GPid pid;

  if (!g_unix_open_pipe (output, FD_CLOEXEC, error))
    return NULL;
  if (!g_unix_open_pipe (errors, FD_CLOEXEC, error))
    {
      close (output[0]);
      close (output[1]);
      return NULL;
    }
  started = hw_program_spawn (argv, folder, output[1], errors[1], &pid, error);
  close (output[1]);
  close (errors[1]);
  if (started)
    {
      complete =
          capture_both (output[0], errors[0], &written, &complaints, deadline, cancellable, error);
      status = wait_for_end (pid, complete ? deadline : 0);
    }
  close (output[0]);
  close (errors[0]);
  if (complete)
    secret = take_first_line (&written, &complaints, status, error);
  explicit_bzero (&written, sizeof written);
  return secret;
}

char *
hw_program_read_secret (const char *command, const char *folder, guint seconds,
                        GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) argv = NULL;

  /* The fleet file was refused if it is not a command. */
  if (!g_shell_parse_argv (command, NULL, &argv, error))
    return NULL;
  return run_for_secret ((const char *const *) argv, folder, seconds, cancellable, error);
}
