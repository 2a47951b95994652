/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-server.c: a real PostgreSQL server for tests, and fresh databases on it. */

#include "hw-test-server.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "hw-private-server.h"

struct _HwTestDatabase
{
  char *name;
  char *conninfo;
};

/* Waits until this program ends, whatever ends it, then stops the server and removes its files. */
static void
start_reaper (const char *folder)
{
  /* The fifth line of postmaster.pid names the folder of the socket. */
  static const char script[] = "cat; find \"$1\" -name postmaster.pid | while read -r pid; do\n"
                               "socket=$(sed -n 5p \"$pid\")\n"
                               "kill -INT \"$(head -n 1 \"$pid\")\"\n"
                               "while [ -e \"$pid\" ]; do sleep 0.05; done\n"
                               "rmdir \"$socket\"; done\n"
                               "rm -rf -- \"$1\"";
  g_autoptr (GError) error = NULL;
  GSubprocess *reaper =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                            G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, "setsid", "sh", "-c", script, "sh", folder, NULL);

  /* Kept: the pipe closes when the kernel closes it. */
  g_assert_no_error (error);
  g_assert_nonnull (reaper);
}

char *
hw_test_server_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("headway-test-XXXXXX", &error);

  g_assert_no_error (error);
  start_reaper (folder);
  return folder;
}

static char *
start_server (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = hw_test_server_folder_new ();
  HwPrivateServer *server = hw_private_server_acquire (folder, 0, NULL, &error);

  g_assert_no_error (error);
  return g_strdup (hw_private_server_get_conninfo (server));
}

static gpointer
find_server (gpointer data)
{
  const char *host = g_getenv ("HW_TEST_PGHOST"), *port = g_getenv ("HW_TEST_PGPORT");
  const char *user = g_getenv ("HW_TEST_PGUSER");

  if (host == NULL)
    return start_server ();
  return g_strdup_printf ("host=%s port=%s user=%s dbname=postgres", host,
                          port != NULL ? port : "5432", user != NULL ? user : "headway");
}

const char *
hw_test_server_get_conninfo (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, find_server, NULL);
}

static HwConnection *
connect_to (const char *conninfo, const char *database)
{
  HwConnectionOptions options = { .conninfo = conninfo, .database = database };
  g_autoptr (GError) error = NULL;
  HwConnection *connection = hw_connection_open (&options, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

HwConnection *
hw_test_connect (const char *conninfo)
{
  return connect_to (conninfo, NULL);
}

HwTestDatabase *
hw_test_database_new (void)
{
  static int counter;
  HwTestDatabase *self = g_new0 (HwTestDatabase, 1);
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());
  g_autofree char *sql = NULL;

  /* The random part keeps apart programs of other process namespaces on the same server. */
  self->name = g_strdup_printf ("hw_test_%d_%d_%08x", (int) getpid (),
                                g_atomic_int_add (&counter, 1), g_random_int ());
  self->conninfo = g_strdup_printf ("%s dbname=%s", hw_test_server_get_conninfo (), self->name);
  /* From PostgreSQL 15 on this must be asked for; the other way takes thrice as long. */
  sql = g_strdup_printf (
      "CREATE DATABASE %s TEMPLATE template0%s", self->name,
      hw_connection_get_server_version (connection) >= 150000 ? " STRATEGY file_copy" : "");
  hw_test_execute (connection, sql);
  return self;
}

void
hw_test_database_free (HwTestDatabase *database)
{
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());
  g_autofree char *sql = g_strdup_printf ("DROP DATABASE %s WITH (FORCE)", database->name);

  hw_test_execute (connection, sql);
  g_free (database->name);
  g_free (database->conninfo);
  g_free (database);
}

const char *
hw_test_database_get_name (HwTestDatabase *database)
{
  return database->name;
}

const char *
hw_test_database_get_conninfo (HwTestDatabase *database)
{
  return database->conninfo;
}

HwConnection *
hw_test_database_connect (HwTestDatabase *database)
{
  return hw_test_connect (database->conninfo);
}

void
hw_test_execute (HwConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hw_connection_execute (connection, sql, NULL, &error);
  g_assert_no_error (error);
}

char *
hw_test_query (HwConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwResult) result = hw_connection_query (connection, NULL, &error, sql, 0);

  g_assert_no_error (error);
  return hw_result_get_n_rows (result) > 0 ? g_strdup (hw_result_get (result, 0, 0)) : NULL;
}
