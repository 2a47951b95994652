/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-snapshot.c: histories that need a snapshot, snapshots written and run, and by whom. */

#include <glib/gstdio.h>
#include <string.h>

#include "hw-catalog.h"
#include "hw-snapshot.h"
#include "hw-test-project.h"
#include "hw-test-server.h"

/* A team that adopted migrations late: the first revision alters what create_all() made. */
static HwTestProject *
make_late_project (void)
{
  HwTestProject *project = hw_test_project_new (TRUE);

  hw_test_project_revise (project, "r1", "",
                          "op.add_column('orders', sa.Column('order_type', sa.Text))",
                          "op.drop_column('orders', 'order_type')");
  hw_test_project_revise (project, "r2", "r1", "op.create_index('i', 'orders', ['order_type'])",
                          NULL);
  hw_test_project_revise (project, "r3", "r2", "op.add_column('orders', sa.Column('z', sa.Text))",
                          NULL);
  return project;
}

static HwSchema *
read_database (const char *sql)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (GError) error = NULL;
  HwSchema *schema;

  hw_test_execute (connection, sql);
  schema = hw_catalog_read (connection, "alembic_version", NULL, &error);
  g_assert_no_error (error);
  return schema;
}

static void
write_snapshot (HwTestProject *project, const char *version, const char *sql)
{
  g_autoptr (HwSchema) schema = read_database (sql);
  g_auto (GStrv) ids = g_strsplit (version, ",", -1);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hw_snapshot_write (project->service, (const char *const *) ids, schema,
                                             project->major, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);
}

#define ORDERS "CREATE TABLE orders (id uuid PRIMARY KEY, total double precision NOT NULL);"

static void
test_late (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) built = NULL;
  g_autoptr (HwSchema) expected = NULL;
  g_autoptr (HwRecording) recording = NULL;
  g_autoptr (GPtrArray) states = NULL;

  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r3", &error));
  hw_test_assert_error (error, HW_ERROR_NEEDS_SNAPSHOT,
                        "ALTER TABLE orders ADD COLUMN order_type TEXT",
                        "headway snapshot shop@local");
  g_assert_nonnull (strstr (error->message, "r1"));
  write_snapshot (project, "", ORDERS);
  hw_test_project_open (project, TRUE);
  built = hw_test_project_expect (project, "r2");
  expected = read_database (ORDERS "ALTER TABLE orders ADD order_type text;"
                                   "CREATE INDEX i ON orders (order_type)");
  g_assert_cmpstr (hw_schema_get_digest (built), ==, hw_schema_get_digest (expected));
  g_clear_error (&error);
  recording = hw_test_project_record (project, "r1", &error);
  g_assert_no_error (error);
  states = hw_shadow_get_known_states (project->shadow, project->service, project->major, NULL,
                                       NULL, NULL, NULL);
  g_assert_cmpuint (states->len, ==, 4);
}

/* A snapshot at head is enough to know drift: no Python, no trust. What came before is not known.
 */
static void
test_at_head (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) head = NULL;
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GPtrArray) stale = NULL;

  project->service_text = (g_free (project->service_text), g_strdup ("Python=/nowhere/python"));
  hw_test_project_open (project, FALSE);
  write_snapshot (project, "r3", ORDERS "ALTER TABLE orders ADD order_type text, ADD z text;");
  hw_test_project_open (project, FALSE);
  head = hw_test_project_expect (project, "r3");
  g_assert_true (hw_test_schema_has (head, "column", "z"));
  g_assert_null (hw_test_project_get (project, "r2", &error));
  hw_test_assert_error (error, HW_ERROR_UNTRUSTED, "", NULL);
  states = hw_shadow_get_known_states (project->shadow, project->service, project->major, NULL,
                                       NULL, NULL, NULL);
  g_assert_cmpuint (states->len, ==, 2);
  stale = hw_shadow_verify_snapshots (project->shadow, project->service, project->major, NULL, NULL,
                                      NULL, NULL);
  g_assert_cmpuint (stale->len, ==, 0);
}

static void
test_in_the_middle (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autoptr (HwSchema) last = NULL;
  g_autoptr (HwSchema) middle = NULL;
  g_autoptr (HwReplayAccount) account = NULL;
  g_autoptr (GPtrArray) stale = NULL;
  g_autoptr (GError) error = NULL;

  hw_test_project_open (project, TRUE);
  write_snapshot (project, "r2", ORDERS "ALTER TABLE orders ADD order_type text, ADD extra int;");
  hw_test_project_open (project, TRUE);
  last = hw_test_project_expect (project, "r3");
  g_assert_true (hw_test_schema_has (last, "column", "extra"));
  g_assert_true (hw_test_schema_has (last, "column", "z"));
  account = hw_shadow_get_account (project->shadow, project->service, project->major, NULL, NULL,
                                   NULL, NULL);
  g_assert_cmpuint (account->n_replayed, ==, 2);
  g_assert_cmpuint (account->errors->len, ==, 1);
  /* The history cannot build it: nothing to hold it against, until there is a base. */
  stale = hw_shadow_verify_snapshots (project->shadow, project->service, project->major, NULL, NULL,
                                      NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stale->len, ==, 0);
  g_clear_pointer (&stale, g_ptr_array_unref);
  write_snapshot (project, "", ORDERS);
  hw_test_project_open (project, TRUE);
  stale = hw_shadow_verify_snapshots (project->shadow, project->service, project->major, NULL, NULL,
                                      NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stale->len, ==, 1);
  {
    HwStaleSnapshot *one = stale->pdata[0];

    g_assert_true (g_str_has_suffix (one->path, "r2.sql"));
    g_assert_cmpuint (hw_differences_get_n (one->differences), ==, 2);
  }
  /* At r2 the snapshot has the word; a state before it comes from the base. */
  middle = hw_test_project_expect (project, "r2");
  g_assert_true (hw_test_schema_has (middle, "column", "extra"));
  g_clear_pointer (&middle, hw_schema_unref);
  middle = hw_test_project_expect (project, "r1");
  g_assert_false (hw_test_schema_has (middle, "column", "extra"));
  g_assert_true (hw_test_schema_has (middle, "column", "order_type"));
}

static void
write_raw (HwTestProject *project, const char *text)
{
  g_autofree char *path =
      g_build_filename (hw_service_get_snapshots (project->service), "base.sql", NULL);

  g_assert_cmpint (g_mkdir_with_parents (hw_service_get_snapshots (project->service), 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  hw_test_project_open (project, FALSE);
}

/* A stranger's snapshot must not become a program on this machine. */
static void
test_a_strangers_snapshot (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autofree char *mark = g_build_filename (g_get_tmp_dir (), "headway-stranger", NULL);
  static const char *const attacks[] = {
    "CREATE TABLE t (a text); COPY t FROM PROGRAM 'echo x > %s'",
    "RESET ROLE; RESET SESSION AUTHORIZATION; CREATE TABLE t (a text);\nCOPY t TO PROGRAM 'cat > "
    "%s'",
    "CREATE FUNCTION f(text) RETURNS int AS 'libc.so.6', 'system' LANGUAGE c; SELECT f('touch %s')",
    "SELECT lo_export(lo_from_bytea(0, 'x'), '%s')",
    "SET SESSION AUTHORIZATION postgres; SELECT 1",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "CREATE EXTENSION plperlu",
    "CREATE EXTENSION dblink; SELECT dblink_connect('user=postgres dbname=postgres')",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_auto (GStrv) parts = g_strsplit (attacks[i], "%s", -1);
      g_autofree char *text = g_strjoinv (mark, parts);
      g_autoptr (GError) error = NULL;

      hw_test_project_open (project, FALSE);
      write_raw (project, text);
      g_assert_null (hw_test_project_get (project, "", &error));
      hw_test_assert_error (error, HW_ERROR_FAILED, "base.sql:", NULL);
      g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
    }
}

static void
test_errors_name_the_line (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autoptr (GError) error = NULL;

  hw_test_project_open (project, FALSE);
  write_raw (project, "-- a comment\nCREATE TABLE a (id int);\n\nCREATE TABLE b (id nothing);\n");
  g_assert_null (hw_test_project_get (project, "", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "base.sql:4:", "headway snapshot");
  g_assert_nonnull (strstr (error->message, "nothing"));
  g_clear_error (&error);
  write_raw (project, "CREATE EXTENSION \"not there\"");
  g_assert_null (hw_test_project_get (project, "", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "not there", "package");
}

/* Extensions and roles that the snapshot names, for a guest. */
static void
test_extensions_and_roles (void)
{
  g_autoptr (HwTestProject) project = make_late_project ();
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (GError) error = NULL;

  hw_test_project_open (project, FALSE);
  write_raw (project, "CREATE SCHEMA e; CREATE EXTENSION dblink WITH SCHEMA e;\n"
                      "CREATE EXTENSION citext; CREATE TABLE t (a citext, \"Ünïcode \"\"q\" int);\n"
                      "GRANT SELECT ON t TO snapshot_reader;\n");
  schema = hw_test_project_expect (project, "");
  g_assert_true (hw_test_schema_has (schema, "extension", "dblink"));
  g_assert_true (hw_test_schema_has (schema, "column", "Ünïcode \"q"));
  g_clear_pointer (&schema, hw_schema_unref);
  /* A guest gives nothing away; whoever is trusted does. */
  write_raw (project, "CREATE TABLE t (); ALTER TABLE t OWNER TO \"Snapshot Owner\"");
  g_assert_null (hw_test_project_get (project, "", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "base.sql:1:", "fleet trust");
  hw_test_project_open (project, TRUE);
  schema = hw_test_project_expect (project, "");
  g_assert_true (hw_test_schema_has (schema, "table", "t"));
}

/* What is written reads back the same; several heads, and names that no file may have. */
static void
test_round_trip (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (HwSchema) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  static const char sql[] =
      "CREATE TYPE kind AS ENUM ('a', 'b''c');"
      "CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k kind DEFAULT 'a');"
      "CREATE TABLE c (id serial, p bigint REFERENCES p ON DELETE CASCADE, n int CHECK (n > 0));"
      "CREATE VIEW v AS SELECT p.id, c.n FROM p JOIN c ON c.p = p.id;"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END;$$;"
      "CREATE TRIGGER t BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE INDEX i ON c (lower(n::text)) WHERE n > 1; COMMENT ON TABLE c IS 'it''s';";

  hw_test_project_revise (project, "a", "", "pass", NULL);
  hw_test_project_revise (project, "b", "a", "pass", NULL);
  hw_test_project_revise (project, "c", "a", "pass", NULL);
  hw_test_project_open (project, FALSE);
  write_snapshot (project, "b,c", sql);
  path = g_build_filename (hw_service_get_snapshots (project->service), "b+c.sql", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "-- Headway snapshot of shop at b+c\n-- PostgreSQL "));
  hw_test_project_open (project, FALSE);
  schema = hw_test_project_expect (project, "b,c");
  again = read_database (sql);
  g_assert_cmpstr (hw_schema_get_digest (schema), ==, hw_schema_get_digest (again));
}

int
main (int argc, char **argv)
{
  hw_test_project_prepare (&argc, &argv);
  g_test_add_func ("/snapshot/late", test_late);
  g_test_add_func ("/snapshot/at-head", test_at_head);
  g_test_add_func ("/snapshot/in-the-middle", test_in_the_middle);
  g_test_add_func ("/snapshot/strangers", test_a_strangers_snapshot);
  g_test_add_func ("/snapshot/errors", test_errors_name_the_line);
  g_test_add_func ("/snapshot/extensions-and-roles", test_extensions_and_roles);
  g_test_add_func ("/snapshot/round-trip", test_round_trip);
  return g_test_run ();
}
