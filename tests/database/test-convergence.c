/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-convergence.c: for every pair in schema/, the script that turns one side into the other does
 * so, both ways; pg_dump is the judge beside Headway's own comparison. */

#include <stdlib.h>

#include "hw-catalog-change.h"
#include "hw-catalog-sum.h"
#include "hw-catalog.h"
#include "hw-ddl.h"
#include "hw-test-dump.h"
#include "hw-test-pair.h"
#include "hw-test-server.h"

static void
execute_section (HwConnection *connection, const HwTestPair *pair, const char *name)
{
  g_autofree char *sql = hw_test_pair_dup_section (pair, name);

  if (g_strstrip (sql)[0] != '\0')
    hw_test_execute (connection, sql);
}

/* All that can be compared. */
static const HwCompareOptions compare_options = { .owners = TRUE, .privileges = TRUE };

static HwSchema *
read_schema (HwConnection *connection)
{
  g_autoptr (GError) error = NULL;
  HwSchema *schema = hw_catalog_read_for (connection, NULL, &compare_options, NULL, &error);

  g_assert_no_error (error);
  return schema;
}

/* What a transaction did, read by itself where that can be told, is what a look at everything
 * finds. */
static void
commit (HwConnection *connection, HwSchema *known, HwResult *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (HwSchema) whole = NULL;
  const char *const end[] = { hw_catalog_get_counts_query (), NULL };
  g_autoptr (GPtrArray) after = hw_connection_pipeline (connection, end, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (hw_catalog_read_change (connection, known, counts, g_ptr_array_index (after, 0),
                                         NULL, &schema, NULL, &error));
  g_assert_no_error (error);
  whole = hw_catalog_read (connection, NULL, NULL, &error);
  g_assert_no_error (error);
  if (schema != NULL)
    g_assert_cmpstr (hw_schema_get_digest (schema), ==, hw_schema_get_digest (whole));
  g_test_message ("%s", schema != NULL ? "told by itself" : "told by a look at everything");
  hw_test_execute (connection, "COMMIT");
}

/* The statements from @first that share a transaction. Returns the number of the next. */
static guint
apply_together (HwConnection *connection, GPtrArray *statements, guint first)
{
  const char *const begin[] = { "BEGIN", hw_catalog_get_counts_query (), NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwSchema) known = hw_catalog_read (connection, NULL, NULL, &error);
  g_autoptr (GPtrArray) results = hw_connection_pipeline (connection, begin, NULL, &error);
  guint i;

  g_assert_no_error (error);
  for (i = first; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      if (!statement->transactional)
        break;
      hw_test_execute (connection, statement->sql);
    }
  commit (connection, known, g_ptr_array_index (results, 1));
  return i;
}

/* One transaction, but for what must be committed before it is used. */
static void
apply (HwConnection *connection, GPtrArray *statements)
{
  for (guint i = apply_together (connection, statements, 0); i < statements->len;
       i = apply_together (connection, statements, i + 1))
    hw_test_execute (connection, ((const HwDdlStatement *) statements->pdata[i])->sql);
}

static GPtrArray *
write_ddl (HwSchema *from, HwSchema *to, gboolean destroy)
{
  const HwDdlOptions options = { .compare = compare_options, .destroy = destroy };
  g_autoptr (GError) error = NULL;
  GPtrArray *statements = hw_ddl_write (from, to, &options, &error);

  g_assert_no_error (error);
  return statements;
}

/* Nothing differs, by Headway's own account. */
static void
assert_equal (HwSchema *expected, HwSchema *actual)
{
  g_autoptr (HwDifferences) differences = hw_schema_compare (expected, actual, &compare_options);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);
      HwObject *object = hw_difference_get_object (difference);
      g_autofree char *title = hw_object_dup_title (object);
      g_autofree char *wanted = hw_difference_dup_expected (difference);
      g_autofree char *found = hw_difference_dup_actual (difference);

      g_test_message ("%s %s %s: expected %s, found %s", hw_change_to_string (difference->change),
                      hw_object_get_kind_name (object), title, wanted, found);
    }
  g_assert_cmpuint (hw_differences_get_n (differences), ==, 0);
}

/* Turns the database of @connection, which is as @from, into @to. */
static void
converge (HwTestDatabase *database, HwConnection *connection, HwSchema *from, HwSchema *to,
          const char *dump)
{
  g_autoptr (GPtrArray) statements = write_ddl (from, to, TRUE);
  g_autofree char *script = hw_ddl_to_text (statements);
  g_autofree char *reached_dump = NULL;
  g_autofree char *sum = hw_catalog_sum_read (connection, NULL, NULL);
  g_autofree char *reached_sum = NULL;
  g_autoptr (HwSchema) reached = NULL;

  g_test_message ("%s", script);
  apply (connection, statements);
  reached_sum = hw_catalog_sum_read (connection, NULL, NULL);
  g_assert_nonnull (sum);
  g_assert_cmpstr (reached_sum, !=, sum);
  reached = read_schema (connection);
  assert_equal (to, reached);
  reached_dump = hw_test_dump (database);
  g_assert_cmpstr (reached_dump, ==, dump);
}

/* Without leave to destroy, nothing is lost and nothing is missing. */
static void
check_gentle (HwSchema *from, HwSchema *to)
{
  g_autoptr (GPtrArray) statements = write_ddl (from, to, FALSE);

  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      g_assert_cmpint (statement->risk, <, HW_RISK_DESTROYING);
    }
}

static void
test_pair (gconstpointer data)
{
  const HwTestPair *pair = data;
  g_autofree char *keeps = hw_test_pair_dup_section (pair, "keeps");
  g_autofree char *first_dump = NULL, *second_dump = NULL;
  g_autoptr (HwTestDatabase) one = hw_test_database_new ();
  g_autoptr (HwTestDatabase) two = hw_test_database_new ();
  g_autoptr (HwConnection) first = hw_test_database_connect (one);
  g_autoptr (HwConnection) second = hw_test_database_connect (two);
  g_autoptr (HwSchema) from = NULL;
  g_autoptr (HwSchema) to = NULL;

  execute_section (first, pair, "both");
  execute_section (first, pair, "from");
  execute_section (first, pair, "rows");
  execute_section (second, pair, "both");
  execute_section (second, pair, "to");
  from = read_schema (first);
  to = read_schema (second);
  g_assert_cmpstr (hw_schema_get_digest (from), !=, hw_schema_get_digest (to));
  first_dump = hw_test_dump (one);
  second_dump = hw_test_dump (two);
  g_assert_cmpstr (first_dump, !=, second_dump);
  check_gentle (from, to);
  check_gentle (to, from);
  converge (one, first, from, to, second_dump);
  if (keeps[0] != '\0')
    {
      g_autofree char *kept = hw_test_query (first, keeps);

      g_assert_cmpstr (kept, ==, "t");
    }
  converge (two, second, to, from, first_dump);
  execute_section (first, pair, "after");
  execute_section (second, pair, "after");
}

/* An object of a form that came after Headway is a difference, and nothing is written about it. */
static void
test_unknown (void)
{
  g_autoptr (HwTestDatabase) one = hw_test_database_new ();
  g_autoptr (HwTestDatabase) two = hw_test_database_new ();
  g_autoptr (HwConnection) first = hw_test_database_connect (one);
  g_autoptr (HwConnection) second = hw_test_database_connect (two);
  g_autoptr (HwSchema) from = NULL, to = NULL;
  g_autoptr (HwDifferences) differences = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  HwObject *object;

  hw_test_execute (first, "SET allow_system_table_mods = on");
  hw_test_execute (first, "CREATE SEQUENCE graph");
  hw_test_execute (first, "UPDATE pg_class SET relkind = 'g' WHERE relname = 'graph'");
  hw_test_execute (first, "DELETE FROM pg_sequence");
  from = read_schema (first);
  to = read_schema (second);
  differences = hw_schema_compare (to, from, NULL);
  g_assert_cmpuint (hw_differences_get_n (differences), ==, 1);
  object = hw_difference_get_object (hw_differences_get (differences, 0));
  g_assert_cmpstr (hw_object_get_kind_name (object), ==, "unknown");
  g_assert_cmpstr (hw_object_get_name (object), ==, "public.graph");
  statements = write_ddl (from, to, TRUE);
  g_assert_cmpuint (statements->len, ==, 0);
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
  add_pairs (pairs);
  return g_test_run ();
}
