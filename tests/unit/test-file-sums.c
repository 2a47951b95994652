/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-file-sums.c: a file is not read again while nothing can have changed it, and else it is. */

#include <glib/gstdio.h>
#include <string.h>

#include "hw-file-sums.h"
#include "test-folder.h"

/* (transfer full): its path. */
static char *
dup_written (Folder *folder, const char *name, const char *text)
{
  write_file (folder, name, text);
  return g_build_filename (folder->path, name, NULL);
}

static char *
dup_sum (HwFileSums *sums, const char *path)
{
  g_autoptr (GError) error = NULL;
  char *sum = hw_file_sums_dup (sums, path, &error);

  g_assert_no_error (error);
  return sum;
}

static void
assert_sum (HwFileSums *sums, const char *path, const char *content)
{
  g_autofree char *sum = dup_sum (sums, path);
  g_autofree char *true_sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  g_assert_cmpstr (sum, ==, true_sum);
}

/* Just written: another change could leave the same times behind. */
static void
test_fresh (Folder *folder, gconstpointer data)
{
  g_autofree char *path = dup_written (folder, "one.py", "pass\n");
  g_autoptr (HwFileSums) sums = hw_file_sums_new (NULL);
  g_autofree char *text = NULL;

  assert_sum (sums, path, "pass\n");
  text = hw_file_sums_dup_text (sums);
  g_assert_null (text);
}

static void
test_remembered (Folder *folder, gconstpointer data)
{
  g_autofree char *path = dup_written (folder, "a \"b\"\nü.py", "pass\n");
  g_autoptr (HwFileSums) sums = hw_file_sums_new (NULL);
  g_autoptr (HwFileSums) again = NULL;
  g_autofree char *text = NULL, *forged = NULL, *sum = NULL, *nothing = NULL;

  g_usleep (SLOWEST_TICK);
  assert_sum (sums, path, "pass\n");
  text = hw_file_sums_dup_text (sums);
  g_assert_nonnull (text);

  /* What is remembered is believed, which only a false checksum shows. */
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "pass\n", -1);
  forged = g_strdup (text);
  memset (strstr (forged, sum), '0', strlen (sum));
  again = hw_file_sums_new (forged);
  g_free (sum);
  sum = dup_sum (again, path);
  g_assert_cmpuint (strspn (sum, "0"), ==, 64);
  nothing = hw_file_sums_dup_text (again);
  g_assert_null (nothing);

  /* Until the file is another, though of the same size. */
  write_file (folder, "a \"b\"\nü.py", "quit\n");
  assert_sum (again, path, "quit\n");
  assert_sum (sums, path, "quit\n");
}

/* Cut off, damaged, foreign: as if it were not there. */
static void
test_damaged (Folder *folder, gconstpointer data)
{
  g_autofree char *path = dup_written (folder, "one.py", "pass\n");
  g_autoptr (HwFileSums) sums = hw_file_sums_new (NULL);
  g_autofree char *text = NULL;
  gsize size;

  g_usleep (SLOWEST_TICK);
  assert_sum (sums, path, "pass\n");
  text = hw_file_sums_dup_text (sums);
  size = strlen (text);
  for (gsize i = 0; i < size; i++)
    {
      g_autofree char *cut = g_strndup (text, i);
      g_autofree char *spoiled = g_strdup (text);
      g_autoptr (HwFileSums) from_cut = hw_file_sums_new (cut);
      g_autoptr (HwFileSums) from_spoiled = hw_file_sums_new (spoiled);
      g_autofree char *sum = NULL;

      assert_sum (from_cut, path, "pass\n");
      spoiled[i] = '\n';
      sum = dup_sum (from_spoiled, path);
    }
}

static void
test_missing (Folder *folder, gconstpointer data)
{
  g_autofree char *path = g_build_filename (folder->path, "none.py", NULL);
  g_autoptr (HwFileSums) sums = hw_file_sums_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_file_sums_dup (sums, path, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file-sums/fresh", Folder, NULL, set_up, test_fresh, tear_down);
  g_test_add ("/file-sums/remembered", Folder, NULL, set_up, test_remembered, tear_down);
  g_test_add ("/file-sums/damaged", Folder, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/file-sums/missing", Folder, NULL, set_up, test_missing, tear_down);
  return g_test_run ();
}
