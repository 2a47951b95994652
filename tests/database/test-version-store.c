/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-version-store.c: version tables read and written as their tools do. */

#include <glib/gstdio.h>

#include "hw-error.h"
#include "hw-test-server.h"
#include "hw-version-store.h"

typedef struct
{
  char *folder;
  char *file;
  HwHistory *history;
  HwTestDatabase *database;
  HwConnection *connection;
} Fixture;

/* What a test runs on. */
typedef struct
{
  const char *file; /* its name decides the format */
  const char *text;
  const char *version_table;
} Kind;

static const Kind alembic = { "1.py", "revision = 'a'\ndown_revision = None\n",
                              "My schema.Alembic's version" };
static const Kind alembic_plain = { "1.py", "revision = 'a'\ndown_revision = None\n", NULL };
static const Kind sql = { "1_a.sql", "", NULL };
static const Kind golang_migrate = { "1_a.up.sql", "", NULL };

static const char *const base[] = { NULL };
static const char *const at_a[] = { "a", NULL };
static const char *const at_1[] = { "1", NULL };
static const char *const at_2[] = { "2", NULL };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Kind *kind = data;
  HwHistoryOptions options = { .version_table = kind->version_table };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("headway-version-XXXXXX", NULL);
  fixture->file = g_build_filename (fixture->folder, kind->file, NULL);
  g_assert_true (g_file_set_contents (fixture->file, kind->text, -1, NULL));
  options.path = fixture->folder;
  fixture->history = hw_history_load (&options, NULL, &error);
  g_assert_no_error (error);
  fixture->database = hw_test_database_new ();
  fixture->connection = hw_test_database_connect (fixture->database);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hw_connection_free (fixture->connection);
  hw_test_database_free (fixture->database);
  hw_history_unref (fixture->history);
  g_remove (fixture->file);
  g_rmdir (fixture->folder);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static void
assert_version (Fixture *fixture, gboolean exists, const char *rows, gboolean dirty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwVersion) version =
      hw_version_read (fixture->connection, fixture->history, NULL, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = g_strjoinv (" ", version->rows);
  g_assert_cmpint (version->table_exists, ==, exists);
  g_assert_cmpstr (joined, ==, rows);
  g_assert_cmpint (version->dirty, ==, dirty);
}

/* Inside the open transaction. */
static gboolean
write_version (Fixture *fixture, const char *const *from, const char *const *to, GError **error)
{
  g_autoptr (HwVersion) version =
      hw_version_read (fixture->connection, fixture->history, NULL, error);
  g_autoptr (GPtrArray) queries =
      hw_version_make_queries (fixture->history, !version->table_exists, from, to);
  g_autoptr (GPtrArray) results =
      hw_connection_pipeline_values (fixture->connection, queries, NULL, error);

  return results != NULL && hw_version_check_moves (fixture->connection, queries, results, error);
}

static void
move (Fixture *fixture, const char *const *from, const char *const *to)
{
  g_autoptr (GError) error = NULL;

  hw_test_execute (fixture->connection, "BEGIN");
  write_version (fixture, from, to, &error);
  g_assert_no_error (error);
  hw_test_execute (fixture->connection, "COMMIT");
}

static void
test_alembic (Fixture *fixture, gconstpointer data)
{
  static const char *const several[] = { "b", "c", "it's", NULL };
  static const char *const others[] = { "d", NULL };
  g_autofree char *key = NULL;

  /* No schema, no table: base, inside a transaction too, which goes on. */
  assert_version (fixture, FALSE, "", FALSE);
  hw_test_execute (fixture->connection, "BEGIN");
  assert_version (fixture, FALSE, "", FALSE);
  hw_test_execute (fixture->connection, "CREATE SCHEMA \"My schema\"");
  assert_version (fixture, FALSE, "", FALSE);
  hw_test_execute (fixture->connection, "COMMIT");

  move (fixture, base, at_a);
  assert_version (fixture, TRUE, "a", FALSE);
  move (fixture, at_a, several);
  assert_version (fixture, TRUE, "b c it's", FALSE);
  move (fixture, several, others);
  assert_version (fixture, TRUE, "d", FALSE);
  move (fixture, others, base);
  assert_version (fixture, TRUE, "", FALSE);
  move (fixture, base, at_a);
  key = hw_test_query (fixture->connection,
                       "SELECT conname || ' ' || pg_get_constraintdef (oid) FROM pg_constraint "
                       "WHERE conrelid = '\"My schema\".\"Alembic''s version\"'::regclass "
                       "AND contype = 'p'");
  g_assert_cmpstr (key, ==, "Alembic's version_pkc PRIMARY KEY (version_num)");
}

static void
test_somebody_else (Fixture *fixture, gconstpointer data)
{
  static const char *const at_b[] = { "b", NULL };
  g_autoptr (GError) error = NULL;

  move (fixture, base, at_a);
  hw_test_execute (fixture->connection, "UPDATE alembic_version SET version_num = 'x'");
  hw_test_execute (fixture->connection, "BEGIN");
  g_assert_false (write_version (fixture, at_a, at_b, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  g_assert_nonnull (g_strstr_len (error->message, -1, "touched 0"));
  hw_test_execute (fixture->connection, "ROLLBACK");
  assert_version (fixture, TRUE, "x", FALSE);
}

static void
test_no_rights (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *role =
      g_strdup_printf ("version_%s", hw_test_database_get_name (fixture->database));
  g_autofree char *create = g_strdup_printf ("CREATE ROLE \"%s\"", role);
  g_autofree char *set = g_strdup_printf ("SET ROLE \"%s\"", role);
  g_autofree char *drop = g_strdup_printf ("RESET ROLE; DROP ROLE \"%s\"", role);

  move (fixture, base, at_a);
  hw_test_execute (fixture->connection, create);
  hw_test_execute (fixture->connection, set);
  g_assert_null (hw_version_read (fixture->connection, fixture->history, NULL, &error));
  g_assert_true (hw_postgres_error_has_state (error, "42501"));
  hw_test_execute (fixture->connection, drop);
}

static void
test_sql (Fixture *fixture, gconstpointer data)
{
  assert_version (fixture, FALSE, "", FALSE);
  move (fixture, base, at_1);
  assert_version (fixture, TRUE, "1", FALSE);
  move (fixture, at_1, at_2);
  assert_version (fixture, TRUE, "2", FALSE);
  move (fixture, at_2, base);
  assert_version (fixture, TRUE, "", FALSE);
}

static void
test_golang_migrate (Fixture *fixture, gconstpointer data)
{
  move (fixture, base, at_1);
  assert_version (fixture, TRUE, "1", FALSE);
  hw_test_execute (fixture->connection, "UPDATE schema_migrations SET dirty = true");
  assert_version (fixture, TRUE, "1", TRUE);
  move (fixture, at_1, at_2);
  assert_version (fixture, TRUE, "2", FALSE);
}

/* dbmate and Rails call theirs the same. */
static void
test_foreign_table (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  hw_test_execute (fixture->connection, "CREATE TABLE schema_migrations (version varchar)");
  g_assert_null (hw_version_read (fixture->connection, fixture->history, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  g_assert_nonnull (g_strstr_len (error->message, -1, "not one that golang-migrate makes"));
}

#define TEST(path, kind, function)                                                                 \
  g_test_add ("/version-store/" path, Fixture, &kind, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("alembic", alembic, test_alembic);
  TEST ("somebody-else", alembic_plain, test_somebody_else);
  TEST ("no-rights", alembic_plain, test_no_rights);
  TEST ("sql", sql, test_sql);
  TEST ("golang-migrate", golang_migrate, test_golang_migrate);
  TEST ("foreign-table", golang_migrate, test_foreign_table);
  return g_test_run ();
}
