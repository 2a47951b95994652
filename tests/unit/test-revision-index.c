/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-revision-index.c: a large history is remembered between runs, and never when it changed. */

#include <string.h>
#include <utime.h>

#include "hw-history.h"
#include "hw-revision-index.h"
#include "test-folder.h"

#define N (HW_REVISION_INDEX_MINIMUM + 1)

static HwHistory *
load (Folder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder->path, "versions", NULL);
  HwHistoryOptions options = { .path = path, .format = "alembic" };
  HwHistory *history = hw_history_load (&options, NULL, &error);

  g_assert_no_error (error);
  return history;
}

static void
assert_same_revisions (HwHistory *a, HwHistory *b)
{
  g_assert_cmpuint (hw_history_get_n (a), ==, hw_history_get_n (b));
  for (guint i = 0; i < hw_history_get_n (a); i++)
    {
      const HwRevision *x = hw_history_get (a, i), *y = hw_history_get (b, i);

      g_assert_cmpstr (x->id, ==, y->id);
      g_assert_cmpstrv (x->down, y->down);
      g_assert_cmpstrv (x->depends_on, y->depends_on);
      g_assert_cmpstrv (x->labels, y->labels);
      g_assert_cmpstr (x->message, ==, y->message);
      g_assert_cmpstr (x->doc, ==, y->doc);
      g_assert_cmpstr (x->date, ==, y->date);
      g_assert_cmpstr (x->author, ==, y->author);
      g_assert_cmpstr (x->file, ==, y->file);
      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpuint (x->line, ==, y->line);
      g_assert_cmpuint (x->down_line, ==, y->down_line);
      g_assert_cmpstrv (x->notes, y->notes);
    }
}

/* Loads, compares with @like (nullable), and says whether it was remembered. */
static gboolean
is_remembered (Folder *folder, HwHistory *like)
{
  g_autoptr (HwHistory) history = load (folder);
  gboolean remembered = hw_history_get (history, 0)->memory != NULL;

  for (guint i = 0; i < hw_history_get_n (history); i++)
    g_assert_true ((hw_history_get (history, i)->memory != NULL) == remembered);
  if (like != NULL)
    assert_same_revisions (history, like);
  return remembered;
}

static void
write_history (Folder *folder)
{
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("versions/r%u.py", i);
      g_autofree char *down = i == 0 ? g_strdup ("None") : g_strdup_printf ("'r%u'", i - 1);
      g_autofree char *text = g_strdup_printf (
          "'''Step %u\n\nAuthor: Zoë\nCreate Date: 2024-01-02\n'''\nrevision = 'r%u'\n%s"
          "down_revision = %s\nbranch_labels = %s\ndepends_on = ['r%u', 'r%u']\n",
          i, i, i % 7 == 0 ? "down_revision = None\n" : "", down, i == 5 ? "'label'" : "None",
          i / 2 - (i == 1 ? 0 : i / 4), i / 3);

      if (i < 2)
        *strstr (text, "depends_on") = '#';
      write_file (folder, name, text);
    }
}

static char *
find_index (void)
{
  g_autofree char *folder =
      g_build_filename (g_get_user_cache_dir (), "headway", "histories", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);
  return g_build_filename (folder, name, NULL);
}

/* Damaged anywhere, it is as none, and written anew. */
static void
check_damage (Folder *folder, HwHistory *like)
{
  g_autofree char *path = find_index ();
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (guint part = 0; part < 24; part++)
    {
      g_autofree char *damaged = g_memdup2 (text, length);
      gsize start = length * part / 24;

      if (part % 2 == 0)
        memset (damaged + start, 0x7f, MIN (4096, length - start));
      g_assert_true (g_file_set_contents (path, damaged,
                                          part % 2 == 0 ? (gssize) length : (gssize) start, NULL));
      /* What only changed the letters of a message cannot be seen: the last parts are strings. */
      if (part % 2 == 1 || part < 6)
        g_assert_false (is_remembered (folder, like));
      else
        is_remembered (folder, NULL);
    }
  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  g_assert_true (is_remembered (folder, like));
}

/* What is no longer there, or has come, is seen. */
static void
check_names (Folder *folder, HwHistory *all)
{
  g_autofree char *inside = g_strdup_printf ("%s/versions/r%u.py", folder->path, N - 1);
  g_autofree char *outside = g_build_filename (folder->path, "away.py", NULL);
  g_autoptr (HwHistory) fewer = NULL;

  g_assert_cmpint (g_rename (inside, outside), ==, 0);
  fewer = load (folder);
  g_assert_cmpuint (hw_history_get_n (fewer), ==, N - 1);
  g_assert_true (is_remembered (folder, fewer));
  g_assert_cmpint (g_rename (outside, inside), ==, 0);
  /* Its time of change is now: all are read each time. */
  g_assert_false (is_remembered (folder, all));
  g_assert_false (is_remembered (folder, all));
}

/* The same size and the same time of modification: the time of change tells. */
static void
check_contents (Folder *folder)
{
  g_autofree char *path = g_strdup_printf ("%s/versions/r%u.py", folder->path, N - 1);
  g_autofree char *text = NULL;
  g_autoptr (HwHistory) history = NULL;
  g_auto (GStrv) heads = NULL;
  struct utimbuf times;
  GStatBuf information;

  g_assert_cmpint (g_stat (path, &information), ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  memcpy (strstr (text, "revision = 'r") + strlen ("revision = '"), "s", 1);
  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
  times = (struct utimbuf){ information.st_atime, information.st_mtime };
  g_assert_cmpint (utime (path, &times), ==, 0);
  history = load (folder);
  heads = hw_history_dup_heads (history);
  g_assert_true (g_str_has_prefix (heads[0], "s"));
}

static void
test_index (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) first = NULL;

  write_history (folder);
  first = load (folder);
  g_assert_false (is_remembered (folder, first)); /* written only just now */
  g_usleep (SLOWEST_TICK);
  g_assert_false (is_remembered (folder, first));
  g_assert_true (is_remembered (folder, first));
  check_damage (folder, first);
  check_names (folder, first);
  g_usleep (SLOWEST_TICK);
  g_assert_false (is_remembered (folder, first));
  g_assert_true (is_remembered (folder, first));
  check_contents (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("headway-cache-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/revision-index", Folder, NULL, set_up, test_index, tear_down);
  status = g_test_run ();
  remove_all (cache);
  return status;
}
