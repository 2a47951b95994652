/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-private-server.c: a scratch server shared by threads and processes, and every crash.
 *
 * Called with --use FOLDER it is a second user: it joins the server, prints its conninfo, and
 * leaves when its input ends. */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-private-server.h"
#include "hw-test-server.h"

#define SECRET "correct-horse-4711"

static char *own_path;

static HwPrivateServer *
acquire (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HwPrivateServer *server = hw_private_server_acquire (folder, 0, NULL, &error);

  g_assert_no_error (error);
  return server;
}

/* (transfer full): when the server of @conninfo was started, which tells one from the next. */
static char *
get_start (const char *conninfo)
{
  g_autoptr (HwConnection) connection = hw_test_connect (conninfo);

  return hw_test_query (connection, "SELECT pg_postmaster_start_time()");
}

static gboolean
is_running (const char *conninfo)
{
  HwConnectionOptions options = { .conninfo = conninfo };
  g_autoptr (HwConnection) connection = hw_connection_open (&options, NULL, NULL);

  return connection != NULL;
}

/* (transfer full): the path of something in the one cluster of @folder. */
static char *
get_path (const char *folder, const char *name)
{
  g_autoptr (GDir) versions = g_dir_open (folder, 0, NULL);
  const char *major = g_dir_read_name (versions);

  g_assert_nonnull (major);
  return g_build_filename (folder, major, name, NULL);
}

static gboolean
exists (const char *folder, const char *name)
{
  g_autofree char *path = get_path (folder, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = get_path (folder, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static pid_t
get_process (const char *folder)
{
  g_autofree char *path = get_path (folder, "data/postmaster.pid");
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (pid_t) atoi (text);
}

static void
test_start_and_stop (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *first = acquire (folder);
  HwPrivateServer *second = acquire (folder);
  g_autofree char *conninfo = g_strdup (hw_private_server_get_conninfo (first));
  g_autoptr (HwConnection) connection = hw_test_connect (conninfo);
  g_autofree char *settings = NULL;

  settings =
      hw_test_query (connection, "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name)"
                                 " FROM pg_settings WHERE name IN ('fsync', 'listen_addresses',"
                                 " 'server_encoding', 'lc_collate', 'TimeZone', 'jit')");
  g_assert_cmpstr (settings, ==,
                   "TimeZone=UTC fsync=off jit=off lc_collate=C.UTF-8 listen_addresses="
                   " server_encoding=UTF8");
  hw_test_execute (connection, "CREATE TABLE kept (a int)");
  g_assert_cmpstr (hw_private_server_get_conninfo (second), ==, conninfo);
  hw_private_server_release (first);
  g_assert_true (is_running (conninfo));
  hw_private_server_release (second);
  g_assert_false (is_running (conninfo));

  /* The second start finds the same cluster. */
  first = acquire (folder);
  g_clear_pointer (&connection, hw_connection_free);
  connection = hw_test_connect (conninfo);
  hw_test_execute (connection, "DROP TABLE kept");
  hw_private_server_release (first);
}

static gpointer
acquire_in_thread (gpointer folder)
{
  return acquire (folder);
}

static void
test_threads (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  GThread *threads[6];
  HwPrivateServer *servers[6];
  g_autofree char *conninfo = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("acquire", acquire_in_thread, folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    servers[i] = g_thread_join (threads[i]);
  conninfo = g_strdup (hw_private_server_get_conninfo (servers[0]));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_assert_true (is_running (conninfo));
      hw_private_server_release (servers[i]);
    }
  g_assert_false (is_running (conninfo));
}

/* A second user in another process; @conninfo comes when it has joined. */
static GSubprocess *
start_user (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *user =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        own_path, "--use", folder, NULL);

  g_assert_no_error (error);
  return user;
}

static char *
wait_for_user (GSubprocess *user)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (user));
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, NULL);

  g_assert_nonnull (line);
  return line;
}

static void
end_user (GSubprocess *user)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_output_stream_close (g_subprocess_get_stdin_pipe (user), NULL, &error));
  g_assert_true (g_subprocess_wait_check (user, NULL, &error));
  g_assert_no_error (error);
}

static void
test_processes (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *first = NULL;
  g_autofree char *conninfo = NULL;
  GSubprocess *users[3];

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    users[i] = start_user (folder);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_autofree char *line = wait_for_user (users[i]);
      g_autofree char *start = get_start (line);

      if (i == 0)
        {
          conninfo = g_steal_pointer (&line);
          first = g_steal_pointer (&start);
        }
      else
        g_assert_cmpstr (start, ==, first);
    }
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      g_assert_true (is_running (conninfo));
      end_user (users[i]);
      g_object_unref (users[i]);
    }
  g_assert_false (is_running (conninfo));
}

static void
test_killed_user (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GSubprocess) user = start_user (folder);
  g_autofree char *conninfo = wait_for_user (user);
  g_autofree char *start = get_start (conninfo);
  g_autofree char *joined = NULL;
  HwPrivateServer *server;

  g_subprocess_force_exit (user);
  g_subprocess_wait (user, NULL, NULL);
  server = acquire (folder);
  joined = get_start (conninfo);
  g_assert_cmpstr (joined, ==, start);
  hw_private_server_release (server);
  g_assert_false (is_running (conninfo));
}

static void
test_killed_server (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *first = acquire (folder), *second;
  const char *conninfo = hw_private_server_get_conninfo (first);
  g_autofree char *start = get_start (conninfo);
  g_autofree char *restart = NULL;
  g_autoptr (HwConnection) connection = hw_test_connect (conninfo);
  g_autoptr (GError) error = NULL;

  kill (get_process (folder), SIGKILL);
  g_assert_false (hw_connection_execute (connection, "SELECT pg_sleep(30)", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_LOST);
  g_assert_false (hw_connection_is_alive (connection));
  second = acquire (folder);
  restart = get_start (conninfo);
  g_assert_cmpstr (restart, !=, start);

  /* And when nobody comes before the last one leaves. */
  kill (get_process (folder), SIGKILL);
  hw_private_server_release (first);
  hw_private_server_release (second);
  first = acquire (folder);
  g_assert_true (is_running (hw_private_server_get_conninfo (first)));
  hw_private_server_release (first);
}

/* A server that has no connection left is not taken for dead. */
static void
test_full_server (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *first = acquire (folder), *second;
  HwConnectionOptions options = { .conninfo = hw_private_server_get_conninfo (first) };
  g_autoptr (GPtrArray) connections =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hw_connection_free);
  HwConnection *connection;

  while ((connection = hw_connection_open (&options, NULL, NULL)) != NULL)
    g_ptr_array_add (connections, connection);
  g_assert_cmpuint (connections->len, >, 10);
  second = acquire (folder);
  hw_test_execute (connections->pdata[0], "SELECT 1");
  hw_private_server_release (second);
  hw_test_execute (connections->pdata[0], "SELECT 1");
  hw_private_server_release (first);
}

/* After a reboot the number can be another program's: here it is ours. */
static void
test_reused_process_id (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *text = g_strdup_printf ("%d\n/nowhere\n0\n5432\n", (int) getpid ());

  hw_private_server_release (acquire (folder));
  write_text (folder, "data/mark", "x");
  write_text (folder, "data/postmaster.pid", text);
  hw_private_server_release (acquire (folder));
  g_assert_true (exists (folder, "data/mark"));
}

static void
test_half_made_cluster (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *half = NULL;
  g_autofree char *data = NULL;

  hw_private_server_release (acquire (folder));
  half = get_path (folder, "data.killed");
  data = get_path (folder, "data");
  g_assert_no_errno (g_rename (data, half));
  hw_private_server_release (acquire (folder));
  g_assert_false (exists (folder, "data.killed"));
}

static void
test_broken_cluster (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *control = NULL;

  hw_private_server_release (acquire (folder));
  control = get_path (folder, "data/global/pg_control");
  g_assert_no_errno (g_unlink (control));
  hw_private_server_release (acquire (folder));
  g_assert_true (exists (folder, "data/global/pg_control"));
}

/* Without fsync nothing is sure of what the machine's end left. */
static void
test_reboot (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();

  hw_private_server_release (acquire (folder));
  write_text (folder, "data/mark", "x");
  write_text (folder, "boot", "another boot");
  hw_private_server_release (acquire (folder));
  g_assert_false (exists (folder, "data/mark"));
  g_assert_false (exists (folder, "boot"));
}

/* (transfer full): where the server of @conninfo has its socket. */
static char *
get_socket_folder (const char *conninfo)
{
  const char *start = conninfo + strlen ("host=");

  return g_strndup (start, strcspn (start, " "));
}

static void
test_long_path (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *part = g_strnfill (90, 'x');
  g_autofree char *inside = g_build_filename (folder, part, "it's, a \"name\"", NULL);
  HwPrivateServer *server = acquire (inside);
  g_autofree char *socket_folder = get_socket_folder (hw_private_server_get_conninfo (server));

  g_assert_true (g_file_test (socket_folder, G_FILE_TEST_IS_DIR));
  g_assert_true (is_running (hw_private_server_get_conninfo (server)));
  hw_private_server_release (server);
  g_assert_false (g_file_test (socket_folder, G_FILE_TEST_EXISTS));
}

/* A folder that others can write to could hold another server's socket or data. */
static void
test_open_folder (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *server = acquire (folder);
  g_autofree char *socket_folder = get_socket_folder (hw_private_server_get_conninfo (server));
  g_autofree char *cluster = get_path (folder, "");
  g_autoptr (GError) error = NULL;

  hw_private_server_release (server);
  g_assert_no_errno (g_mkdir (socket_folder, 0700));
  g_assert_no_errno (g_chmod (socket_folder, 0777));
  g_assert_null (hw_private_server_acquire (folder, 0, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, socket_folder));
  g_clear_error (&error);
  g_assert_no_errno (g_chmod (cluster, 0777));
  g_assert_null (hw_private_server_acquire (folder, 0, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
}

static void
test_no_such_version (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (hw_private_server_is_installed (7));
  g_assert_true (hw_private_server_is_installed (0));
  g_assert_null (hw_private_server_acquire (folder, 7, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (hw_error_get_hint (error), "postgresql-7"));
}

/* A user with no room for files sees initdb fail, and is told in its words. */
static void
test_failure_quotes_log (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) user = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, own_path,
                                                   "--use-without-room", folder, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (user, NULL, NULL, &output, NULL, &error));
  g_assert_true (
      g_str_has_prefix (output, "error: initdb of the private PostgreSQL server failed"));
  g_assert_nonnull (strstr (output, "initdb: "));
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (150000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (hw_private_server_acquire (folder, 0, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (exists (folder, "data"));
  hw_private_server_release (acquire (folder));
}

static void
assert_lacks (const char *path, const char *text)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_null (memmem (contents, length, text, strlen (text)));
}

/* The server holds no lock of ours, knows no password, and a Ctrl-C does not reach it. */
static void
test_isolation (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *server = acquire (folder);
  g_autofree char *process = g_strdup_printf ("/proc/%d", (int) get_process (folder));
  g_autofree char *environment = g_build_filename (process, "environ", NULL);
  g_autofree char *arguments = g_build_filename (process, "cmdline", NULL);
  g_autofree char *files = g_build_filename (process, "fd", NULL);
  g_autoptr (GDir) directory = g_dir_open (files, 0, NULL);
  const char *name;

  assert_lacks (environment, SECRET);
  assert_lacks (arguments, SECRET);
  g_assert_nonnull (directory);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *link = g_build_filename (files, name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      g_assert_false (target != NULL && g_str_has_suffix (target, ".lock") &&
                      g_str_has_prefix (target, folder));
    }
  g_assert_cmpint (getsid (get_process (folder)), !=, getsid (0));
  hw_private_server_release (server);
}

/* As root, a user without rights has a server too. */
static void
test_ordinary_user (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autofree char *program = g_build_filename (folder, "user", NULL);
  g_autofree char *own = g_build_filename (folder, "own", NULL);
  g_autofree char *command = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  command = g_strdup_printf (
      "sh -c 'chmod 0711 %s && cp \"%s\" %s && mkdir -m 0700 %s && chown nobody %s && "
      "setpriv --reuid=nobody --clear-groups %s --use %s </dev/null'",
      folder, own_path, program, own, own, program, own);
  if (geteuid () != 0)
    {
      g_free (command);
      command = g_strdup_printf ("sh -c '\"%s\" --use %s/own </dev/null'", own_path, folder);
    }
  g_assert_true (g_spawn_command_line_sync (command, &output, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  g_assert_true (g_str_has_prefix (output, "host="));
}

static int
use (const char *folder)
{
  g_autoptr (GError) error = NULL;
  HwPrivateServer *server = hw_private_server_acquire (folder, 0, NULL, &error);
  char rest[64];

  if (server == NULL)
    {
      g_print ("error: %s\n", error->message);
      return 1;
    }
  g_print ("%s\n", hw_private_server_get_conninfo (server));
  while (read (STDIN_FILENO, rest, sizeof rest) > 0)
    ;
  hw_private_server_release (server);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--use"))
    return use (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--use-without-room"))
    {
      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &(struct rlimit){ 10000, 10000 });
      return use (argv[2]);
    }
  own_path = g_file_read_link ("/proc/self/exe", NULL);
  g_setenv ("PGPASSWORD", SECRET, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/private-server/start-and-stop", test_start_and_stop);
  g_test_add_func ("/private-server/threads", test_threads);
  g_test_add_func ("/private-server/processes", test_processes);
  g_test_add_func ("/private-server/killed-user", test_killed_user);
  g_test_add_func ("/private-server/killed-server", test_killed_server);
  g_test_add_func ("/private-server/full-server", test_full_server);
  g_test_add_func ("/private-server/reused-process-id", test_reused_process_id);
  g_test_add_func ("/private-server/half-made-cluster", test_half_made_cluster);
  g_test_add_func ("/private-server/broken-cluster", test_broken_cluster);
  g_test_add_func ("/private-server/reboot", test_reboot);
  g_test_add_func ("/private-server/long-path", test_long_path);
  g_test_add_func ("/private-server/open-folder", test_open_folder);
  g_test_add_func ("/private-server/no-such-version", test_no_such_version);
  g_test_add_func ("/private-server/failure-quotes-log", test_failure_quotes_log);
  g_test_add_func ("/private-server/cancel", test_cancel);
  g_test_add_func ("/private-server/isolation", test_isolation);
  g_test_add_func ("/private-server/ordinary-user", test_ordinary_user);
  return g_test_run ();
}
