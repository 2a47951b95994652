/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-revision-file.c: new revision files, read back as what they were meant to be. */

#include <string.h>

#include "hw-error.h"
#include "hw-revision-file.h"
#include "test-folder.h"

static HwHistory *
load (Folder *folder, const char *format)
{
  HwHistoryOptions options = { .path = folder->path, .format = format };
  g_autoptr (GError) error = NULL;
  HwHistory *history = hw_history_load (&options, NULL, &error);

  g_assert_no_error (error);
  return history;
}

static const char *const base[] = { NULL };

/* Writes a revision and returns its file's name, relative to the folder. */
static char *
must_write (Folder *folder, HwHistory *history, const HwNewRevision *revision)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = hw_revision_file_write (history, revision, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (path, folder->path));
  return g_strdup (path + strlen (folder->path) + 1);
}

static void
assert_refused (HwHistory *history, const HwNewRevision *revision, int code, const char *pattern)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_revision_file_write (history, revision, &error));
  g_assert_error (error, HW_ERROR, code);
  if (!g_pattern_match_simple (pattern, error->message))
    g_error ("%s\nis not like: %s", error->message, pattern);
}

static char *
read_file (Folder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
write_project (Folder *folder, const char *more)
{
  g_autofree char *ini = g_strconcat ("[alembic]\nscript_location = .\n", more, NULL);

  write_file (folder, "alembic.ini", ini);
  write_file (folder, "env.py", "");
  write_file (folder, "versions/a.py", "revision = 'a'\ndown_revision = None\n");
  write_file (folder, "versions/b.py", "revision = 'b'\ndown_revision = None\n");
}

static void
test_alembic (Folder *folder, gconstpointer data)
{
  static const char *const down[] = { "a", "b", NULL };
  const HwNewRevision revision = { .message = "Say \"hel\\lo\" to\nO'Hara", .down = down };
  g_autoptr (HwHistory) before = NULL;
  g_autoptr (HwHistory) after = NULL;
  g_autofree char *name = NULL;
  const HwRevision *written;

  write_project (folder, "");
  before = load (folder, NULL);
  name = must_write (folder, before, &revision);
  g_assert_true (g_str_has_suffix (name, "_say_hel_lo_to_o_hara.py"));
  after = load (folder, NULL);
  g_assert_cmpuint (hw_history_get_n (after), ==, 3);
  written = hw_history_get (after, 2);
  g_assert_cmpuint (strlen (written->id), ==, 12);
  g_assert_cmpuint (strspn (written->id, "0123456789abcdef"), ==, 12);
  g_assert_cmpstr (written->message, ==, "Say \"hel\\lo\" to");
  g_assert_cmpstr (written->down[0], ==, "a");
  g_assert_cmpstr (written->down[1], ==, "b");
  g_assert_nonnull (written->date);
  g_assert_cmpuint (g_strv_length (written->notes), ==, 0);
}

static void
test_alembic_body (Folder *folder, gconstpointer data)
{
  const HwNewRevision revision = {
    .message = "First",
    .down = base,
    .id = "c",
    .up = "CREATE TABLE t (a text DEFAULT ':x \\ \"y\"');\n"
          "CREATE INDEX CONCURRENTLY i ON t (a);\n"
          "SELECT a::text,\n  ARRAY[1, 2][1:2] FROM t",
    .downgrade = "DROP TABLE t",
  };
  g_autoptr (HwHistory) history = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  write_project (folder, "");
  history = load (folder, NULL);
  name = must_write (folder, history, &revision);
  g_assert_cmpstr (name, ==, "versions/c_first.py");
  text = read_file (folder, name);
  g_assert_nonnull (strstr (text, "\ndown_revision = None\n"));
  g_assert_nonnull (strstr (
      text, "    op.execute(\"CREATE TABLE t (a text DEFAULT '\\\\:x \\\\ \\\"y\\\"')\")\n"));
  g_assert_nonnull (strstr (text,
                            "    with op.get_context().autocommit_block():\n"
                            "        op.execute(\"CREATE INDEX CONCURRENTLY i ON t (a)\")\n"));
  g_assert_nonnull (
      strstr (text, "    op.execute(\"\"\"SELECT a::text,\n  ARRAY[1, 2][1:2] FROM t\"\"\")\n"));
  g_assert_nonnull (strstr (text, "def downgrade() -> None:\n    op.execute(\"DROP TABLE t\")\n"));
  /* Never over an existing file, never a taken id, never after nothing. */
  assert_refused (history, &revision, HW_ERROR_HISTORY, "*/c_first.py: cannot be written: *");
  assert_refused (history, &(HwNewRevision){ .message = "x", .down = base, .id = "a" },
                  HW_ERROR_HISTORY, "the revision id \"a\" is taken by */a.py");
  assert_refused (history,
                  &(HwNewRevision){ .message = "x", .down = (const char *[]){ "z", NULL } },
                  HW_ERROR_NOT_FOUND, "there is no revision \"z\"*");
}

/* What Alembic, its version table or a file's name has no place for. */
static void
test_alembic_ids (Folder *folder, gconstpointer data)
{
  static const char *const bad[] = { "",
                                     "../evil",
                                     "a/b",
                                     "a-b",
                                     "a+b",
                                     "a@b",
                                     "a\nb",
                                     "a b",
                                     "current",
                                     "head",
                                     "base",
                                     "heads",
                                     "123456789012345678901234567890123" };
  g_autoptr (HwHistory) history = NULL;

  write_project (folder, "");
  write_file (folder, "versions/b.py",
              "revision = 'b'\ndown_revision = None\nbranch_labels = ('twig',)\n");
  history = load (folder, NULL);
  assert_refused (history, &(HwNewRevision){ .message = "x", .down = base, .id = "twig" },
                  HW_ERROR_HISTORY, "the revision id \"twig\" is taken by */b.py");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (history, &(HwNewRevision){ .message = "x", .down = base, .id = bad[i] },
                    HW_ERROR_USAGE, "\"*\" *");
  g_free (must_write (
      folder, history,
      &(HwNewRevision){ .message = "x", .down = base, .id = "2024.é_7890123456789012345678901" }));
}

static void
test_alembic_template (Folder *folder, gconstpointer data)
{
  const HwNewRevision revision = { .message = "Words enough to be cut off",
                                   .down = base,
                                   .id = "c" };
  g_autoptr (HwHistory) history = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *year = g_date_time_format (now, "%Y");
  g_autofree char *pattern = g_strdup_printf ("versions/%s_*-*_c_words_enough_.py", year);
  g_autofree char *name = NULL;

  write_project (folder, "file_template = %%(year)d_%%(month).2d-%%(day).2d_%%(rev)s_%%(slug)s\n"
                         "truncate_slug_length = 15\ntimezone = utc\n");
  history = load (folder, NULL);
  name = must_write (folder, history, &revision);
  if (!g_pattern_match_simple (pattern, name))
    g_error ("%s is not like %s", name, pattern);

  write_project (folder, "file_template = %%(who)s\n");
  assert_refused (history, &revision, HW_ERROR_HISTORY, "file_template = %(who)s cannot be *");
  write_project (folder, "timezone = Nowhere/Land\n");
  assert_refused (history, &revision, HW_ERROR_HISTORY, "*no timezone \"Nowhere/Land\"");
}

/* A new file goes where its parent is. */
static void
test_alembic_locations (Folder *folder, gconstpointer data)
{
  static const char *const down[] = { "c", NULL };
  g_autoptr (HwHistory) history = NULL;
  g_autofree char *name = NULL;

  write_project (folder, "version_locations = versions other\n");
  write_file (folder, "other/c.py", "revision = 'c'\ndown_revision = None\n");
  history = load (folder, NULL);
  name =
      must_write (folder, history, &(HwNewRevision){ .message = "Next", .down = down, .id = "d" });
  g_assert_cmpstr (name, ==, "other/d_next.py");
}

static void
assert_next (Folder *folder, const char *format, const char *down, const char *downgrade,
             const char *expected)
{
  const char *const parents[] = { down, NULL };
  g_autoptr (HwHistory) history = load (folder, format);
  g_autofree char *name = must_write (
      folder, history,
      &(HwNewRevision){
          .message = "Add it", .down = parents, .up = "SELECT 1", .downgrade = downgrade });

  if (!g_pattern_match_simple (expected, name))
    g_error ("%s is not like %s", name, expected);
}

static void
test_sql (Folder *folder, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *pair = NULL;
  g_autoptr (HwHistory) history = NULL;
  static const char *const down[] = { "0009", NULL };

  assert_next (folder, "sql", NULL, NULL, "001_add_it.sql");
  text = read_file (folder, "001_add_it.sql");
  g_assert_cmpstr (text, ==, "-- Add it\n\nSELECT 1\n");
  write_file (folder, "0009_b.sql", "");
  assert_next (folder, NULL, "0009", "SELECT 2", "0010_add_it.up.sql");
  pair = read_file (folder, "0010_add_it.down.sql");
  g_assert_cmpstr (pair, ==, "-- Add it\n\nSELECT 2\n");
  write_file (folder, "20200101000000_b.sql", "");
  assert_next (folder, "sql", "20200101000000", NULL, "20????????????_add_it.sql");
  history = load (folder, NULL);
  g_assert_cmpstr (hw_history_get_format (history), ==, "sql");
  assert_refused (history, &(HwNewRevision){ .message = "x", .down = down }, HW_ERROR_HISTORY,
                  "a new revision must follow * and nothing else");
}

static void
test_golang_migrate (Folder *folder, gconstpointer data)
{
  g_autofree char *down = NULL;

  assert_next (folder, "golang-migrate", NULL, NULL, "000001_add_it.up.sql");
  assert_next (folder, "golang-migrate", "1", NULL, "000002_add_it.up.sql");
  down = read_file (folder, "000002_add_it.down.sql");
  g_assert_cmpstr (down, ==, "-- Add it\n");
}

/* A number is unique by its value, and the last one. */
static void
assert_number_refused (Folder *folder, const char *format, const char *down, const char *id)
{
  const char *const parents[] = { down, NULL };
  g_autoptr (HwHistory) history = load (folder, format);

  assert_refused (history, &(HwNewRevision){ .message = "x", .down = parents, .id = id },
                  HW_ERROR_USAGE, "\"*\" *");
}

static void
test_numbers (Folder *folder, gconstpointer data)
{
  static const char *const bad[] = { "", "../9", "9/9", "abc", "9a", "-9", "03", "0007", "6", "0" };

  write_file (folder, "003_a.up.sql", "");
  write_file (folder, "007_b.up.sql", "");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      assert_number_refused (folder, "sql", "007", bad[i]);
      assert_number_refused (folder, "golang-migrate", "7", bad[i]);
    }
  assert_number_refused (folder, "golang-migrate", "7", "9223372036854775808");
  {
    static const char *const parents[] = { "7", NULL };
    g_autoptr (HwHistory) history = load (folder, "golang-migrate");

    g_free (must_write (folder, history,
                        &(HwNewRevision){ .message = "x", .down = parents, .id = "0010" }));
  }
  assert_next (folder, "sql", "0010", NULL, "0011_add_it.up.sql");
}

#define TEST(path, function)                                                                       \
  g_test_add ("/revision-file/" path, Folder, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("alembic", test_alembic);
  TEST ("alembic-body", test_alembic_body);
  TEST ("alembic-ids", test_alembic_ids);
  TEST ("alembic-template", test_alembic_template);
  TEST ("alembic-locations", test_alembic_locations);
  TEST ("sql", test_sql);
  TEST ("golang-migrate", test_golang_migrate);
  TEST ("numbers", test_numbers);
  return g_test_run ();
}
