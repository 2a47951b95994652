/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-catalog.c: what is read from a live database, what is left out, and in which transaction. */

#include <string.h>

#include "hw-catalog.h"
#include "hw-test-server.h"

static HwSchema *
read_schema (HwConnection *connection, const char *version_table)
{
  g_autoptr (GError) error = NULL;
  HwSchema *schema = hw_catalog_read (connection, version_table, NULL, &error);

  g_assert_no_error (error);
  return schema;
}

/* (nullable): the object of that kind and title. */
static HwObject *
find (HwSchema *schema, const char *kind, const char *title)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);
      g_autofree char *own_title = hw_object_dup_title (object);

      if (g_str_equal (hw_object_get_kind_name (object), kind) && g_str_equal (own_title, title))
        return object;
    }
  return NULL;
}

static gboolean
needs (HwSchema *schema, HwObject *object, HwObject *needed)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      guint n;
      const guint *numbers = hw_schema_get_dependencies (schema, i, &n);

      for (guint j = 0; j < n && hw_schema_get_object (schema, i) == object; j++)
        {
          if (hw_schema_get_object (schema, numbers[j]) == needed)
            return TRUE;
        }
    }
  return FALSE;
}

static void
test_empty (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwSchema) schema = read_schema (connection, NULL);
  g_autoptr (HwSchema) empty = hw_schema_new_empty ();

  g_assert_true (hw_schema_is_empty (schema));
  g_assert_true (hw_schema_is_empty (empty));
  hw_test_execute (connection, "CREATE SCHEMA headway CREATE TABLE ledger (id serial PRIMARY KEY);"
                               "CREATE TEMPORARY TABLE mine (id serial PRIMARY KEY)");
  g_clear_pointer (&schema, hw_schema_unref);
  schema = read_schema (connection, NULL);
  g_assert_true (hw_schema_is_empty (schema));
}

/* What an extension brought is the extension's; what users made of it is theirs. */
static void
test_extension_members (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwSchema) schema = NULL;

  hw_test_execute (connection, "CREATE EXTENSION citext; CREATE TABLE t (c citext)");
  schema = read_schema (connection, NULL);
  /* The schema, the extension and its comment, the table and its column. */
  g_assert_cmpuint (hw_schema_get_n_objects (schema), ==, 5);
  g_assert_true (
      needs (schema, find (schema, "column", "t.c"), find (schema, "extension", "citext")));
}

static void
test_version_table (void)
{
  static const char *const names[] = { "our_version", "public.our_version" };
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);

  hw_test_execute (connection, "CREATE SCHEMA first; CREATE SCHEMA other;"
                               "CREATE TABLE other.our_version (id integer);"
                               "CREATE TABLE our_version (id serial, version varchar(32) NOT NULL,"
                               "  CONSTRAINT our_version_pkc PRIMARY KEY (version));"
                               "COMMENT ON TABLE our_version IS 'x';"
                               "CREATE INDEX ON our_version (id)");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (HwSchema) schema = read_schema (connection, names[i]);

      /* Three schemas, and the table of another tool with its column. */
      g_assert_cmpuint (hw_schema_get_n_objects (schema), ==, 5);
      g_assert_nonnull (find (schema, "table", "other.our_version"));
    }
  hw_test_execute (connection, "SET search_path = first, other, public");
  {
    g_autoptr (HwSchema) schema = read_schema (connection, "our_version");

    g_assert_null (find (schema, "table", "other.our_version"));
    g_assert_nonnull (find (schema, "table", "our_version"));
  }
}

/* What other migration tools keep there is no part of a history's schema, and of any other it is.
 */
static void
test_tool_tables (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwSchema) ours = NULL;
  g_autoptr (HwSchema) whole = NULL;

  hw_test_execute (connection,
                   "CREATE TABLE pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL,"
                   "  run_on timestamp NOT NULL);"
                   "CREATE SCHEMA sqitch; COMMENT ON SCHEMA sqitch IS 'x';"
                   "CREATE TABLE sqitch.releases (version real, installer_name text);"
                   "CREATE SCHEMA atlas_schema_revisions;"
                   "CREATE TABLE schema_migrations (id integer)");
  ours = read_schema (connection, "our_version");
  whole = read_schema (connection, NULL);
  /* Two schemas, and a table that is only called so with its column. */
  g_assert_cmpuint (hw_schema_get_n_objects (ours), ==, 4);
  g_assert_nonnull (find (ours, "table", "schema_migrations"));
  g_assert_nonnull (find (ours, "schema", "atlas_schema_revisions"));
  g_assert_nonnull (find (whole, "table", "pgmigrations"));
  g_assert_nonnull (find (whole, "sequence", "pgmigrations_id_seq"));
  g_assert_nonnull (find (whole, "table", "sqitch.releases"));
}

/* Inside a transaction its own changes are seen, and its settings are as they were afterwards. */
static void
test_open_transaction (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwConnection) other = hw_test_database_connect (database);
  g_autoptr (HwSchema) inside = NULL;
  g_autoptr (HwSchema) outside = NULL;
  g_autofree char *path = NULL, *style = NULL;

  hw_test_execute (connection, "SET search_path = public, pg_temp; SET DateStyle = 'German'");
  hw_test_execute (connection, "BEGIN");
  hw_test_execute (connection, "CREATE TABLE t (d date DEFAULT '2020-12-31')");
  inside = read_schema (connection, NULL);
  outside = read_schema (other, NULL);
  g_assert_true (hw_connection_is_in_transaction (connection));
  g_assert_nonnull (find (inside, "table", "t"));
  g_assert_null (find (outside, "table", "t"));
  /* The server's words do not depend on who asks. */
  g_assert_cmpstr (hw_object_get (find (inside, "column", "t.d"), "default"), ==,
                   "'2020-12-31'::date");
  path = hw_test_query (connection, "SHOW search_path");
  style = hw_test_query (connection, "SHOW DateStyle");
  g_assert_cmpstr (path, ==, "public, pg_temp");
  g_assert_cmpstr (style, ==, "German, DMY");
  hw_test_execute (connection, "ROLLBACK");
}

static void
test_cancelled (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hw_catalog_read (connection, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What lies inside an object stands for it: a view's rule, a column's default, a key's index, a
 * table's row type. */
static void
test_dependencies (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwSchema) schema = NULL;

  hw_test_execute (connection, "CREATE TYPE e AS ENUM ('a');"
                               "CREATE FUNCTION f() RETURNS e LANGUAGE sql AS 'SELECT ''a''::e';"
                               "CREATE TABLE t (id serial PRIMARY KEY, e e DEFAULT f());"
                               "CREATE TABLE r (t integer REFERENCES t);"
                               "CREATE VIEW v AS SELECT e, f() AS g FROM t;"
                               "CREATE VIEW w AS SELECT g FROM v;"
                               "CREATE FUNCTION g(t[]) RETURNS void LANGUAGE sql AS ''");
  schema = read_schema (connection, NULL);
  {
    HwObject *e = find (schema, "enum", "e"), *f = find (schema, "function", "f()");
    HwObject *column = find (schema, "column", "t.e"), *id = find (schema, "column", "t.id");
    HwObject *table = find (schema, "table", "t"), *view = find (schema, "view", "v");
    HwObject *sequence = find (schema, "sequence", "t_id_seq");

    g_assert_true (needs (schema, f, e));
    g_assert_true (needs (schema, column, e));
    g_assert_true (needs (schema, column, f));
    g_assert_true (needs (schema, view, column));
    g_assert_true (needs (schema, view, f));
    g_assert_true (needs (schema, find (schema, "view", "w"), find (schema, "column", "v.g")));
    g_assert_true (needs (schema, find (schema, "foreign-key", "r.r_t_fkey"),
                          find (schema, "primary-key", "t.t_pkey")));
    g_assert_true (needs (schema, find (schema, "function", "g(t[])"), table));
    g_assert_true (needs (schema, id, sequence));
    g_assert_false (needs (schema, sequence, id));
    g_assert_true (hw_object_get_owner (sequence) == id);
  }
}

/* (transfer full): all that it says, in words parted by spaces. */
static char *
dup_text (HwSchema *schema)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      const HwObject *object = hw_schema_get_object (schema, i);

      g_string_append_printf (text, " %s", hw_object_get_name (object));
      for (guint j = 0; j < hw_object_get_n_attributes (object); j++)
        if (hw_object_get_attribute (object, j) != NULL)
          g_string_append_printf (text, " %s", hw_object_get_attribute (object, j));
    }
  return g_string_free (text, FALSE);
}

/* What others' servers want to hear is in some catalogs, and belongs in no schema: that is kept in
 * files, shown and committed. */
static void
test_passwords_are_not_read (void)
{
  static const char marked[] = "geheim-8472";
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwConnection) connection = hw_test_database_connect (database);
  g_autoptr (HwSchema) schema = NULL;
  g_autofree char *text = NULL;

  hw_test_execute (connection,
                   "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
                   "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (name 'joe', password "
                   "'geheim-8472')");
  hw_test_execute (connection, "CREATE SUBSCRIPTION hw_test_marked CONNECTION 'host=a password="
                               "geheim-8472 dbname=b' PUBLICATION p WITH (connect = false)");
  schema = read_schema (connection, NULL);
  /* The test's database could not be dropped with it. */
  hw_test_execute (connection, "ALTER SUBSCRIPTION hw_test_marked SET (slot_name = NONE)");
  hw_test_execute (connection, "DROP SUBSCRIPTION hw_test_marked");
  text = dup_text (schema);
  g_assert_nonnull (strstr (text, "hw_test_marked"));
  g_assert_nonnull (strstr (text, "joe"));
  g_assert_null (strstr (text, marked));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/empty", test_empty);
  g_test_add_func ("/catalog/extension-members", test_extension_members);
  g_test_add_func ("/catalog/version-table", test_version_table);
  g_test_add_func ("/catalog/tool-tables", test_tool_tables);
  g_test_add_func ("/catalog/open-transaction", test_open_transaction);
  g_test_add_func ("/catalog/cancelled", test_cancelled);
  g_test_add_func ("/catalog/dependencies", test_dependencies);
  g_test_add_func ("/catalog/passwords", test_passwords_are_not_read);
  return g_test_run ();
}
