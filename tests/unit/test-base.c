/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-base.c: errors with remedies, quoting, natural order, topological sort, progress, files. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-file-write.h"
#include "hw-graph.h"
#include "hw-name.h"
#include "hw-parallel.h"
#include "hw-progress.h"
#include "hw-suggest.h"

static void
test_error_carries_hint (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  hw_set_error (&error, HW_ERROR_FLEET_FILE, "Write Name=.", "line %d: no name", 3);
  g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
  copy = g_error_copy (error);
  g_assert_cmpstr (copy->message, ==, "line 3: no name");
  g_assert_cmpstr (hw_error_get_hint (copy), ==, "Write Name=.");
  g_assert_cmpstr (hw_error_code_to_string (copy->code), ==, "fleet-file");
}

static void
test_quoting (void)
{
  static const char *const cases[][2] = {
    { "orders", "orders" },   { "Orders", "\"Orders\"" },
    { "order", "\"order\"" }, { "a\"b", "\"a\"\"b\"" },
    { "1st", "\"1st\"" },     { "bestellung_ä", "\"bestellung_ä\"" },
    { "user", "\"user\"" },   { "drop table x", "\"drop table x\"" },
    { "_x9", "_x9" },         { "", "\"\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *quoted = hw_quote_identifier (cases[i][0]);

      g_assert_cmpstr (quoted, ==, cases[i][1]);
    }
  {
    g_autofree char *plain = hw_quote_literal ("it's");
    g_autofree char *backslash = hw_quote_literal ("a\\b'c");
    g_autofree char *qualified = hw_quote_qualified ("public", "Table");

    g_assert_cmpstr (plain, ==, "'it''s'");
    g_assert_cmpstr (backslash, ==, "E'a\\\\b''c'");
    g_assert_cmpstr (qualified, ==, "public.\"Table\"");
  }
}

static void
test_natural_order (void)
{
  g_assert_cmpint (hw_name_compare ("9_a", "10_b"), <, 0);
  g_assert_cmpint (hw_name_compare ("a2b", "a10b"), <, 0);
  g_assert_cmpint (hw_name_compare ("007", "7"), !=, 0);
  g_assert_cmpint (hw_name_compare ("a", "ab"), <, 0);
  g_assert_cmpint (hw_name_compare ("same", "same"), ==, 0);
  g_assert_cmpint (hw_name_compare ("99999999999999999999998", "99999999999999999999999"), <, 0);
}

static void
test_sort_is_stable (void)
{
  const HwEdge edges[] = { { 4, 0 }, { 3, 1 }, { 3, 1 }, { 2, 2 } };
  guint order[5];

  g_assert_true (hw_graph_sort (5, edges, G_N_ELEMENTS (edges), order, NULL));
  g_assert_cmpmem (order, sizeof order, ((guint[]){ 2, 3, 1, 4, 0 }), sizeof order);
}

static void
test_sort_names_circle (void)
{
  const HwEdge edges[] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 3, 1 }, { 3, 4 } };
  guint order[5];
  g_autoptr (GArray) circle = NULL;

  g_assert_false (hw_graph_sort (5, edges, G_N_ELEMENTS (edges), order, &circle));
  g_assert_cmpuint (circle->len, ==, 3);
  for (guint i = 0; i < circle->len; i++)
    {
      guint from = g_array_index (circle, guint, i);
      guint to = g_array_index (circle, guint, (i + 1) % circle->len);

      g_assert_cmpuint (to, ==, from == 3 ? 1 : from + 1);
    }
}

static void
test_progress_weighs (void)
{
  g_autoptr (HwProgress) all = hw_progress_new ("all");
  HwProgress *small = hw_progress_add (all, "small", 1), *large = hw_progress_add (all, "large", 3);
  guint serial = hw_progress_get_serial (all);
  g_autofree char *text = NULL;

  hw_progress_finish (small);
  g_assert_cmpfloat_with_epsilon (hw_progress_get_fraction (all), 0.25, 1e-9);
  hw_progress_set_fraction (large, 0.5);
  hw_progress_set_text (large, "%d of %d", 1, 2);
  g_assert_cmpfloat_with_epsilon (hw_progress_get_fraction (all), 0.625, 1e-9);
  text = hw_progress_dup_text (all);
  g_assert_cmpstr (text, ==, "1 of 2");
  g_assert_cmpuint (hw_progress_get_serial (all), >, serial);
  g_assert_null (hw_progress_add (NULL, "nothing", 1));
}

static void
count_item (guint i, gpointer user_data)
{
  int *done = user_data;

  g_atomic_int_inc (&done[i]);
}

static void
test_parallel_does_each_once (void)
{
  int done[1000] = { 0 };

  hw_parallel_run (G_N_ELEMENTS (done), 7, count_item, done);
  for (guint i = 0; i < G_N_ELEMENTS (done); i++)
    g_assert_cmpint (done[i], ==, 1);
  hw_parallel_run (0, 7, count_item, NULL);
}

static void
test_suggestions (void)
{
  static const char *const names[] = { "status", "stamp", "drift", NULL };

  g_assert_cmpstr (hw_suggest ("statsu", names), ==, "status");
  g_assert_cmpstr (hw_suggest ("STAMP", names), ==, "stamp");
  g_assert_null (hw_suggest ("upgrade", names));
  g_assert_null (hw_suggest ("", (const char *const[]){ NULL }));
}

static guint
get_mode (const char *name)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (name, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
assert_written (const char *name, int mode, const char *target)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (hw_file_write (name, "new\n", mode, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "new\n");
}

static void
test_file_write (void)
{
  g_autofree char *folder = g_dir_make_tmp ("headway-files-XXXXXX", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GError) error = NULL;
  char text[5] = "";
  int fifo;

  g_assert_cmpint (g_chdir (folder), ==, 0);
  assert_written ("new", 0600, "new");
  g_assert_cmpuint (get_mode ("new"), ==, 0600);
  /* What is there keeps its rights, as far as they are not too many. */
  g_assert_cmpint (g_chmod ("new", 0660), ==, 0);
  assert_written ("new", 0666, "new");
  g_assert_cmpuint (get_mode ("new"), ==, 0660);
  assert_written ("new", 0600, "new");
  g_assert_cmpuint (get_mode ("new"), ==, 0600);
  /* A link stays one, whether there is something at its end or not. */
  g_assert_cmpint (symlink ("new", "link"), ==, 0);
  g_assert_cmpint (symlink ("later", "early"), ==, 0);
  assert_written ("link", 0666, "new");
  assert_written ("early", 0666, "later");
  g_assert_true (g_file_test ("link", G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test ("early", G_FILE_TEST_IS_SYMLINK));
  /* What is no regular file is written into. */
  g_assert_cmpint (mkfifo ("fifo", 0600), ==, 0);
  fifo = g_open ("fifo", O_RDWR, 0);
  g_assert_true (hw_file_write ("fifo", "new\n", 0666, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read (fifo, text, 4), ==, 4);
  g_assert_cmpstr (text, ==, "new\n");
  close (fifo);
  g_assert_false (hw_file_write (".", "new\n", 0666, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
  for (const char *const *name =
           (const char *const[]){ "new", "link", "early", "later", "fifo", NULL };
       *name != NULL; name++)
    g_assert_cmpint (g_remove (*name), ==, 0);
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What keeps a reader waiting is not read. */
static void
test_file_read (void)
{
  static const char *const others[] = { "fifo", "link", "folder", "none", NULL };
  g_autofree char *folder = g_dir_make_tmp ("headway-files-XXXXXX", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *large = g_strnfill (3 * 4096, 'x');
  gsize length;

  g_assert_cmpint (g_chdir (folder), ==, 0);
  for (gsize size = 0; size <= 3 * 4096; size += 4096)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents ("plain", large, (gssize) size, NULL));
      g_assert_true (hw_file_read ("plain", &text, &length, NULL));
      g_assert_cmpmem (text, length + 1, large + 3 * 4096 - size, size + 1);
    }
  g_assert_cmpint (mkfifo ("fifo", 0600), ==, 0);
  g_assert_cmpint (symlink ("fifo", "link"), ==, 0);
  g_assert_cmpint (g_mkdir ("folder", 0700), ==, 0);
  for (guint i = 0; others[i] != NULL; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (hw_file_read (others[i], &text, NULL, &error));
      g_assert_cmpint (error->domain, ==, G_FILE_ERROR);
      if (!g_str_equal (others[i], "none"))
        g_assert_cmpstr (error->message, ==, "it is not a plain file");
    }
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_remove (others[i]), ==, 0);
  g_assert_cmpint (g_remove ("plain"), ==, 0);
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_error_skips_title (void)
{
  static const struct
  {
    const char *message;
    const char *rest;
  } cases[] = {
    { "a@local: denied: why", "denied: why" },
    { "a@local\302\240: denied", "denied" },
    { "a@local：denied", "denied" },
    { "a@local is closed: why", "a@local is closed: why" },
    { "a@localhost: denied", "a@localhost: denied" },
    { "denied", "denied" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (HW_ERROR, 0, cases[i].message);

      g_assert_cmpstr (hw_error_skip_title (error, "a@local"), ==, cases[i].rest);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/error", test_error_carries_hint);
  g_test_add_func ("/base/error-skips-title", test_error_skips_title);
  g_test_add_func ("/base/quoting", test_quoting);
  g_test_add_func ("/base/natural-order", test_natural_order);
  g_test_add_func ("/base/sort-stable", test_sort_is_stable);
  g_test_add_func ("/base/sort-circle", test_sort_names_circle);
  g_test_add_func ("/base/progress", test_progress_weighs);
  g_test_add_func ("/base/parallel", test_parallel_does_each_once);
  g_test_add_func ("/base/suggest", test_suggestions);
  g_test_add_func ("/base/file-read", test_file_read);
  g_test_add_func ("/base/file-write", test_file_write);
  return g_test_run ();
}
