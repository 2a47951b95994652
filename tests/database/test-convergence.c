/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-convergence.c: for every pair in schema/, the script that turns one side into the other does
 * so, both ways; pg_dump is the judge beside Headway's own comparison. */

#include <stdlib.h>

#include "hw-ddl.h"
#include "hw-kind.h"
#include "hw-test-dump.h"
#include "hw-test-pair.h"
#include "hw-test-side.h"

static void
execute_section (HwConnection *connection, const HwTestPair *pair, const char *name)
{
  g_autofree char *sql = hw_test_pair_dup_section (pair, name);

  if (g_strstrip (sql)[0] != '\0')
    hw_test_execute (connection, sql);
}

static void
become (HwTestSide *side, HwSchema *schema, const char *dump)
{
  g_autoptr (GError) error = NULL;

  hw_test_side_become (side, schema, dump, TRUE, &error);
  g_assert_no_error (error);
}

static void G_GNUC_PRINTF (3, 4)
    assert_answer (HwConnection *connection, const char *expected, const char *format, ...)
{
  g_autofree char *query = NULL;
  g_autofree char *answer = NULL;
  va_list arguments;

  va_start (arguments, format);
  query = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  answer = hw_test_query (connection, query);
  g_assert_cmpstr (answer, ==, expected);
}

/* What a reader saves changes nothing: the queries that are left out find nothing, and definitions
 * that are put together are those that the server writes. */
static void
check_savings (HwConnection *connection)
{
  g_autoptr (GPtrArray) names = hw_kind_dup_query_names (0);
  g_autofree char *query = g_strdup_printf ("SELECT string_agg(a.name, ' ') FROM (%s) AS a",
                                            hw_kind_get_other_query ("kinds-absent"));
  g_autofree char *absent = hw_test_query (connection, query);
  g_auto (GStrv) left_out = g_strsplit (absent, " ", -1);

  for (guint i = 0; left_out[i] != NULL; i++)
    {
      g_assert_true (g_ptr_array_find_with_equal_func (names, left_out[i], g_str_equal, NULL));
      assert_answer (connection, "0", "SELECT count(*) FROM (%s) AS q",
                     hw_kind_get_query (left_out[i]));
    }
  assert_answer (connection, "0",
                 "SELECT count(*) FROM (%s) AS q "
                 "WHERE q.definition IS DISTINCT FROM pg_get_indexdef(q.oid)",
                 hw_kind_get_query ("index"));
}

static void
test_pair (gconstpointer data)
{
  const HwTestPair *pair = data;
  g_autofree char *keeps = hw_test_pair_dup_section (pair, "keeps");
  g_autoptr (HwTestSide) from = hw_test_side_new ();
  g_autoptr (HwTestSide) to = hw_test_side_new ();
  g_autoptr (HwSchema) first = NULL;
  g_autofree char *first_dump = NULL, *second_dump = NULL;

  execute_section (from->connection, pair, "both");
  execute_section (from->connection, pair, "from");
  execute_section (from->connection, pair, "rows");
  execute_section (to->connection, pair, "both");
  execute_section (to->connection, pair, "to");
  hw_test_side_look (from);
  hw_test_side_look (to);
  check_savings (from->connection);
  check_savings (to->connection);
  first = hw_schema_ref (from->schema);
  g_assert_cmpstr (hw_schema_get_digest (first), !=, hw_schema_get_digest (to->schema));
  first_dump = hw_test_dump (from->database);
  second_dump = hw_test_dump (to->database);
  g_assert_cmpstr (first_dump, !=, second_dump);
  become (from, to->schema, second_dump);
  if (keeps[0] != '\0')
    {
      g_autofree char *kept = hw_test_query (from->connection, keeps);

      g_assert_cmpstr (kept, ==, "t");
    }
  become (to, first, first_dump);
  execute_section (from->connection, pair, "after");
  execute_section (to->connection, pair, "after");
}

/* An object of a form that came after Headway is a difference, and nothing is written about it. */
static void
test_unknown (void)
{
  g_autoptr (HwTestSide) one = hw_test_side_new ();
  g_autoptr (HwTestSide) two = hw_test_side_new ();
  const HwDdlOptions options = { .destroy = TRUE };
  g_autoptr (HwDifferences) differences = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  HwObject *object;

  hw_test_execute (one->connection, "SET allow_system_table_mods = on");
  hw_test_execute (one->connection, "CREATE SEQUENCE graph");
  hw_test_execute (one->connection, "UPDATE pg_class SET relkind = 'g' WHERE relname = 'graph'");
  hw_test_execute (one->connection, "DELETE FROM pg_sequence");
  hw_test_side_look (one);
  hw_test_side_look (two);
  differences = hw_schema_compare (two->schema, one->schema, NULL);
  g_assert_cmpuint (hw_differences_get_n (differences), ==, 1);
  object = hw_difference_get_object (hw_differences_get (differences, 0));
  g_assert_cmpstr (hw_object_get_kind_name (object), ==, "unknown");
  g_assert_cmpstr (hw_object_get_name (object), ==, "public.graph");
  statements = hw_ddl_write (one->schema, two->schema, &options, NULL);
  g_assert_cmpuint (statements->len, ==, 0);
}

/* What is written in plpgsql makes way while that is made anew; there is no way back to the one
 * that came with the database. */
static void
test_language (void)
{
  static const char function[] =
      "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'";
  g_autoptr (HwTestSide) one = hw_test_side_new ();
  g_autoptr (HwTestSide) two = hw_test_side_new ();
  g_autofree char *dump = NULL;

  hw_test_execute (one->connection, function);
  hw_test_execute (one->connection, "CREATE TABLE t (a integer DEFAULT f())");
  hw_test_execute (two->connection, "DROP EXTENSION plpgsql");
  hw_test_execute (two->connection, "CREATE EXTENSION plpgsql");
  hw_test_execute (two->connection, function);
  hw_test_execute (two->connection, "CREATE TABLE t (a integer DEFAULT f())");
  hw_test_side_look (one);
  hw_test_side_look (two);
  dump = hw_test_dump (two->database);
  become (one, two->schema, dump);
}

/* The major version of the server that all tests run on. */
static guint
get_major (void)
{
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());

  return hw_connection_get_server_version (connection) / 10000;
}

/* One test for each pair that this server can have, by its name; the others are counted. With
 * HW_TEST_SHARD, "1/2" say, one of so many programs that run beside each other. */
static void
add_pairs (GPtrArray *pairs)
{
  const char *shard = g_getenv ("HW_TEST_SHARD");
  guint number = shard != NULL ? (guint) strtoul (shard, NULL, 10) : 1;
  guint n = shard != NULL ? (guint) strtoul (strchr (shard, '/') + 1, NULL, 10) : 1;
  guint major = get_major ();
  g_autoptr (GString) others = g_string_new (NULL);
  guint n_others = 0;

  for (guint i = number - 1; i < pairs->len; i += n)
    {
      const HwTestPair *pair = g_ptr_array_index (pairs, i);
      g_autofree char *name = g_strdup_printf ("/schema/%s", pair->name);

      if (pair->oldest <= major && major <= pair->newest)
        {
          g_test_add_data_func (name, pair, test_pair);
          continue;
        }
      n_others++;
      g_string_append_printf (others, " %s", pair->name);
    }
  if (n_others > 0)
    g_printerr ("%u pairs are of what PostgreSQL %u has not:%s\n", n_others, major, others->str);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) pairs = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "schema", NULL);
  pairs = hw_test_pairs_read (folder);
  g_test_add_func ("/schema/unknown", test_unknown);
  g_test_add_func ("/schema/own-language", test_language);
  add_pairs (pairs);
  return g_test_run ();
}
