/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-connection.c: connecting, statements, pipelines, errors, cancelling, deadlines. */

#include "hw-test-server.h"

static void
test_values (void)
{
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_server_get_conninfo ());
  g_autoptr (GError) error = NULL;
  g_autoptr (HwResult) result = hw_connection_query (
      connection, NULL, &error,
      "SELECT $1::text AS \"A\", $2::text, 7, true, ARRAY['a', 'b c', NULL, E'q\"\\\\,}', ''],"
      " '{}'::text[], NULL::text[]",
      2, "it's", NULL);
  g_auto (GStrv) array = NULL, empty = NULL, null = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (hw_result_get_n_rows (result), ==, 1);
  g_assert_cmpuint (hw_result_get_n_columns (result), ==, 7);
  g_assert_cmpint (hw_result_find_column (result, "A"), ==, 0);
  g_assert_cmpint (hw_result_find_column (result, "a"), ==, -1);
  g_assert_cmpstr (hw_result_get (result, 0, 0), ==, "it's");
  g_assert_null (hw_result_get (result, 0, 1));
  g_assert_cmpint (hw_result_get_int64 (result, 0, 2), ==, 7);
  g_assert_true (hw_result_get_boolean (result, 0, 3));
  g_assert_false (hw_result_get_boolean (result, 0, 1));
  array = hw_result_dup_array (result, 0, 4);
  empty = hw_result_dup_array (result, 0, 5);
  null = hw_result_dup_array (result, 0, 6);
  g_assert_cmpstrv (array, ((char *[]){ "a", "b c", "", "q\"\\,}", "", NULL }));
  g_assert_cmpuint (g_strv_length (empty), ==, 0);
  g_assert_cmpuint (g_strv_length (null), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connection/values", test_values);
  return g_test_run ();
}
