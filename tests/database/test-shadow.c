/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-shadow.c: expected schemas by replay: right, kept, and never wrong after a change.
 *
 * Called with --replay FOLDER it replays the project there, to be killed in the middle. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "hw-catalog.h"
#include "hw-private-server.h"
#include "hw-test-project.h"
#include "hw-test-server.h"

static char *own_path;

/* The digest of what @sql makes in an empty database. */
static char *
dup_digest_of (const char *sql)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) schema = NULL;

  hw_test_execute (connection, sql);
  schema = hw_catalog_read (connection, "alembic_version", NULL, &error);
  g_assert_no_error (error);
  return g_strdup (hw_schema_get_digest (schema));
}

static void
assert_is (HwSchema *schema, const char *sql)
{
  g_autofree char *digest = dup_digest_of (sql);

  g_assert_cmpstr (hw_schema_get_digest (schema), ==, digest);
}

/* The names of scratch databases on the private server. */
static char *
dup_scratch_databases (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "headway", "server", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwPrivateServer) server = hw_private_server_acquire (folder, 0, NULL, &error);
  g_autoptr (HwConnection) connection = NULL;

  g_assert_no_error (error);
  connection = hw_test_connect (hw_private_server_get_conninfo (server));
  return hw_test_query (connection,
                        "SELECT coalesce(string_agg(datname, ' '), '') FROM pg_database "
                        "WHERE datname LIKE 'headway%'");
}

static void
test_sql (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (FALSE);
  g_autoptr (HwSchema) base = NULL;
  g_autoptr (HwSchema) first = NULL;
  g_autoptr (HwSchema) last = NULL;
  g_autoptr (HwRecording) recording = NULL;
  g_autofree char *left = NULL;

  hw_test_project_empty_cache ();
  hw_test_project_write (project, "migrations/001_a.up.sql",
                         "BEGIN; CREATE TABLE a (id int PRIMARY KEY); INSERT INTO nowhere VALUES "
                         "(1); GRANT SELECT ON a TO shop_reader; COMMIT;");
  hw_test_project_write (project, "migrations/001_a.down.sql", "DROP TABLE a");
  hw_test_project_write (project, "migrations/002_b.up.sql",
                         "CREATE INDEX CONCURRENTLY i ON a (id); ALTER TABLE a ADD b text;");
  hw_test_project_open (project, TRUE);
  base = hw_test_project_expect (project, "");
  g_assert_true (hw_schema_is_empty (base));
  first = hw_test_project_expect (project, "1");
  last = hw_test_project_expect (project, "2");
  g_assert_true (hw_test_schema_has (first, "table", "a"));
  g_assert_false (hw_test_schema_has (first, "column", "b"));
  g_assert_true (hw_test_schema_has (last, "column", "b"));
  g_assert_true (hw_test_schema_has (last, "index", "i"));
  recording = hw_test_project_record (project, "2", NULL);
  g_assert_cmpuint (recording->up.statements->len, ==, 2);
  g_assert_false (((HwRecordedStatement *) recording->up.statements->pdata[0])->in_transaction);
  g_assert_false (recording->down.exists);
  left = dup_scratch_databases ();
  g_assert_cmpstr (left, ==, "");
}

static void
add_orders (HwTestProject *project)
{
  hw_test_project_revise (project, "r1", "",
                          "op.create_table('orders', sa.Column('id', sa.Integer, "
                          "primary_key=True), sa.Column('note', sa.Text))",
                          "op.drop_table('orders')");
  hw_test_project_revise (project, "r2", "r1",
                          "rows = op.get_bind().execute(sa.text('SELECT id FROM orders'))\n"
                          "rows.fetchall()\nop.execute('ALTER TABLE orders ADD total numeric')",
                          "raise NotImplementedError('no way back')");
  hw_test_project_revise (project, "r3", "r2",
                          "with op.get_context().autocommit_block():\n"
                          "    op.create_index('i', 'orders', ['total'], "
                          "postgresql_concurrently=True)",
                          NULL);
}

#define ORDERS                                                                                     \
  "CREATE TABLE orders (id serial PRIMARY KEY, note text); ALTER TABLE orders ADD total numeric; "

static void
test_alembic (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) head = NULL;
  g_autoptr (HwSchema) middle = NULL;
  g_autoptr (HwRecording) second = NULL;
  g_autoptr (HwRecording) third = NULL;
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (HwReplayAccount) account = NULL;
  g_autofree char *text = NULL;

  hw_test_project_empty_cache ();
  add_orders (project);
  hw_test_project_open (project, TRUE);
  head = hw_test_project_expect (project, "r3");
  assert_is (head, ORDERS "CREATE INDEX i ON orders (total)");
  middle = hw_test_project_expect (project, "r2");
  assert_is (middle, ORDERS);
  second = hw_test_project_record (project, "r2", NULL);
  g_assert_true (second->up.reads_data);
  g_assert_false (second->down.exists);
  g_assert_nonnull (strstr (second->down.problem, "no way back"));
  third = hw_test_project_record (project, "r3", NULL);
  g_assert_false (third->up.reads_data);
  g_assert_false (((HwRecordedStatement *) third->up.statements->pdata[0])->in_transaction);
  states = hw_shadow_get_known_states (project->shadow, project->service, project->major, NULL,
                                       NULL, NULL, NULL);
  g_assert_cmpuint (states->len, ==, 4);
  account = hw_shadow_get_account (project->shadow, project->service, project->major, NULL, NULL,
                                   NULL, NULL);
  text = hw_replay_account_to_text (account);
  g_assert_true (g_str_has_prefix (text, "3 of 3 revisions replayed"));
  g_assert_nonnull (strstr (text, "r2"));
}

/* A warm cache needs no server, no Python and no trust. */
static void
test_warm (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) cold = NULL;
  g_autoptr (HwSchema) warm = NULL;
  g_autoptr (HwRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  add_orders (project);
  hw_test_project_open (project, TRUE);
  cold = hw_test_project_expect (project, "r3");
  g_free (project->service_text);
  project->service_text = g_strdup ("Python=/nowhere/python");
  hw_test_project_open (project, FALSE);
  warm = hw_test_project_expect (project, "r3");
  g_assert_cmpstr (hw_schema_get_digest (warm), ==, hw_schema_get_digest (cold));
  recording = hw_test_project_record (project, "r1", &error);
  g_assert_no_error (error);
  g_clear_pointer (&recording, hw_recording_unref);
  hw_test_project_empty_cache ();
  hw_test_project_open (project, FALSE);
  g_assert_null (hw_test_project_get (project, "r3", &error));
  hw_test_assert_error (error, HW_ERROR_UNTRUSTED, "", NULL);
  g_clear_error (&error);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r3", &error));
  hw_test_assert_error (error, HW_ERROR_PYTHON, "/nowhere/python", "Python=");
}

/* Whatever it depends on changes, the answer does; and changes back. */
static void
test_changes (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  static const char revision[] = "from app.names import TABLE\nimport pathlib\n"
                                 "op.execute('CREATE TABLE %s (%s)' % (TABLE, "
                                 "pathlib.Path('columns.txt').read_text()))";
  static const struct
  {
    const char *name, *text, *table, *column;
  } changes[] = {
    { "app/names.py", "TABLE = 'one'\n", "one", "x" },
    { "app/names.py", "TABLE = 'two'\n", "two", "x" },
    { "columns.txt", "y int", "two", "y" },
    { "app/names.py", "TABLE = 'one'\n", "one", "y" },
    { "columns.txt", "x int", "one", "x" },
  };

  hw_test_project_write (project, "app/__init__.py", "");
  hw_test_project_write (project, "columns.txt", "x int");
  hw_test_project_write (project, "app/names.py", "TABLE = 'one'\n");
  hw_test_project_revise (project, "r1", "", "pass", NULL);
  hw_test_project_revise (project, "r2", "r1", revision, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (HwSchema) schema = NULL;

      hw_test_project_write (project, changes[i].name, changes[i].text);
      hw_test_project_open (project, TRUE);
      schema = hw_test_project_expect (project, "r2");
      g_assert_true (hw_test_schema_has (schema, "table", changes[i].table));
      g_assert_true (hw_test_schema_has (schema, "column", changes[i].column));
    }
  hw_test_project_revise (project, "r1", "", "op.execute('CREATE TABLE more ()')", NULL);
  hw_test_project_open (project, TRUE);
  {
    g_autoptr (HwSchema) schema = hw_test_project_expect (project, "r2");

    g_assert_true (hw_test_schema_has (schema, "table", "more"));
  }
}

/* A revision that is new goes on from what is known, and Python runs nothing twice. */
static void
test_one_more_revision (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) before = NULL;
  g_autoptr (HwSchema) after = NULL;
  g_autofree char *mark = g_build_filename (project->folder, "runs.log", NULL);
  g_autofree char *runs = NULL;

  hw_test_project_revise (
      project, "r1", "", "open('runs.log', 'a').write('1')\nop.execute('CREATE TABLE a ()')", NULL);
  hw_test_project_open (project, TRUE);
  before = hw_test_project_expect (project, "r1");
  hw_test_project_revise (project, "r2", "r1",
                          "open('runs.log', 'a').write('2')\nop.execute('CREATE TABLE b ()')",
                          NULL);
  hw_test_project_open (project, TRUE);
  after = hw_test_project_expect (project, "r2");
  g_assert_true (hw_test_schema_has (after, "table", "a"));
  g_assert_true (hw_test_schema_has (after, "table", "b"));
  g_assert_true (g_file_get_contents (mark, &runs, NULL, NULL));
  g_assert_cmpstr (runs, ==, "12");
}

/* What was known before, and not imported again, counts as well. */
static void
test_files_of_known_revisions (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  static const char *const names[] = { "one", "two" };
  static const char first[] = "from names import TABLE\nop.execute('CREATE TABLE %s ()' % TABLE)";

  hw_test_project_revise (project, "r1", "", first, NULL);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *text = g_strdup_printf ("TABLE = '%s'\n", names[i / 2]);
      g_autofree char *last = g_strdup_printf ("op.execute('CREATE TABLE last%u ()')", i / 3);
      g_autoptr (HwSchema) schema = NULL;

      /* First r2 is new to what is known of r1; then it stays, and what r1 imports changes. */
      hw_test_project_write (project, "names.py", text);
      if (i > 0)
        hw_test_project_revise (project, "r2", "r1", last, NULL);
      hw_test_project_open (project, TRUE);
      schema = hw_test_project_expect (project, i > 0 ? "r2" : "r1");
      g_assert_true (hw_test_schema_has (schema, "table", names[i / 2]));
      g_assert_false (hw_test_schema_has (schema, "table", names[1 - i / 2]));
    }
}

static void
test_branches (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  static const char *const ids[] = { "b", "c", "d" };
  static const struct
  {
    const char *version, *has, *lacks;
  } cases[] = { { "b", "b", "c" }, { "c", "c", "b" }, { "b,c", "b", "d" }, { "d", "d", "x" } };

  hw_test_project_revise (project, "a", "", "op.execute('CREATE TABLE a ()')", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *up = g_strdup_printf ("op.execute('CREATE TABLE %s ()')", ids[i]);

      hw_test_project_revise (project, ids[i], i == 2 ? "b,c" : "a", up, NULL);
    }
  hw_test_project_open (project, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (HwSchema) schema = hw_test_project_expect (project, cases[i].version);

      g_assert_true (hw_test_schema_has (schema, "table", "a"));
      g_assert_true (hw_test_schema_has (schema, "table", cases[i].has));
      g_assert_false (hw_test_schema_has (schema, "table", cases[i].lacks));
    }
}

static void
test_failures (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) first = NULL;
  g_autoptr (HwReplayAccount) account = NULL;

  hw_test_project_revise (project, "r1", "", "op.execute('CREATE TABLE a ()')", NULL);
  hw_test_project_revise (project, "r2", "r1", "import no_such_app\nno_such_app.make(op)", NULL);
  hw_test_project_revise (project, "r3", "r2", "pass", NULL);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r3", &error));
  hw_test_assert_error (error, HW_ERROR_NEEDS_ENVIRONMENT, "no_such_app", "Python=");
  g_clear_error (&error);
  /* What comes before it is known all the same. */
  first = hw_test_project_expect (project, "r1");
  account = hw_shadow_get_account (project->shadow, project->service, project->major, NULL, NULL,
                                   NULL, NULL);
  g_assert_cmpuint (account->n_replayed, ==, 1);
  g_assert_cmpuint (account->n_revisions, ==, 3);
  g_assert_cmpuint (account->errors->len, ==, 1);

  hw_test_project_revise (project, "r2", "r1", "op.execute('CREATE TABEL b ()')", NULL);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r2", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "CREATE TABEL b", "snapshot");
  g_clear_error (&error);
  hw_test_project_revise (project, "r2", "r1", "import time\nraise ValueError('not now')", NULL);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r2", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "not now", NULL);
  g_clear_error (&error);
  hw_test_project_revise (project, "r2", "r1", "import os\nos._exit(9)", NULL);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r2", &error));
  hw_test_assert_error (error, HW_ERROR_PYTHON, "r2", NULL);
}

static void
test_trace (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  static const char *const version[] = { "r1", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schemas = NULL;

  hw_test_project_revise (project, "r1", "", "op.execute('CREATE TABLE t (a int)')", NULL);
  hw_test_project_revise (project, "r2", "r1",
                          "op.execute('ALTER TABLE t ADD b int')\n"
                          "op.execute('ALTER TABLE t ADD c int')\n"
                          "op.execute('ALTER TABLE t DROP a')",
                          NULL);
  hw_test_project_open (project, TRUE);
  schemas = hw_shadow_trace_revision (project->shadow, project->service, version, "r2",
                                      project->major, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schemas->len, ==, 4);
  g_assert_false (hw_test_schema_has (schemas->pdata[0], "column", "b"));
  g_assert_true (hw_test_schema_has (schemas->pdata[1], "column", "b"));
  g_assert_false (hw_test_schema_has (schemas->pdata[1], "column", "c"));
  g_assert_true (hw_test_schema_has (schemas->pdata[2], "column", "a"));
  g_assert_false (hw_test_schema_has (schemas->pdata[3], "column", "a"));
}

/* The disk refuses: everything works, and it is said once. */
static void
test_no_disk (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "headway", "schemas", NULL);
  g_autofree char *aside = g_strconcat (folder, ".aside", NULL);
  g_autoptr (HwSchema) first = NULL;
  g_autoptr (HwSchema) again = NULL;
  g_auto (GStrv) notices = NULL;
  g_auto (GStrv) later = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_rename (folder, aside), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  add_orders (project);
  hw_test_project_open (project, TRUE);
  first = hw_test_project_expect (project, "r2");
  again = hw_test_project_expect (project, "r3");
  g_assert_true (hw_test_schema_has (again, "index", "i"));
  notices = hw_shadow_take_notices (project->shadow);
  g_assert_cmpuint (g_strv_length (notices), ==, 1);
  later = hw_shadow_take_notices (project->shadow);
  g_assert_cmpuint (g_strv_length (later), ==, 0);
  g_assert_cmpint (g_unlink (folder), ==, 0);
  g_assert_cmpint (g_rename (aside, folder), ==, 0);
}

static void
test_damaged_cache (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "headway", "schemas", NULL);
  g_autoptr (GDir) directory = NULL;
  g_autoptr (HwSchema) good = NULL;
  g_autoptr (HwSchema) again = NULL;
  const char *name;
  guint n = 0;

  hw_test_project_empty_cache ();
  add_orders (project);
  hw_test_project_open (project, TRUE);
  good = hw_test_project_expect (project, "r3");
  directory = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      if (n % 2 == 0)
        length /= 2;
      else
        text[length / 2] ^= 0x55;
      g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
      n++;
    }
  g_assert_cmpuint (n, ==, 4);
  hw_test_project_open (project, TRUE);
  again = hw_test_project_expect (project, "r3");
  g_assert_cmpstr (hw_schema_get_digest (again), ==, hw_schema_get_digest (good));
}

static void
replay_in_child (const char *folder)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) schema = NULL;

  g_free (project->folder);
  project->folder = g_strdup (folder);
  hw_test_project_open (project, TRUE);
  schema = hw_test_project_expect (project, "r40");
}

static guint
count_cached (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "headway", "schemas", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static void
test_killed (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) schema = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GString) all = g_string_new (NULL);

  hw_test_project_empty_cache ();
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%02u", i);
      g_autofree char *down = i == 1 ? g_strdup ("") : g_strdup_printf ("r%02u", i - 1);
      g_autofree char *up = g_strdup_printf ("op.execute('CREATE TABLE t%u (a int)')", i);

      hw_test_project_revise (project, id, down, up, NULL);
      g_string_append_printf (all, "CREATE TABLE t%u (a int);", i);
    }
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, own_path, "--replay",
                            project->folder, NULL);
  g_assert_no_error (error);
  while (count_cached () < 7)
    g_usleep (2000);
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  g_assert_cmpuint (count_cached (), <, 41);
  hw_test_project_open (project, TRUE);
  schema = hw_test_project_expect (project, "r40");
  assert_is (schema, all->str);
  hw_test_project_open (project, TRUE);
  /* Dropped at the latest by the second start: the killed one's server process ends on its own. */
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (HwSchema) more = NULL;

      hw_test_project_empty_cache ();
      hw_test_project_open (project, TRUE);
      more = hw_test_project_expect (project, "");
      g_free (left);
      hw_test_project_open (project, TRUE);
      left = dup_scratch_databases ();
      if (left[0] == '\0')
        break;
    }
  g_assert_cmpstr (left, ==, "");
}

static void
test_cancelled (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) schema = NULL;
  static const char *const version[] = { "r1", NULL };

  hw_test_project_revise (project, "r1", "", "op.execute('SELECT 1')", NULL);
  hw_test_project_open (project, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_null (hw_shadow_get_expected (project->shadow, project->service, version, project->major,
                                         NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Being stopped is no failure to remember. */
  g_clear_error (&error);
  schema = hw_test_project_expect (project, "r1");
}

int
main (int argc, char **argv)
{
  own_path = argv[0];
  hw_test_project_prepare (&argc, &argv);
  if (argc == 3 && g_str_equal (argv[1], "--replay"))
    {
      replay_in_child (argv[2]);
      return 0;
    }
  g_test_add_func ("/shadow/sql", test_sql);
  g_test_add_func ("/shadow/alembic", test_alembic);
  g_test_add_func ("/shadow/warm", test_warm);
  g_test_add_func ("/shadow/changes", test_changes);
  g_test_add_func ("/shadow/one-more-revision", test_one_more_revision);
  g_test_add_func ("/shadow/files-of-known-revisions", test_files_of_known_revisions);
  g_test_add_func ("/shadow/branches", test_branches);
  g_test_add_func ("/shadow/failures", test_failures);
  g_test_add_func ("/shadow/trace", test_trace);
  g_test_add_func ("/shadow/no-disk", test_no_disk);
  g_test_add_func ("/shadow/damaged-cache", test_damaged_cache);
  g_test_add_func ("/shadow/killed", test_killed);
  g_test_add_func ("/shadow/cancelled", test_cancelled);
  return g_test_run ();
}
