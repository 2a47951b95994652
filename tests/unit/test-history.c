/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-history.c: reading folders of revisions, the graph, what specifications mean, new files. */

#include <string.h>

#include "hw-error.h"
#include "hw-history.h"
#include "hw-revision-file.h"
#include "hw-version-store.h"
#include "test-folder.h"

static void
remove_file (Folder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* NAME.py with this id, parents ("None", "'a'", "('a', 'b')") and other lines. */
static void
write_revision (Folder *folder, const char *id, const char *down, const char *more)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.py", id);
  g_autofree char *text = g_strdup_printf (
      "'''Step %s'''\nrevision = '%s'\ndown_revision = %s\n%s\n", id, id, down, more);

  write_file (folder, name, text);
}

static HwHistory *
load (Folder *folder, const char *name, const char *format, GError **error)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  HwHistoryOptions options = { .path = path, .format = format };

  return hw_history_load (&options, NULL, error);
}

static HwHistory *
must_load (Folder *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  HwHistory *history = load (folder, name, NULL, &error);

  g_assert_no_error (error);
  return history;
}

static void
assert_fails (Folder *folder, const char *name, const char *pattern)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (folder, name, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_HISTORY);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s\nis not like: %s", error->message, pattern);
  g_assert_nonnull (hw_error_get_hint (error));
}

/* Ids joined by spaces; takes @ids. */
static void
assert_ids (GStrv ids, const char *expected)
{
  g_auto (GStrv) owned = ids;
  g_autofree char *joined = owned == NULL ? NULL : g_strjoinv (" ", owned);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_path (HwHistory *history, GArray *numbers, const char *expected)
{
  g_autoptr (GArray) owned = numbers;
  g_autoptr (GString) joined = g_string_new (NULL);

  g_assert_nonnull (numbers);
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (joined, "%s%s", i == 0 ? "" : " ",
                            hw_history_get (history, g_array_index (numbers, guint, i))->id);
  g_assert_cmpstr (joined->str, ==, expected);
}

static void
test_linear (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  const HwRevision *revision;
  guint n;

  /* Named against their order, with the names Alembic passes over. */
  write_revision (folder, "zzz", "None", "");
  write_revision (folder, "mmm", "'zzz'", "depends_on = None\nbranch_labels = None");
  write_revision (folder, "aaa", "'mmm'", "");
  write_file (folder, "versions/__init__.py", "revision = ");
  write_file (folder, "versions/.#aaa.py", "not python '");
  write_file (folder, "versions/aaa.pyc", "bytes");
  write_file (folder, "versions/__pycache__/aaa.py", "bytes '");
  write_file (folder, "versions/README", "text");
  history = must_load (folder, "versions");

  g_assert_cmpstr (hw_history_get_format (history), ==, "alembic");
  g_assert_true (hw_history_needs_python (history));
  g_assert_cmpstr (hw_history_get_version_table (history), ==, "alembic_version");
  g_assert_cmpuint (hw_history_get_n (history), ==, 3);
  g_assert_cmpstr (hw_history_get (history, 0)->id, ==, "zzz");
  g_assert_cmpstr (hw_history_get (history, 2)->id, ==, "aaa");
  revision = hw_history_find (history, "mmm");
  g_assert_cmpuint (revision->number, ==, 1);
  g_assert_cmpuint (revision->line, ==, 2);
  g_assert_cmpstr (revision->message, ==, "Step mmm");
  g_assert_cmpuint (g_strv_length (revision->notes), ==, 0);
  g_assert_cmpuint (*hw_history_get_parents (history, 1, &n), ==, 0);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (*hw_history_get_children (history, 1, &n), ==, 2);
  g_assert_null (hw_history_find (history, "bbb"));
  assert_ids (hw_history_dup_heads (history), "aaa");
  assert_ids (hw_history_dup_branch_points (history), "");
}

static void
test_doc (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  const HwRevision *revision;
  g_autofree char *notes = NULL;

  write_file (folder, "versions/x.py",
              "\"\"\"\nAdd order type\n\nBecause of tables.\n\nRevision ID: other\nRevises: b, c\n"
              "Create Date: 2024-05-06 07:08:09\nDate: later\nAuthor:  Ann Onymous \n\"\"\"\n"
              "import cli\n"
              "revision: str = u'x'\ndown_revision = None\nbranch_labels = (cli.EXPAND,)\n"
              "try:\n  depends_on = (cli.X,)\nexcept E:\n  depends_on = None\n");
  write_file (folder, "versions/y.py",
              "revision = 'this-is-not-it'\nrevision = '0123456789012345678901234567890123'\n"
              "previous = 'x'\ndown_revision = previous\n");
  history = must_load (folder, "versions");
  revision = hw_history_find (history, "x");
  g_assert_cmpstr (revision->message, ==, "Add order type");
  g_assert_cmpstr (revision->date, ==, "2024-05-06 07:08:09");
  g_assert_cmpstr (revision->author, ==, "Ann Onymous");
  g_assert_true (g_str_has_prefix (revision->doc, "Add order type\n\nBecause"));
  notes = g_strjoinv ("\n", revision->notes);
  g_assert_cmpstr (notes, ==,
                   "branch_labels is computed at run time (line 15) and is not known here\n"
                   "depends_on is assigned under a condition; the literal of line 19 counts\n"
                   "the docstring says Revision ID: other; the code counts\n"
                   "the docstring says Revises: b, c; the code counts");
  revision = hw_history_get (history, 1);
  g_assert_cmpstr (revision->message, ==, "");
  g_assert_null (revision->date);
  g_assert_cmpstr (revision->notes[0], ==, "revision is assigned 2 times; line 2 counts");
  g_assert_cmpstr (revision->notes[1], ==,
                   "the id is longer than the 32 characters alembic_version holds");
}

static void
test_errors (Folder *folder, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *pattern;
  } cases[] = {
    { "down_revision = None\n", "*/versions/x.py: there is no revision id" },
    { "revision = 'x'\n", "*/versions/x.py: there is no down_revision" },
    { "\nrevision = make()\ndown_revision = None\n",
      "*/versions/x.py:2: the revision id cannot be read without running the file" },
    { "revision = None\ndown_revision = None\n", "*/x.py:1: the revision id cannot be read*" },
    { "revision = 12\ndown_revision = None\n", "*/x.py:1: the revision id cannot be read*" },
    { "revision = ''\ndown_revision = None\n", "*/x.py:1: the revision id cannot be read*" },
    { "revision = 'a-b'\ndown_revision = None\n", "*/x.py:1: the revision id \"a-b\" has a \"-\"" },
    { "revision = 'x'\ndown_revision = 'a' + 'b'\n",
      "*/x.py:2: down_revision cannot be read without running the file" },
    { "revision = 'x'\n\ndown_revision = 'y'\n",
      "*/x.py:3: down_revision names \"y\", which no file of */versions has" },
    { "revision = 'x'\ndown_revision = None\ndepends_on = 'y'\n",
      "*/x.py:2: depends_on names \"y\", which no file of */versions has" },
    { "revision = 'x'\ndown_revision = 'x'\n", "*/x.py:2: down_revision names \"x\": itself" },
    { "revision = 'x\ndown_revision = None\n", "*/x.py:1: this is not Python: the string*" },
    { "f(\nrevision = 'x'\n", "*/x.py:1: this is not Python: the bracket*" },
    { "# caf\xe9\nrevision = 'x'\n", "*/x.py:1: a character is not UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_file (folder, "versions/x.py", cases[i].text);
      assert_fails (folder, "versions", cases[i].pattern);
    }
  write_bytes (folder, "versions/x.py", "x = 1\n\0", 7);
  assert_fails (folder, "versions", "*/x.py:2: this is not Python: it holds a NUL byte");
  assert_fails (folder, "nowhere", "*/nowhere: there is no such file or folder");
  write_file (folder, "empty/README", "");
  assert_fails (folder, "empty", "*/empty: no migrations are recognized here");
}

static void
test_graph_errors (Folder *folder, gconstpointer data)
{
  write_revision (folder, "a", "None", "");
  write_file (folder, "versions/other.py", "\nrevision = 'a'\ndown_revision = None\n");
  assert_fails (folder, "versions",
                "*/versions/other.py:2: the revision id \"a\" is taken by */versions/a.py:2");
  write_file (folder, "versions/other.py",
              "revision = 'o'\ndown_revision = None\nbranch_labels = 'a'\n");
  assert_fails (folder, "versions",
                "*/versions/other.py: the branch label \"a\" is taken by */versions/a.py");
  write_file (folder, "versions/other.py", "revision = 'o'\ndown_revision = 'c'\n");
  write_revision (folder, "b", "'o'", "");
  write_revision (folder, "c", "('a', 'b')", "");
  assert_fails (folder, "versions",
                "*the revisions follow each other in a circle: *(other.py)* → *(*.py)* → *");
}

/* Two branches joined again, a labelled line that depends on one of them. */
static void
write_tangle (Folder *folder)
{
  write_revision (folder, "a1a1", "None", "");
  write_revision (folder, "b1b1", "'a1a1'", "");
  write_revision (folder, "c1c1", "'a1a1'", "branch_labels = ('side',)");
  write_revision (folder, "d1d1", "('b1b1', 'c1c1')", "");
  write_revision (folder, "f1f1", "'c1c1'", "");
  write_revision (folder, "z1z1", "None", "branch_labels = 'other'\ndepends_on = ('b1b',)");
  write_revision (folder, "z2z2", "'z1z1'", "");
}

static const char *const base[] = { NULL };

static void
test_tangle (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  static const char *const at_d[] = { "d1d1", NULL };
  static const char *const at_dz[] = { "d1d1", "z1z1", NULL };
  static const char *const at_bc[] = { "b1b1", "c1c1", NULL };
  static const char *const at_cz[] = { "c1c1", "z1z1", NULL };
  static const char *const at_overlap[] = { "a1a1", "d1d1", "b1b1", NULL };
  static const char *const at_phantom[] = { "nope", NULL };
  g_autoptr (GError) error = NULL;

  write_tangle (folder);
  history = must_load (folder, "versions");
  assert_ids (hw_history_dup_heads (history), "d1d1 f1f1 z2z2");
  assert_ids (hw_history_dup_branch_points (history), "a1a1 c1c1");
  assert_ids (hw_history_dup_labels (history, hw_history_find (history, "d1d1")->number), "side");
  assert_ids (hw_history_dup_labels (history, hw_history_find (history, "a1a1")->number), "");
  assert_ids (hw_history_dup_labels (history, hw_history_find (history, "z2z2")->number), "other");

  assert_path (history, hw_history_dup_applied (history, at_d, NULL), "a1a1 b1b1 c1c1 d1d1");
  assert_path (history, hw_history_dup_upgrade_path (history, at_bc, at_dz, NULL), "d1d1 z1z1");
  assert_path (history, hw_history_dup_downgrade_path (history, at_dz, at_bc, NULL), "d1d1");
  assert_path (history, hw_history_dup_downgrade_path (history, at_dz, base, NULL),
               "z1z1 d1d1 c1c1 b1b1 a1a1");
  assert_ids (hw_history_dup_version_after (history, at_bc, 3, FALSE), "d1d1");
  assert_ids (hw_history_dup_version_after (history, at_d, 3, TRUE), "b1b1 c1c1");
  /* The row of what z1 depends on goes when z1 comes, and comes back. */
  assert_ids (hw_history_dup_version_after (history, at_bc,
                                            hw_history_find (history, "z1z1")->number, FALSE),
              "c1c1 z1z1");
  assert_ids (hw_history_dup_version_after (history, at_cz,
                                            hw_history_find (history, "z1z1")->number, TRUE),
              "b1b1 c1c1");
  assert_ids (hw_history_dup_normal_version (history, at_overlap, NULL), "d1d1");
  g_assert_null (hw_history_dup_normal_version (history, at_phantom, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
}

static void
test_resolve (Folder *folder, gconstpointer data)
{
  static const struct
  {
    const char *specification;
    const char *current;
    const char *expected; /* NULL: not found; "?": ambiguous */
  } cases[] = {
    { "d1d1", "", "d1d1" },
    { "d1", "", "d1d1" },
    { "d", "", "d1d1" },
    { "side", "", "c1c1" },
    { "sid", "", "c1c1" },
    { "other@head", "", "z2z2" },
    { "other@heads", "", "z2z2" },
    { "other@base", "", "" },
    { "other@z1", "", "z1z1" },
    { "other@b1b1", "", NULL },
    { "z2z2@head", "", "z2z2" },
    { "side@head", "", "?" },
    { "side@heads", "", "d1d1 f1f1" },
    { "head", "", "?" },
    { "heads", "", "d1d1 f1f1 z2z2" },
    { "base", "", "" },
    { "current", "c1c1 b1b1", "b1b1 c1c1" },
    { "nope", "", NULL },
    { "", "", NULL },
    { "b1b1+1", "", "d1d1" },
    { "a1a1+1", "", "?" },
    { "side@a1a1+1", "", "c1c1" },
    { "c1c1-1", "", "a1a1" },
    { "c1-1", "", "a1a1" },
    { "c1c1-2", "", "" },
    { "c1c1-3", "", NULL },
    { "d1d1-1", "", "?" },
    { "f1f1+1", "", NULL },
    { "other@+1", "", "z1z1" },
    { "other@+2", "", "z2z2" },
    { "other@+1", "z1z1", "z2z2" },
    { "+1", "", "?" },
    { "+1", "b1b1", "d1d1" },
    { "+1", "b1b1 c1c1", "?" },
    { "side@+1", "b1b1 a1a1", "c1c1" },
    { "-1", "f1f1", "c1c1" },
    { "-1", "f1f1 b1b1", "?" },
    { "-1", "a1a1", "" },
    { "-1", "", NULL },
    { "other@-1", "z2z2 d1d1", "z1z1" },
    { "other@-1", "d1d1", NULL },
    { "+1", "nope", NULL },
    { "+x", "", NULL },
    { "@", "", NULL },
  };
  g_autoptr (HwHistory) history = NULL;

  write_tangle (folder);
  history = must_load (folder, "versions");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) current = g_strsplit (cases[i].current, " ", -1);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) ids = hw_history_resolve (history, cases[i].specification,
                                               (const char *const *) current, &error);
      g_autofree char *joined = ids == NULL ? NULL : g_strjoinv (" ", ids);

      g_test_message ("%s from %s", cases[i].specification, cases[i].current);
      if (g_strcmp0 (cases[i].expected, "?") == 0)
        g_assert_error (error, HW_ERROR, HW_ERROR_AMBIGUOUS);
      else if (cases[i].expected == NULL)
        g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
      else
        g_assert_no_error (error);
      if (error != NULL)
        g_assert_nonnull (hw_error_get_hint (error));
      else
        g_assert_cmpstr (joined, ==, cases[i].expected);
    }
}

static void
test_downgrade_to (Folder *folder, gconstpointer data)
{
  static const struct
  {
    const char *specification;
    const char *current;
    const char *expected; /* NULL: refused */
  } cases[] = {
    { "base", "f1f1 z2z2", "z2z2 z1z1 f1f1 c1c1 b1b1 a1a1" },
    { "-1", "f1f1", "f1f1" },
    { "-2", "f1f1", "f1f1 c1c1" },
    { "other@base", "f1f1 z2z2", "z2z2 z1z1" },
    { "other@-1", "f1f1 z2z2", "z2z2" },
    { "side@a1a1", "c1c1 b1b1", "c1c1" },
    { "a1a1", "c1c1 b1b1", "c1c1 b1b1" },
    { "b1b1", "d1d1 z2z2", "d1d1" },
    { "f1f1", "f1f1", "" },
    { "f1f1", "c1c1", NULL },
    { "z1z1", "f1f1", NULL },
  };
  g_autoptr (HwHistory) history = NULL;

  write_tangle (folder);
  history = must_load (folder, "versions");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) current = g_strsplit (cases[i].current, " ", -1);
      g_autoptr (GError) error = NULL;
      GArray *path = hw_history_dup_downgrade_to (history, cases[i].specification,
                                                  (const char *const *) current, &error);

      g_test_message ("%s from %s", cases[i].specification, cases[i].current);
      if (cases[i].expected == NULL)
        {
          g_assert_error (error, HW_ERROR, HW_ERROR_USAGE);
          continue;
        }
      g_assert_no_error (error);
      assert_path (history, path, cases[i].expected);
    }
}

static void
assert_places (Folder *folder, const char *name, const char *heads)
{
  g_autoptr (HwHistory) history = must_load (folder, name);

  assert_ids (hw_history_dup_heads (history), heads);
}

static void
test_alembic_ini (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  g_autofree char *path = g_build_filename (folder->path, "src", NULL);

  write_revision (folder, "a", "None", "");
  write_file (folder, "versions/deep/b.py", "revision = 'b'\ndown_revision = 'a'\n");
  write_file (folder, "src/app/db/versions/c.py", "revision = 'c'\ndown_revision = 'a'\n");
  write_file (folder, "env.py", "");
  assert_places (folder, ".", "a");
  assert_places (folder, "versions", "a");
  write_file (folder, "versions/deep/helpers.py", "NAME = 'x'\n");
  history = must_load (folder, "versions");
  g_assert_nonnull (strstr (hw_history_get_notice (history), "1 revision in folders below"));
  g_clear_pointer (&history, hw_history_unref);
  /* Recursively, it would have to be a revision. */
  remove_file (folder, "versions/deep/helpers.py");

  write_file (folder, "project/alembic.ini",
              "[loggers]\nkeys = root\n\n[alembic]\n# why\nscript_location: %(here)s/..\n"
              "prepend_sys_path = . ../src\n"
              "version_locations =\n    %(script_location)s/versions\n    app.db:versions\n"
              "version_path_separator = newline\nrecursive_version_locations = true\n"
              "sqlalchemy.url = postgresql://u:p%ss@h/d\n");
  history = must_load (folder, "project/alembic.ini");
  assert_ids (hw_history_dup_heads (history), "b c");
  g_assert_null (hw_history_get_notice (history));
  g_assert_cmpstr (hw_history_get_python_path (history)[1], ==, path);
  assert_places (folder, "project", "b c");

  write_file (folder, "alembic.ini",
              "[alembic]\nscript_location = .\nversion_locations = "
              "versions, src/app/db/versions  gone\n");
  assert_places (folder, "versions", "c"); /* the ini above says where the others are */
  write_file (folder, "alembic.ini",
              "[alembic]\nscript_location = .\nversion_path_separator = os\n"
              "version_locations = versions:src/app/db/versions:versions/../versions\n");
  assert_places (folder, "alembic.ini", "c");
}

/* An ini file deep in a package, written for `alembic -c` in the project's folder. */
static void
test_alembic_ini_in_package (Folder *folder, gconstpointer data)
{
  static const char *const texts[] = {
    "[alembic]\nscript_location = shop/db/steps\n",
    "[alembic]\nscript_location = shop.db:steps\n",
    "[alembic]\nscript_location = %(here)s/steps\n",
  };

  write_file (folder, "shop/__init__.py", "");
  write_file (folder, "shop/db/__init__.py", "");
  write_file (folder, "shop/db/steps/versions/__init__.py", "");
  write_file (folder, "shop/db/steps/versions/a.py", "revision = 'a'\ndown_revision = None\n");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (HwHistory) history = NULL;
      /* As Alembic's template had it for years. */
      g_autofree char *text =
          g_strconcat (texts[i], "version_path_separator = os  # Use os.pathsep.\n", NULL);

      write_file (folder, "shop/db/alembic.ini", text);
      history = must_load (folder, "shop/db/alembic.ini");
      assert_ids (hw_history_dup_heads (history), "a");
      g_assert_cmpstr (hw_history_get_package_root (history), ==, folder->path);
    }
}

static void
test_alembic_ini_errors (Folder *folder, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "[other]\nscript_location = .\n", "*/alembic.ini: there is no [alembic] section" },
    { "[alembic]\n", "*/alembic.ini: there is no script_location" },
    { "[alembic]\nscript_location = nowhere\n",
      "*/alembic.ini: the folder of revisions */nowhere/versions does not exist" },
    { "[alembic]\nscript_location = %(there)s\n", "*/alembic.ini:2: %(there)s is not set" },
    { "[alembic]\nscript_location = %(script_location)s\n",
      "*/alembic.ini:2: %(script_location)s leads back to itself" },
    { "[alembic]\nscript_location = app:db\n",
      "*/alembic.ini: no folder found for the package location app:db" },
    { "[alembic]\nscript_location = .\nversion_locations = a\nversion_path_separator = tab\n",
      "*/alembic.ini: path separator \"tab\" means nothing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_file (folder, "alembic.ini", cases[i][0]);
      assert_fails (folder, "alembic.ini", cases[i][1]);
    }
}

/* Another tool's folder is called by the tool's name, and none of ours is taken for one. */
static void
test_foreign (Folder *folder, gconstpointer data)
{
  static const char *const cases[][3] = {
    { "V1__a.sql", "SELECT 1", "Flyway" },
    { "1_a.sql", "--  migrate:up transaction:false\nSELECT 1", "dbmate" },
    { "1_a.sql", "SELECT 1;\n--+Goose Up\n", "goose" },
    { "1_a.sql", "-- Up Migration\nSELECT 1", "node-pg-migrate" },
    { "1_a.sql", "--liquibase formatted sql\n", "Liquibase" },
    { "2024-01-01-000000_a/up.sql", "SELECT 1", "Diesel" },
    { "20240101_a/migration.sql", "SELECT 1", "Prisma" },
    { "sqitch.plan", "%project=x\n", "Sqitch" },
    { "20240101_a.rb", "class A", "Rails" },
    { "1_a.js", "exports.up", "a JavaScript tool" },
    { "1_a.mjs", "export", "a JavaScript tool" },
    { "1_a.cts", "export", "a TypeScript tool" },
    { "1_a.sql", "SELECT 1;\n---- create above / drop below ----\nSELECT 2;\n", "tern" },
    { "1_a.sql", "-- +micrate Up\nSELECT 1;\n", "micrate" },
    { "1_a.sql", "-- rambler up\nSELECT 1;\n", "Rambler" },
    { "1_a.sql", "\xef\xbb\xbf-- Up Migration\nSELECT 1", "node-pg-migrate" },
    { "1.a.rollback.sql", "SELECT 1", "yoyo" },
    { "0001_initial.py", "from django.db import migrations\n", "Django" },
  };

  write_file (folder, "good/1_a.sql", "SELECT 1 -- migrate:up\n;SELECT '\n+goose Up'\n");
  write_file (folder, "good/notes/V.sql", "");
  assert_places (folder, "good", "1");
  write_file (folder, "good/atlas.sum", "h1:x\n");
  assert_fails (folder, "good", "*/atlas.sum: this is Atlas's, *");
  write_file (folder, "pairs/1_a.up.sql", "SELECT 1");
  write_file (folder, "pairs/atlas.sum", "h1:x\n"); /* that tool writes these as well */
  assert_places (folder, "pairs", "1");
  write_file (folder, "heat/migrate.cfg", "[db_settings]\n");
  write_file (folder, "heat/versions/001_a.py", "def upgrade(engine): pass\n");
  assert_fails (folder, "heat", "*/migrate.cfg: this is sqlalchemy-migrate's, *");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *place = g_strdup_printf ("case%u", i);
      g_autofree char *file = g_build_filename (place, cases[i][0], NULL);
      g_autofree char *pattern = g_strdup_printf ("*/%s: this is %s's, *", file, cases[i][2]);

      write_file (folder, file, cases[i][1]);
      assert_fails (folder, place, pattern);
    }
}

static void
test_sql (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  gint64 key;

  write_file (folder, "001_create_users.sql", "CREATE TABLE users ();\n");
  write_file (folder, "2_add_orders.up.sql", "CREATE TABLE orders ();\n");
  write_file (folder, "2_add_orders.down.sql", "DROP TABLE orders;\n");
  write_file (folder, "10-index.sql", "SELECT 1");
  write_file (folder, "notes.txt", "text");
  history = load (folder, ".", "sql", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hw_history_get_n (history), ==, 3);
  g_assert_cmpstr (hw_history_get (history, 0)->id, ==, "001");
  g_assert_cmpstr (hw_history_get (history, 0)->message, ==, "create users");
  g_assert_cmpstr (hw_history_get (history, 2)->message, ==, "index");
  assert_ids (hw_history_dup_heads (history), "10");
  assert_ids (hw_history_resolve (history, "001_create_users", base, NULL), "001");
  assert_ids (hw_history_resolve (history, "2_add", base, NULL), "2");
  g_assert_cmpstr (hw_history_get_version_table (history), ==, "headway.version");
  g_assert_false (hw_history_get_lock_key (history, "orders", "public", &key));
  sql = hw_revision_file_dup_sql (history, hw_history_get (history, 1), TRUE, NULL);
  g_assert_cmpstr (sql, ==, "DROP TABLE orders;\n");
  g_assert_null (hw_revision_file_dup_sql (history, hw_history_get (history, 0), TRUE, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
}

static void
test_sql_errors (Folder *folder, gconstpointer data)
{
  write_file (folder, "001_a.sql", "");
  write_file (folder, "01_b.sql", "");
  assert_fails (folder, ".", "*/01_b.sql: the number 001 is taken by */001_a.sql");
  write_file (folder, "01_b.sql", "");
  remove_file (folder, "01_b.sql");
  write_file (folder, "2_c.down.sql", "");
  assert_fails (folder, ".", "*/2_c.down.sql: there is no upgrade to this downgrade");
  remove_file (folder, "2_c.down.sql");
  write_file (folder, "schema.sql", "");
  assert_fails (folder, ".", "*/schema.sql: the name does not begin with a number");
  remove_file (folder, "schema.sql");
  write_file (folder, "2_c.SQL", "");
  assert_fails (folder, ".", "*/2_c.SQL: the name does not end in .sql, in small letters");
  remove_file (folder, "2_c.SQL");
  write_file (folder, "2_c.sql", "\n-- Migrate:up\n");
  assert_fails (folder, ".", "*/2_c.sql: this is dbmate's, *");
}

static void
test_golang_migrate (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  gint64 key;

  write_file (folder, "000001_a.up.sql", "");
  write_file (folder, "000001_a.down.sql", "");
  write_file (folder, "000010_b.up.sql", "");
  write_file (folder, "2_c.up.sql", "");
  write_file (folder, "schema.sql", "");
  history = must_load (folder, ".");
  g_assert_cmpstr (hw_history_get_format (history), ==, "golang-migrate");
  assert_ids (hw_history_dup_heads (history), "10");
  assert_ids (hw_history_resolve (history, "000001", base, NULL), "1");
  g_assert_cmpstr (hw_history_get (history, 1)->id, ==, "2");
  g_assert_true (hw_history_get_lock_key (history, "orders", "public", &key));
  g_assert_cmpint (key, ==, 2900846959);
  write_file (folder, "3_d.up.pgsql", "");
  assert_fails (folder, ".", "*/3_d.up.pgsql: golang-migrate takes this for a migration, too");
}

static void
test_statements (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  g_autofree char *path = g_build_filename (folder->path, "versions", NULL);
  HwHistoryOptions options = { .path = path, .version_table = "My Schema.version's" };
  static const char *const from[] = { "b", "a", NULL };
  static const char *const to[] = { "c'", NULL };
  g_auto (GStrv) statements = NULL;

  write_revision (folder, "a", "None", "");
  history = hw_history_load (&options, NULL, NULL);
  statements = hw_version_dup_statements (history, TRUE, from, to);
  g_assert_cmpstr (statements[0], ==,
                   "CREATE TABLE \"My Schema\".\"version's\" (version_num varchar(32) NOT NULL, "
                   "CONSTRAINT \"version's_pkc\" PRIMARY KEY (version_num))");
  g_assert_cmpstr (statements[1], ==,
                   "DELETE FROM \"My Schema\".\"version's\" WHERE version_num = 'b'");
  g_assert_cmpstr (statements[2], ==,
                   "UPDATE \"My Schema\".\"version's\" SET version_num = 'c''' "
                   "WHERE version_num = 'a'");
  g_assert_null (statements[3]);
}

/* A line of 10,000 with a branch and a merge in every hundred. */
static void
test_large (Folder *folder, gconstpointer data)
{
  g_autoptr (HwHistory) history = NULL;
  static const char *const head[] = { "r9999", NULL };
  g_autoptr (GArray) path = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("r%u", i);
      g_autofree char *down = i == 0         ? g_strdup ("None")
                              : i % 100 == 2 ? g_strdup_printf ("'r%u'", i - 2)
                              : i % 100 == 3 ? g_strdup_printf ("('r%u', 'r%u')", i - 2, i - 1)
                                             : g_strdup_printf ("'r%u'", i - 1);

      write_revision (folder, name, down, "");
    }
  history = must_load (folder, "versions");
  assert_ids (hw_history_dup_heads (history), "r9999");
  path = hw_history_dup_upgrade_path (history, base, head, NULL);
  g_assert_cmpuint (path->len, ==, 10000);
}

#define TEST(path, function)                                                                       \
  g_test_add ("/history/" path, Folder, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("linear", test_linear);
  TEST ("doc", test_doc);
  TEST ("errors", test_errors);
  TEST ("graph-errors", test_graph_errors);
  TEST ("tangle", test_tangle);
  TEST ("resolve", test_resolve);
  TEST ("downgrade-to", test_downgrade_to);
  TEST ("alembic-ini", test_alembic_ini);
  TEST ("alembic-ini-in-package", test_alembic_ini_in_package);
  TEST ("foreign", test_foreign);
  TEST ("alembic-ini-errors", test_alembic_ini_errors);
  TEST ("sql", test_sql);
  TEST ("sql-errors", test_sql_errors);
  TEST ("golang-migrate", test_golang_migrate);
  TEST ("statements", test_statements);
  TEST ("large", test_large);
  return g_test_run ();
}
