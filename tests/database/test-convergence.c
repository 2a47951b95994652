/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-convergence.c: for every pair in schema/, the script that turns one side into the other does
 * so, both ways; pg_dump is the judge beside Headway's own comparison.
 *
 * A pair is an SQL file in sections: "both", "from", "rows" (to be kept), "to", "keeps":
 * a query that must be true once the first side has become the second, and "after": what must be
 * cleared away before a database can be dropped. */

#include "hw-catalog-sum.h"
#include "hw-catalog.h"
#include "hw-ddl.h"
#include "hw-test-server.h"

/* The section @name of @text, "" when there is none. (transfer full) */
static char *
dup_section (const char *text, const char *name)
{
  g_autofree char *head = g_strdup_printf ("-- == %s\n", name);
  const char *start = strstr (text, head), *end;

  if (start == NULL)
    return g_strdup ("");
  start += strlen (head);
  end = strstr (start, "-- == ");
  return end != NULL ? g_strndup (start, end - start) : g_strdup (start);
}

static void
execute_section (HwConnection *connection, const char *text, const char *name)
{
  g_autofree char *sql = dup_section (text, name);

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

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The order of the columns of a table, and with it the commas, is no part of what is compared. */
static char *
dup_without_column_order (const char *statement)
{
  g_auto (GStrv) lines = g_strsplit (statement, "\n", -1);

  if (strstr (statement, "TABLE ") == NULL || strstr (statement, " (\n") == NULL)
    return g_strdup (statement);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_suffix (lines[i], ","))
        lines[i][strlen (lines[i]) - 1] = '\0';
    }
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

/* (transfer full): what pg_dump says of a database, its statements sorted. */
static char *
dup_dump (HwTestDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) dump = NULL;
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL, statements = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  dump = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pg_dump", "--schema-only",
                           "--dbname", hw_test_database_get_conninfo (database), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (dump, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (dump));
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = lines[i];

      if (line[0] == '\0' || line[0] == '\\' || g_str_has_prefix (line, "--") ||
          g_str_has_prefix (line, "SET ") || g_str_has_prefix (line, "SELECT pg_catalog.set_"))
        g_free (line);
      else
        lines[n++] = line;
    }
  lines[n] = NULL;
  text = g_strjoinv ("\n", lines);
  statements = g_strsplit (text, ";\n", -1);
  for (guint i = 0; statements[i] != NULL; i++)
    {
      char *statement = statements[i];

      statements[i] = dup_without_column_order (statement);
      g_free (statement);
    }
  qsort (statements, g_strv_length (statements), sizeof *statements, compare_lines);
  return g_strjoinv (";\n", statements);
}

/* One transaction, but for what must be committed before it is used. */
static void
apply (HwConnection *connection, GPtrArray *statements)
{
  hw_test_execute (connection, "BEGIN");
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      if (!statement->transactional)
        hw_test_execute (connection, "COMMIT");
      hw_test_execute (connection, statement->sql);
      if (!statement->transactional)
        hw_test_execute (connection, "BEGIN");
    }
  hw_test_execute (connection, "COMMIT");
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
  reached_dump = dup_dump (database);
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
test_pair (gconstpointer path)
{
  g_autofree char *text = NULL, *keeps = NULL, *first_dump = NULL, *second_dump = NULL;
  g_autoptr (HwTestDatabase) one = hw_test_database_new ();
  g_autoptr (HwTestDatabase) two = hw_test_database_new ();
  g_autoptr (HwConnection) first = hw_test_database_connect (one);
  g_autoptr (HwConnection) second = hw_test_database_connect (two);
  g_autoptr (HwSchema) from = NULL;
  g_autoptr (HwSchema) to = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  execute_section (first, text, "both");
  execute_section (first, text, "from");
  execute_section (first, text, "rows");
  execute_section (second, text, "both");
  execute_section (second, text, "to");
  from = read_schema (first);
  to = read_schema (second);
  g_assert_cmpstr (hw_schema_get_digest (from), !=, hw_schema_get_digest (to));
  first_dump = dup_dump (one);
  second_dump = dup_dump (two);
  g_assert_cmpstr (first_dump, !=, second_dump);
  check_gentle (from, to);
  check_gentle (to, from);
  converge (one, first, from, to, second_dump);
  keeps = dup_section (text, "keeps");
  if (keeps[0] != '\0')
    {
      g_autofree char *kept = hw_test_query (first, keeps);

      g_assert_cmpstr (kept, ==, "t");
    }
  converge (two, second, to, from, first_dump);
  execute_section (first, text, "after");
  execute_section (second, text, "after");
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

/* One test for each file of the folder, by its name. */
static void
add_pairs (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "schema", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_lines);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *test = g_strdup_printf ("/schema/%s", (char *) g_ptr_array_index (names, i));
      char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      *strrchr (test, '.') = '\0';
      g_test_add_data_func_full (test, path, test_pair, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/unknown", test_unknown);
  add_pairs ();
  return g_test_run ();
}
