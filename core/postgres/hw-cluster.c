/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cluster.c: one scratch database cluster on disk and its server process. */

#include "hw-cluster.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hw-account.h"
#include "hw-connection.h"
#include "hw-error.h"
#include "hw-server-programs.h"

#define START_SECONDS 60
#define STOP_SECONDS 20
#define POLL_MICROSECONDS 10000
#define LOG_LINES 8
/* No other server listens in the folder of the socket, so any number would do. */
#define PORT "5432"

struct _HwCluster
{
  HwAccount account;
  guint major;
  char *programs;
  char *folder;
  char *data;
  char *log;
  char *boot; /* while the server runs: the boot of the machine in which it was started */
  char *socket_folder;
  char *conninfo;
};

/* Makes the cluster's folder, for the user of this process alone. (transfer full): its one true
 * name. */
static char *
make_folder (const char *folder, guint major, GError **error)
{
  HwAccount own = { geteuid (), getegid (), FALSE };
  g_autofree char *version = g_strdup_printf ("%u", major);
  g_autofree char *path = g_build_filename (folder, version, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      hw_set_error (error, HW_ERROR_FAILED,
                    _ ("Check the rights of the folder above it and free space."),
                    _ ("cannot make the folder %s: %s"), folder, g_strerror (errno));
      return NULL;
    }
  return hw_account_make_folder (&own, path, error) ? realpath (path, NULL) : NULL;
}

/* Short enough for a socket, open to the server's account, and the same for every process, so
 * TMPDIR and the like have no say. */
static char *
choose_socket_folder (HwCluster *self)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->folder, -1);

  return g_strdup_printf ("/tmp/headway-%u-%.16s", (guint) self->account.user, hash);
}

HwCluster *
hw_cluster_new (const char *folder, guint major, GError **error)
{
  g_autoptr (HwCluster) self = g_new0 (HwCluster, 1);

  self->programs = hw_server_programs_find (major, &self->major);
  if (self->programs == NULL)
    {
      g_autofree char *version = major > 0 ? g_strdup_printf ("%u", major) : g_strdup ("");
      g_autofree char *hint = g_strdup_printf (_ ("Install the package postgresql%s%s (its name in "
                                                  "Debian and in PostgreSQL's own archive)."),
                                               major > 0 ? "-" : "", version);

      hw_set_error (error, HW_ERROR_NOT_FOUND, hint,
                    _ ("the server programs of PostgreSQL%s%s are not installed"),
                    major > 0 ? " " : "", version);
      return NULL;
    }
  if (!hw_account_find (&self->account, error))
    return NULL;
  self->folder = make_folder (folder, self->major, error);
  if (self->folder == NULL)
    return NULL;
  self->data = g_build_filename (self->folder, "data", NULL);
  self->log = g_build_filename (self->folder, "server.log", NULL);
  self->boot = g_build_filename (self->folder, "boot", NULL);
  self->socket_folder = choose_socket_folder (self);
  self->conninfo =
      g_strdup_printf ("host=%s port=" PORT " user=headway dbname=postgres", self->socket_folder);
  return g_steal_pointer (&self);
}

void
hw_cluster_free (HwCluster *cluster)
{
  g_free (cluster->programs);
  g_free (cluster->folder);
  g_free (cluster->data);
  g_free (cluster->log);
  g_free (cluster->boot);
  g_free (cluster->socket_folder);
  g_free (cluster->conninfo);
  g_free (cluster);
}

const char *
hw_cluster_get_folder (HwCluster *cluster)
{
  return cluster->folder;
}

const char *
hw_cluster_get_conninfo (HwCluster *cluster)
{
  return cluster->conninfo;
}

guint
hw_cluster_get_major (HwCluster *cluster)
{
  return cluster->major;
}

/* Whether @process (a name in /proc) is a server process that works in our data folder. Neither a
 * stale process id nor a shell standing there passes for one. */
static gboolean
is_server_process (HwCluster *self, const char *process)
{
  g_autofree char *cwd = g_build_filename ("/proc", process, "cwd", NULL);
  g_autofree char *comm = g_build_filename ("/proc", process, "comm", NULL);
  g_autofree char *real = realpath (self->data, NULL);
  g_autofree char *folder = g_file_read_link (cwd, NULL);
  g_autofree char *name = NULL;

  return g_strcmp0 (folder, real) == 0 && folder != NULL &&
         g_file_get_contents (comm, &name, NULL, NULL) && g_str_has_prefix (name, "postgres");
}

/* Sends @number to every process of the server; returns how many there are. */
static guint
signal_processes (HwCluster *self, int number)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n_found = 0;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      if (!g_ascii_isdigit (name[0]) || !is_server_process (self, name))
        continue;
      kill ((pid_t) atoi (name), number);
      n_found++;
    }
  return n_found;
}

/* What a killed server left: children that still write, and a file with a process id that may be
 * another program's by now. */
static void
clear_remains (HwCluster *self)
{
  g_autofree char *pid_file = g_build_filename (self->data, "postmaster.pid", NULL);

  for (guint i = 0; i < 500 && signal_processes (self, SIGKILL) > 0; i++)
    g_usleep (POLL_MICROSECONDS);
  g_unlink (pid_file);
}

static void
remove_tree (const char *path)
{
  const char *argv[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync ("/", (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* (transfer full): the end of the log as one line. */
static char *
dup_log_end (HwCluster *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_lines;

  if (!g_file_get_contents (self->log, &text, NULL, NULL))
    return g_strdup (_ ("it left no log"));
  lines = g_strsplit (g_strstrip (text), "\n", -1);
  n_lines = g_strv_length (lines);
  return g_strjoinv (" | ", lines + (n_lines > LOG_LINES ? n_lines - LOG_LINES : 0));
}

static void
set_start_error (HwCluster *self, const char *program, GError **error)
{
  g_autofree char *log = dup_log_end (self);
  g_autofree char *hint = g_strdup_printf (_ ("The whole log is in %s. Free space and memory are "
                                              "worth a look."),
                                           self->log);

  hw_set_error (error, HW_ERROR_UNREACHABLE, hint,
                _ ("%s of the private PostgreSQL server failed: %s"), program, log);
}

/* Removes every "data.…" that a killed initdb left half made. */
static void
remove_half_made (HwCluster *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      if (g_str_has_prefix (name, "data."))
        remove_tree (path);
    }
}

/* Made under another name and renamed when complete, so that "data" is always whole. */
static gboolean
make_data (HwCluster *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *initdb = g_build_filename (self->programs, "initdb", NULL);
  g_autofree char *making = g_build_filename (self->folder, "data.XXXXXX", NULL);
  const char *options[] = { "-U",        "headway",          "-A", "trust", "-E", "UTF8",
                            "--no-sync", "--locale=C.UTF-8", NULL };
  g_autoptr (GSubprocess) process = NULL;

  remove_half_made (self);
  if (g_mkdtemp (making) == NULL ||
      (self->account.is_other && lchown (making, self->account.user, self->account.group) != 0))
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Check its rights and free space."),
                    _ ("cannot make a folder in %s"), self->folder);
      return FALSE;
    }
  process = hw_account_spawn (&self->account, initdb, making, self->log, options, error);
  if (process == NULL)
    return FALSE;
  if (!g_subprocess_wait (process, cancellable, error))
    {
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      remove_tree (making);
      return FALSE;
    }
  if (!g_subprocess_get_successful (process) || g_rename (making, self->data) != 0)
    {
      set_start_error (self, "initdb", error);
      remove_tree (making);
      return FALSE;
    }
  return TRUE;
}

typedef enum
{
  PING_ALIVE,
  PING_BUSY, /* starting up, shutting down, or too slow */
  PING_NONE,
} Ping;

/* A server that refuses the connection, having too many, is alive. */
static Ping
ping (HwCluster *self)
{
  HwConnectionOptions options = { .conninfo = self->conninfo, .connect_timeout = 5 };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwConnection) connection = hw_connection_open (&options, NULL, &error);

  if (connection != NULL)
    return PING_ALIVE;
  if (hw_postgres_error_has_state (error, "57P03") ||
      g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_TIMEOUT))
    return PING_BUSY;
  return hw_postgres_error_has_state (error, "") ? PING_ALIVE : PING_NONE;
}

/* Waits until the server answers; @process, when given, is it, and its end ends the wait. */
static Ping
wait_for_answer (HwCluster *self, GSubprocess *process, GCancellable *cancellable)
{
  gint64 deadline = g_get_monotonic_time () + START_SECONDS * G_TIME_SPAN_SECOND;
  Ping answer;

  while ((answer = ping (self)) != PING_ALIVE)
    {
      if ((process == NULL && answer == PING_NONE) ||
          (process != NULL && g_subprocess_get_identifier (process) == NULL) ||
          g_cancellable_is_cancelled (cancellable) || g_get_monotonic_time () > deadline)
        break;
      g_usleep (POLL_MICROSECONDS);
    }
  return answer;
}

static gboolean
launch (HwCluster *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *postgres = g_build_filename (self->programs, "postgres", NULL);
  g_autofree char *socket = g_strconcat ("unix_socket_directories=", self->socket_folder, NULL);
  /* clang-format off */
  const char *options[] = {
    "-p", PORT,
    "-c", socket,
    "-c", "listen_addresses=",
    "-c", "unix_socket_permissions=0700",
    "-c", "fsync=off",
    "-c", "synchronous_commit=off",
    "-c", "full_page_writes=off",
    "-c", "wal_level=minimal",
    "-c", "max_wal_senders=0",
    "-c", "autovacuum=off",
    "-c", "jit=off",
    "-c", "shared_buffers=32MB",
    "-c", "max_connections=64",
    "-c", "max_locks_per_transaction=512",
    "-c", "timezone=UTC",
    "-c", "log_timezone=UTC",
    NULL,
  };
  /* clang-format on */
  g_autoptr (GSubprocess) process = NULL;

  if (!hw_account_make_folder (&self->account, self->socket_folder, error))
    return FALSE;
  process = hw_account_spawn (&self->account, postgres, self->data, self->log, options, error);
  if (process == NULL)
    return FALSE;
  if (wait_for_answer (self, process, cancellable) == PING_ALIVE)
    return TRUE;
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    set_start_error (self, _ ("the start"), error);
  g_subprocess_force_exit (process);
  clear_remains (self);
  return FALSE;
}

/* Without fsync a cluster does not survive the end of its machine: one that was running then is
 * made anew. */
static gboolean
is_usable (HwCluster *self)
{
  g_autofree char *version = g_build_filename (self->data, "PG_VERSION", NULL);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  if (!g_file_test (version, G_FILE_TEST_EXISTS))
    return FALSE;
  if (!g_file_get_contents (self->boot, &then, NULL, NULL))
    return TRUE;
  g_file_get_contents ("/proc/sys/kernel/random/boot_id", &now, NULL, NULL);
  return g_strcmp0 (then, now) == 0;
}

static void
note_boot (HwCluster *self)
{
  g_autofree char *now = NULL;

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &now, NULL, NULL))
    g_file_set_contents (self->boot, now, -1, NULL);
}

gboolean
hw_cluster_start (HwCluster *cluster, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first = NULL;

  if (wait_for_answer (cluster, NULL, cancellable) == PING_ALIVE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  clear_remains (cluster);
  if (is_usable (cluster))
    {
      note_boot (cluster);
      if (launch (cluster, cancellable, &first))
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  /* Scratch data is nobody's loss: a cluster that does not start is made anew, once. */
  remove_tree (cluster->data);
  note_boot (cluster);
  return make_data (cluster, cancellable, error) && launch (cluster, cancellable, error);
}

void
hw_cluster_stop (HwCluster *cluster)
{
  g_autofree char *pid_file = g_build_filename (cluster->data, "postmaster.pid", NULL);
  g_autofree char *text = NULL;
  gint64 deadline = g_get_monotonic_time () + STOP_SECONDS * G_TIME_SPAN_SECOND;

  if (g_file_get_contents (pid_file, &text, NULL, NULL))
    {
      text[strcspn (text, "\n")] = '\0';
      if (is_server_process (cluster, text))
        kill ((pid_t) atoi (text), SIGINT);
      while (is_server_process (cluster, text) && g_get_monotonic_time () < deadline)
        g_usleep (POLL_MICROSECONDS);
    }
  clear_remains (cluster);
  g_unlink (cluster->boot);
  g_rmdir (cluster->socket_folder);
}
