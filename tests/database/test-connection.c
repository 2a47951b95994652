/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-connection.c: connecting, statements, pipelines, errors, cancelling, deadlines. */

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-private-server.h"
#include "hw-query.h"
#include "hw-test-server.h"

static HwConnection *
connect_to_server (void)
{
  return hw_test_connect (hw_test_server_get_conninfo ());
}

static void
test_values (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwResult) result = hw_connection_query (
      connection, NULL, &error,
      "SELECT $1::text AS \"A\", $2::text, 7, true AS t, ARRAY['a', 'b c', NULL, E'q\"\\\\,}', ''],"
      " '{}'::text[], NULL::text[], '[0:1]={x,y}'::text[]",
      2, "it's", NULL);
  g_auto (GStrv) array = NULL, empty = NULL, null = NULL, bounds = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hw_result_get_n_rows (result), ==, 1);
  g_assert_cmpuint (hw_result_get_n_columns (result), ==, 8);
  g_assert_cmpint (hw_result_find_column (result, "A"), ==, 0);
  g_assert_cmpint (hw_result_find_column (result, "a"), ==, -1);
  g_assert_cmpstr (hw_result_get_column_name (result, 3), ==, "t");
  g_assert_cmpstr (hw_result_get (result, 0, 0), ==, "it's");
  g_assert_null (hw_result_get (result, 0, 1));
  g_assert_cmpint (hw_result_get_int64 (result, 0, 2), ==, 7);
  g_assert_cmpint (hw_result_get_int64 (result, 0, 1), ==, 0);
  g_assert_true (hw_result_get_boolean (result, 0, 3));
  g_assert_false (hw_result_get_boolean (result, 0, 1));
  array = hw_result_dup_array (result, 0, 4);
  empty = hw_result_dup_array (result, 0, 5);
  null = hw_result_dup_array (result, 0, 6);
  bounds = hw_result_dup_array (result, 0, 7);
  g_assert_cmpstrv (array, ((char *[]){ "a", "b c", "", "q\"\\,}", "", NULL }));
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
  g_assert_cmpuint (g_strv_length (null), ==, 0);
  g_assert_cmpstrv (bounds, ((char *[]){ "x", "y", NULL }));
}

static void
test_facts (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autofree char *application = hw_test_query (connection, "SHOW application_name");
  g_autofree char *encoding = hw_test_query (connection, "SHOW client_encoding");
  g_autofree char *pid = hw_test_query (connection, "SELECT pg_backend_pid()");
  g_autofree char *user = hw_test_query (connection, "SELECT session_user");
  g_autofree char *version = hw_test_query (connection, "SHOW server_version_num");

  g_assert_cmpstr (application, ==, "headway");
  g_assert_cmpstr (encoding, ==, "UTF8");
  g_assert_cmpint (hw_connection_get_backend_pid (connection), ==, atoi (pid));
  g_assert_cmpint (hw_connection_get_server_version (connection), ==, atoi (version));
  g_assert_cmpuint (hw_connection_get_server_major (connection), ==, atoi (version) / 10000);
  g_assert_cmpstr (hw_connection_get_user (connection), ==, user);
  g_assert_cmpstr (hw_connection_get_database (connection), ==,
                   hw_test_database_get_name (database));
  g_assert_nonnull (
      strstr (hw_connection_get_label (connection), hw_test_database_get_name (database)));
}

static void
test_execute (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwResult) result = NULL;
  g_autofree char *count = NULL;

  /* Several statements are one transaction, as the server does it. */
  hw_test_execute (connection, "CREATE TABLE a (b int UNIQUE)");
  g_assert_false (hw_connection_execute (
      connection, "INSERT INTO a VALUES (1); SELECT 1/0; INSERT INTO a VALUES (2)", NULL, &error));
  g_assert_true (hw_postgres_error_has_state (error, "22012"));
  count = hw_test_query (connection, "SELECT count(*) FROM a");
  g_assert_cmpstr (count, ==, "0");
  result =
      hw_connection_query (connection, NULL, NULL, "INSERT INTO a SELECT generate_series(1, 5)", 0);
  g_assert_cmpuint (hw_result_get_n_affected (result), ==, 5);
  hw_test_execute (connection, "");
  hw_test_execute (connection, "BEGIN");
  g_assert_true (hw_connection_is_in_transaction (connection));
  hw_test_execute (connection, "COMMIT");
  g_assert_false (hw_connection_is_in_transaction (connection));
}

static void
test_copy (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (GError) error = NULL;

  hw_test_execute (connection, "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 5000)) TO "
                               "STDOUT; CREATE TEMP TABLE t (a int)");
  g_assert_false (hw_connection_execute (connection, "COPY t FROM STDIN", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_SERVER);
  hw_test_execute (connection, "SELECT * FROM t");
}

static void
test_server_error (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  HwConnectionOptions options = { .conninfo = hw_test_database_get_conninfo (database),
                                  .label = "order@local" };
  g_autoptr (HwConnection) connection = hw_connection_open (&options, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const HwPostgresErrorDetails *details;

  hw_test_execute (connection, "CREATE TABLE a (b int UNIQUE); INSERT INTO a VALUES (1)");
  g_assert_null (
      hw_connection_query (connection, NULL, &error, "INSERT INTO a VALUES ($1)", 1, "1"));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_SERVER);
  g_assert_cmpstr (error->message, ==,
                   "order@local: duplicate key value violates unique constraint \"a_b_key\"");
  details = hw_postgres_error_get_details (error);
  g_assert_cmpstr (details->sqlstate, ==, "23505");
  g_assert_cmpstr (details->detail, ==, "Key (b)=(1) already exists.");
  g_assert_cmpstr (details->statement, ==, "INSERT INTO a VALUES ($1)");
  g_assert_true (hw_postgres_error_has_state (error, "23"));
  g_assert_false (hw_postgres_error_has_state (error, "42"));
  g_clear_error (&error);

  g_assert_null (hw_connection_query (connection, NULL, &error, "SELECT 'ä', c FROM a", 0));
  details = hw_postgres_error_get_details (error);
  g_assert_cmpstr (details->sqlstate, ==, "42703");
  g_assert_cmpuint (details->position, ==, 13);
  g_assert_true (hw_connection_is_alive (connection));
}

static void
test_pipeline (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  static const char *const good[] = {
    "BEGIN", "SELECT 1", "SELECT repeat('x', 3000000)", "SELECT 2 WHERE false", "COMMIT", NULL
  };
  static const char *const bad[] = {
    "BEGIN", "SELECT 1", "SELECT wrong", "SELECT 3", "COMMIT", NULL
  };
  static const char *const none[] = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = hw_connection_pipeline (connection, good, NULL, &error);
  g_autoptr (GPtrArray) nothing = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 5);
  g_assert_cmpstr (hw_result_get (results->pdata[1], 0, 0), ==, "1");
  g_assert_cmpuint (strlen (hw_result_get (results->pdata[2], 0, 0)), ==, 3000000);
  g_assert_cmpuint (hw_result_get_n_rows (results->pdata[3]), ==, 0);
  nothing = hw_connection_pipeline (connection, none, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (nothing->len, ==, 0);

  g_assert_null (hw_connection_pipeline (connection, bad, NULL, &error));
  g_assert_true (hw_postgres_error_has_state (error, "42703"));
  g_assert_cmpstr (hw_postgres_error_get_details (error)->statement, ==, "SELECT wrong");
  g_assert_true (hw_connection_is_in_transaction (connection));
  hw_test_execute (connection, "ROLLBACK");
}

/* A query that is sent again is prepared, and is again after what was prepared is gone. */
static void
test_repeated_pipeline (void)
{
  static const char *const queries[] = { "SELECT count(*) FROM pg_prepared_statements", NULL };
  static const char *const bad[] = { "SELECT count(*) FROM pg_prepared_statements",
                                     "SELECT 1 / (SELECT 0)", NULL };
  static const char *const expected[] = { "0", "1", "1", "0", "1" };
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GPtrArray) results = NULL;

      if (i == 3)
        hw_test_execute (connection, "DISCARD ALL");
      results = hw_connection_pipeline (connection, queries, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (results->len, ==, 1);
      g_assert_cmpstr (hw_result_get (results->pdata[0], 0, 0), ==, expected[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_assert_null (hw_connection_pipeline (connection, bad, NULL, &error));
      g_assert_true (hw_postgres_error_has_state (error, "22012"));
      g_clear_error (&error);
    }
}

/* Values as parameters and as literals mean the same; what is sent again is planned once for all.
 */
static void
test_pipeline_values (void)
{
  static const char *const values[] = { "it's $1", NULL, "\\ and \"quotes\"" };
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());
  g_autoptr (HwResult) plans = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GPtrArray) queries =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hw_query_free);
      HwQuery *query = hw_query_new ();
      g_autoptr (GPtrArray) results = NULL;
      g_autoptr (HwResult) again = NULL;
      g_autofree char *text = NULL;

      g_ptr_array_add (queries, query);
      hw_query_add_printf (query, "SELECT '$1', %s::int + ", "1");
      hw_query_add_value (query, "12");
      hw_query_add (query, ", ");
      hw_query_add_value (query, values[i]);
      hw_query_add (query, "::text");
      g_assert_cmpstr (query->sql->str, ==, "SELECT '$1', 1::int + $1, $2::text");
      text = hw_query_dup_text (query);
      results = hw_connection_pipeline_values (connection, queries, NULL, &error);
      g_assert_no_error (error);
      again = hw_connection_query (connection, NULL, &error, text, 0);
      g_assert_no_error (error);
      g_assert_cmpstr (hw_result_get (results->pdata[0], 0, 0), ==, "$1");
      g_assert_cmpstr (hw_result_get (results->pdata[0], 0, 1), ==, "13");
      g_assert_cmpstr (hw_result_get (results->pdata[0], 0, 2), ==, values[i]);
      for (guint column = 0; column < 3; column++)
        g_assert_cmpstr (hw_result_get (again, 0, column), ==,
                         hw_result_get (results->pdata[0], 0, column));
    }
  plans = hw_connection_query (connection, NULL, &error,
                               "SELECT count(*) FROM pg_prepared_statements", 0);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_result_get (plans, 0, 0), ==, "1");
}

/* Much in both directions at once: neither side may wait for the other to read. */
static void
test_large_pipeline (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  g_autofree char *filler = g_strnfill (100000, 'x');
  g_autofree char *query = g_strdup_printf ("SELECT '%s'", filler);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200; i++)
    g_ptr_array_add (queries, query);
  g_ptr_array_add (queries, NULL);
  results = hw_connection_pipeline (connection, (const char *const *) queries->pdata, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 200);
  g_assert_cmpstr (hw_result_get (results->pdata[199], 0, 0), ==, filler);
}

static void
test_notices (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_auto (GStrv) notices = NULL;
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) many = NULL;

  hw_test_execute (connection, "DO $$ BEGIN RAISE WARNING 'one'; RAISE NOTICE 'two'; END $$");
  notices = hw_connection_take_notices (connection);
  none = hw_connection_take_notices (connection);
  g_assert_cmpstrv (notices, ((char *[]){ "WARNING: one", "NOTICE: two", NULL }));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  hw_test_execute (connection, "DO $$ BEGIN FOR i IN 1..1500 LOOP RAISE NOTICE '%', i; END LOOP; "
                               "END $$");
  many = hw_connection_take_notices (connection);
  g_assert_cmpuint (g_strv_length (many), ==, 1000);
  g_assert_cmpstr (many[999], ==, "NOTICE: 1500");
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (200000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  static const char *const queries[] = { "BEGIN", "SELECT pg_sleep(30)", "COMMIT", NULL };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

      if (i == 0)
        g_assert_false (
            hw_connection_execute (connection, "SELECT pg_sleep(30)", cancellable, &error));
      else
        g_assert_null (hw_connection_pipeline (connection, queries, cancellable, &error));
      g_thread_join (thread);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (hw_connection_is_alive (connection));
      g_clear_error (&error);
      /* Nothing is sent once it is cancelled. */
      g_assert_false (hw_connection_execute (connection, "SELECT 1", cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
  hw_test_execute (connection, "ROLLBACK");
}

static void
test_deadline (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (GError) error = NULL;

  hw_connection_set_deadline (connection, 1);
  g_assert_false (hw_connection_execute (connection, "SELECT pg_sleep(30)", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_TIMEOUT);
  g_assert_cmpstr (hw_postgres_error_get_details (error)->statement, ==, "SELECT pg_sleep(30)");
  hw_test_execute (connection, "SELECT 1");
  /* The server's own limit is the server's error. */
  g_clear_error (&error);
  g_assert_false (hw_connection_execute (
      connection, "SET statement_timeout = 50; SELECT pg_sleep(30)", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_SERVER);
}

static void
test_terminated (void)
{
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (HwConnection) idle = connect_to_server ();
  g_autoptr (GError) error = NULL;
  g_autofree char *sql =
      g_strdup_printf ("SELECT pg_terminate_backend(%d)", hw_connection_get_backend_pid (idle));

  g_assert_false (hw_connection_execute (
      connection, "SELECT pg_terminate_backend(pg_backend_pid())", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_LOST);
  g_assert_true (hw_postgres_error_has_state (error, "57P01"));
  g_assert_false (hw_connection_is_alive (connection));
  g_assert_false (hw_connection_is_in_transaction (connection));
  g_clear_error (&error);
  g_assert_false (hw_connection_execute (connection, "SELECT 1", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_LOST);

  /* While nothing was going on. */
  g_clear_pointer (&connection, hw_connection_free);
  connection = connect_to_server ();
  hw_test_execute (connection, sql);
  g_clear_error (&error);
  g_usleep (100000);
  g_assert_false (hw_connection_execute (idle, "SELECT 1", NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_LOST);
}

/* Stops a server process, so that it answers neither the statement nor the cancel request. */
static void
test_hung_in_statement (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPrivateServer) server = hw_private_server_acquire (folder, 0, NULL, &error);
  g_autoptr (HwConnection) connection = hw_test_connect (hw_private_server_get_conninfo (server));
  gint64 start = g_get_monotonic_time ();

  hw_connection_set_deadline (connection, 1);
  g_assert_no_errno (kill (hw_connection_get_backend_pid (connection), SIGSTOP));
  g_assert_false (hw_connection_execute (connection, "SELECT 1", NULL, &error));
  kill (hw_connection_get_backend_pid (connection), SIGCONT);
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_TIMEOUT);
  g_assert_false (hw_connection_is_alive (connection));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 6 * G_TIME_SPAN_SECOND);
}

static GError *
fail_to_connect (const char *conninfo, const char *password)
{
  HwConnectionOptions options = { .conninfo = conninfo, .password = password };
  GError *error = NULL;

  g_assert_null (hw_connection_open (&options, NULL, &error));
  g_assert_nonnull (error);
  return error;
}

static void
assert_connect_error (const char *conninfo, HwPostgresError code, const char *words,
                      const char *hint)
{
  g_autoptr (GError) error = fail_to_connect (conninfo, NULL);

  g_assert_error (error, HW_POSTGRES_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_nonnull (strstr (hw_postgres_error_get_details (error)->hint, hint));
}

static void
test_connect_errors (void)
{
  g_autofree char *no_database =
      g_strdup_printf ("%s dbname=nowhere", hw_test_server_get_conninfo ());
  g_autofree char *no_user = g_strdup_printf ("%s user=nobody", hw_test_server_get_conninfo ());
  g_autoptr (GError) error = fail_to_connect (no_database, NULL);

  g_assert_true (hw_postgres_error_has_state (error, "3D000"));
  assert_connect_error (no_database, HW_POSTGRES_ERROR_CONNECT,
                        "FATAL: database \"nowhere\" does not exist", "create the database");
  assert_connect_error (no_user, HW_POSTGRES_ERROR_CONNECT, "role \"nobody\" does not exist",
                        "pg_hba.conf");
  assert_connect_error ("host=/nowhere", HW_POSTGRES_ERROR_CONNECT, "No such file", "folder");
  assert_connect_error ("host=127.0.0.1 port=1", HW_POSTGRES_ERROR_CONNECT, "Connection refused",
                        "port");
  assert_connect_error ("host=nowhere.invalid", HW_POSTGRES_ERROR_CONNECT, "nowhere.invalid",
                        "host name");
  assert_connect_error ("service=nosvc", HW_POSTGRES_ERROR_CONNECT, "nosvc", "PGSERVICEFILE");
  assert_connect_error ("sslmode=foo", HW_POSTGRES_ERROR_CONNECT, "foo", "verify-full");
  assert_connect_error ("target_session_attrs=foo", HW_POSTGRES_ERROR_CONNECT, "foo",
                        "prefer-standby");
}

/* Servers that answer and are not what is asked for. */
static void
test_kinds_of_servers (void)
{
  g_autofree char *standby =
      g_strdup_printf ("%s target_session_attrs=standby", hw_test_server_get_conninfo ());
  g_autofree char *writable = g_strdup_printf (
      "%s target_session_attrs=read-write options=-cdefault_transaction_read_only=on",
      hw_test_server_get_conninfo ());
  g_autofree char *limited = NULL;
  g_autoptr (HwConnection) connection = connect_to_server ();
  g_autoptr (HwConnection) first = NULL;
  g_autofree char *role = g_strdup_printf ("limited_%d", (int) getpid ());
  g_autofree char *create = g_strdup_printf ("CREATE ROLE %s LOGIN CONNECTION LIMIT 1", role);
  g_autofree char *drop = g_strdup_printf ("DROP ROLE %s", role);

  assert_connect_error (standby, HW_POSTGRES_ERROR_CONNECT, "hot standby", "target_session_attrs");
  assert_connect_error (writable, HW_POSTGRES_ERROR_CONNECT, "read-only", "target_session_attrs");
  hw_test_execute (connection, create);
  limited = g_strdup_printf ("%s user=%s", hw_test_server_get_conninfo (), role);
  first = hw_test_connect (limited);
  assert_connect_error (limited, HW_POSTGRES_ERROR_CONNECT, "too many connections",
                        "CONNECTION LIMIT");
  g_clear_pointer (&first, hw_connection_free);
  hw_test_execute (connection, drop);
}

/* What the server refuses for a reason of its own comes with what to do about it. */
static void
test_hints (void)
{
  static const char *const cases[][3] = {
    { "SET default_transaction_read_only = on", "CREATE TABLE t ()", "standby" },
    { "SET statement_timeout = 50", "SELECT pg_sleep(10)", "StatementTimeout=" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwConnection) connection = connect_to_server ();
      g_autoptr (GError) error = NULL;

      hw_test_execute (connection, cases[i][0]);
      g_assert_false (hw_connection_execute (connection, cases[i][1], NULL, &error));
      g_assert_nonnull (strstr (hw_postgres_error_get_hint (error), cases[i][2]));
    }
}

/* A host that takes the connection and never says a word. */
static void
test_hung_in_connecting (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_autofree char *conninfo = g_strdup_printf ("host=%s connect_timeout=1", folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  HwConnectionOptions options = { .conninfo = conninfo, .connect_timeout = 60, .label = "a@b" };
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_snprintf (address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.5432", folder);
  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (listener, 5));
  assert_connect_error (conninfo, HW_POSTGRES_ERROR_TIMEOUT, "no answer within 1 s", "network");
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (hw_connection_open (&options, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close (listener);
}

/* The first host takes the connection and never says a word: the second has all the time, too. */
static void
test_silent_host (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_auto (GStrv) words = g_strsplit (hw_test_server_get_conninfo (), " ", -1);
  static const char *const before[] = { "", "/nowhere,", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "port="))
      g_snprintf (address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.%s", folder,
                  words[i] + strlen ("port="));
  g_assert_no_errno (bind (listener, (struct sockaddr *) &address, sizeof address));
  g_assert_no_errno (listen (listener, 5));
  for (guint b = 0; before[b] != NULL; b++)
    {
      g_autoptr (GString) several = g_string_new ("connect_timeout=1");
      g_autoptr (HwConnection) connection = NULL;

      for (guint i = 0; words[i] != NULL; i++)
        if (g_str_has_prefix (words[i], "host="))
          g_string_append_printf (several, " host=%s%s,%s", before[b], folder,
                                  words[i] + strlen ("host="));
        else
          g_string_append_printf (several, " %s", words[i]);
      connection = hw_test_connect (several->str);
      hw_test_execute (connection, "SELECT 1");
    }
  close (listener);
}

static void
test_second_host (void)
{
  g_auto (GStrv) words = g_strsplit (hw_test_server_get_conninfo (), " ", -1);
  g_autoptr (GString) several = g_string_new (NULL);
  g_autoptr (HwConnection) connection = NULL;

  for (char **word = words; *word != NULL; word++)
    {
      if (g_str_has_prefix (*word, "host="))
        g_string_append_printf (several, "host=/nowhere,%s ", *word + strlen ("host="));
      else
        g_string_append_printf (several, "%s ", *word);
    }
  connection = hw_test_connect (several->str);
  hw_test_execute (connection, "SELECT 1");
}

#define SECRET "correct-horse-4711"

static void
assert_no_secret (const GError *error)
{
  const HwPostgresErrorDetails *details = hw_postgres_error_get_details (error);

  g_assert_null (strstr (error->message, "4711"));
  if (details == NULL)
    return;
  g_assert_true (details->hint == NULL || strstr (details->hint, "4711") == NULL);
  g_assert_true (details->detail == NULL || strstr (details->detail, "4711") == NULL);
  g_assert_true (details->context == NULL || strstr (details->context, "4711") == NULL);
}

static void
test_password_in_conninfo (void)
{
  static const char *const conninfos[] = {
    "host=/nowhere password=" SECRET,
    "host=/nowhere password = '" SECRET "'",
    "postgresql://joe:" SECRET "@localhost/db",
    "postgresql://joe@localhost/db?password=" SECRET,
    "postgresql://joe:a%zz" SECRET "@localhost/db",
    "host=/nowhere password=correct horse-4711",
    "host=/nowhere passwort=" SECRET " 4711",
    "host=/nowhere sslpassword=" SECRET,
  };

  for (guint i = 0; i < G_N_ELEMENTS (conninfos); i++)
    {
      g_autoptr (GError) error = fail_to_connect (conninfos[i], NULL);

      g_assert_error (error, HW_ERROR, HW_ERROR_USAGE);
      g_assert_nonnull (hw_error_get_hint (error));
      assert_no_secret (error);
    }
}

static void
test_passwords (void)
{
  g_autofree char *folder = hw_test_server_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPrivateServer) server = hw_private_server_acquire (folder, 0, NULL, &error);
  g_autofree char *conninfo = NULL;
  g_autoptr (HwConnection) connection = NULL;
  HwConnectionOptions options = { .label = "order@production", .password = SECRET };
  g_autofree char *file = NULL;

  g_assert_no_error (error);
  connection = hw_test_connect (hw_private_server_get_conninfo (server));
  hw_test_execute (connection, "CREATE ROLE joe LOGIN PASSWORD '" SECRET "'");
  file = g_strdup_printf ("%s/%u/data/pg_hba.conf", folder, hw_private_server_get_major (server));
  g_assert_true (g_file_set_contents (
      file, "local all headway trust\nlocal all joe scram-sha-256\n", -1, NULL));
  hw_test_execute (connection, "SELECT pg_reload_conf()");
  conninfo = g_strdup_printf ("%s user=joe", hw_private_server_get_conninfo (server));
  options.conninfo = conninfo;
  g_clear_pointer (&connection, hw_connection_free);
  g_usleep (300000);

  connection = hw_connection_open (&options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_connection_get_user (connection), ==, "joe");
  g_assert_false (hw_connection_execute (connection, "SELECT wrong", NULL, &error));
  assert_no_secret (error);
  g_clear_error (&error);

  options.password = SECRET "x";
  g_assert_null (hw_connection_open (&options, NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG);
  g_assert_true (hw_postgres_error_has_state (error, "28P01"));
  assert_no_secret (error);
  g_clear_error (&error);

  options.password = NULL;
  g_assert_null (hw_connection_open (&options, NULL, &error));
  g_assert_error (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING);
  g_assert_nonnull (strstr (error->message, "joe"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("PGPASSWORD");
  g_setenv ("PGPASSFILE", "/nowhere", TRUE);
  g_test_add_func ("/connection/values", test_values);
  g_test_add_func ("/connection/facts", test_facts);
  g_test_add_func ("/connection/execute", test_execute);
  g_test_add_func ("/connection/copy", test_copy);
  g_test_add_func ("/connection/server-error", test_server_error);
  g_test_add_func ("/connection/pipeline", test_pipeline);
  g_test_add_func ("/connection/repeated-pipeline", test_repeated_pipeline);
  g_test_add_func ("/connection/pipeline-values", test_pipeline_values);
  g_test_add_func ("/connection/large-pipeline", test_large_pipeline);
  g_test_add_func ("/connection/notices", test_notices);
  g_test_add_func ("/connection/cancel", test_cancel);
  g_test_add_func ("/connection/deadline", test_deadline);
  g_test_add_func ("/connection/terminated", test_terminated);
  g_test_add_func ("/connection/hung-in-statement", test_hung_in_statement);
  g_test_add_func ("/connection/connect-errors", test_connect_errors);
  g_test_add_func ("/connection/hung-in-connecting", test_hung_in_connecting);
  g_test_add_func ("/connection/hints", test_hints);
  g_test_add_func ("/connection/kinds-of-servers", test_kinds_of_servers);
  g_test_add_func ("/connection/second-host", test_second_host);
  g_test_add_func ("/connection/silent-host", test_silent_host);
  g_test_add_func ("/connection/password-in-conninfo", test_password_in_conninfo);
  g_test_add_func ("/connection/passwords", test_passwords);
  return g_test_run ();
}
