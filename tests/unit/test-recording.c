/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-recording.c: recordings to JSON and back, and which Python a script runs in. */

#include <glib/gstdio.h>
#include <string.h>

#include "hw-error.h"
#include "hw-interpreter.h"
#include "hw-json.h"
#include "hw-recording.h"

static void
test_sql (void)
{
  g_autoptr (HwRecording) recording = hw_recording_new_from_sql (
      "r1", "BEGIN; CREATE TABLE t (); -- x\nCREATE INDEX CONCURRENTLY i ON t (a); COMMIT",
      "DROP TABLE t; GRANT ALL ON u TO \"A b\"");
  g_auto (GStrv) roles = hw_recording_dup_roles (recording);
  const HwRecordedStatement *statement;

  g_assert_cmpuint (recording->up.statements->len, ==, 2);
  statement = g_ptr_array_index (recording->up.statements, 0);
  g_assert_cmpstr (statement->sql, ==, "CREATE TABLE t ()");
  g_assert_true (statement->in_transaction);
  statement = g_ptr_array_index (recording->up.statements, 1);
  g_assert_false (statement->in_transaction);
  g_assert_true (recording->down.exists);
  g_assert_cmpuint (recording->down.statements->len, ==, 2);
  g_assert_cmpuint (g_strv_length (roles), ==, 1);
  g_assert_cmpstr (roles[0], ==, "A b");
}

/* What would undo a part of what it did is no way up or down: it would be run without that. */
static void
test_rollback (void)
{
  g_autoptr (HwRecording) up = hw_recording_new_from_sql (
      "r1", "BEGIN;\nCREATE TABLE t ();\nROLLBACK;\nSELECT 1; ROLLBACK", NULL);
  g_autoptr (HwRecording) down = hw_recording_new_from_sql (
      "r1", "SAVEPOINT a; CREATE TABLE t (); RELEASE a; COMMIT", "DROP TABLE t; ROLLBACK TO a");

  g_assert_false (up->up.exists);
  g_assert_nonnull (strstr (up->up.problem, "line 3: ROLLBACK is not run"));
  g_assert_true (down->up.exists);
  g_assert_false (down->down.exists);
  g_assert_nonnull (strstr (down->down.problem, "line 1: ROLLBACK TO a"));
}

static void
test_json (void)
{
  g_autoptr (HwRecording) recording =
      hw_recording_new_from_sql ("r\"1", "INSERT INTO t VALUES ('ü\\\n\t\"')", NULL);
  g_autoptr (JsonNode) node = hw_recording_to_json (recording);
  g_autofree char *line = hw_json_to_line (node);
  g_autoptr (JsonObject) object = hw_json_parse (line, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwRecording) again = hw_recording_new_from_json (object, &error);
  g_autoptr (JsonNode) node_again = NULL;
  g_autofree char *line_again = NULL;

  g_assert_no_error (error);
  g_assert_null (strchr (line, '\n'));
  g_assert_false (again->down.exists);
  g_assert_nonnull (again->down.problem);
  g_assert_cmpstr (((HwRecordedStatement *) again->up.statements->pdata[0])->sql, ==,
                   "INSERT INTO t VALUES ('ü\\\n\t\"')");
  node_again = hw_recording_to_json (again);
  line_again = hw_json_to_line (node_again);
  g_assert_cmpstr (line, ==, line_again);
}

static void
test_bad_json (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"id\": 7, \"up\": {\"statements\": []}, \"down\": {\"statements\": []}}",
    "{\"id\": \"a\", \"up\": [], \"down\": {\"statements\": []}}",
    "{\"id\": \"a\", \"up\": {\"statements\": [{\"sql\": null}]}, \"down\": {\"statements\": []}}",
    "{\"id\": \"a\", \"up\": {\"statements\": [\"x\"]}, \"down\": {\"statements\": []}}",
    "{\"id\": \"a\", \"up\": {\"statements\": {}}, \"down\": {\"statements\": []}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonObject) object = hw_json_parse (texts[i], -1);
      g_autoptr (GError) error = NULL;

      g_assert_null (hw_recording_new_from_json (object, &error));
      g_assert_error (error, HW_ERROR, HW_ERROR_FAILED);
    }
  g_assert_null (hw_json_parse ("[]", -1));
  g_assert_null (hw_json_parse ("", -1));
  g_assert_null (hw_json_parse ("{", -1));
}

/* A script's first lines as Debian, env, pip and its way around long paths write them. */
static void
test_script (void)
{
  static const struct
  {
    const char *text;
    gboolean is_python;
  } scripts[] = {
    { "#!/bin/python3x\nimport alembic\n", TRUE },
    { "#!/usr/bin/env python3x\n", TRUE },
    { "#!/usr/bin/env -S python3x -B\n", TRUE },
    { "#!/bin/sh\n'''exec' \"/a folder/python3x\" \"$0\" \"$@\"\n' '''\n", TRUE },
    { "#!/bin/sh\nexec alembic\n", FALSE },
    { "import alembic\n", FALSE },
    { "", FALSE },
  };
  g_autofree char *folder = g_dir_make_tmp ("headway-script-XXXXXX", NULL);
  g_autofree char *python = g_build_filename (folder, "python3x", NULL);
  g_autofree char *script = g_build_filename (folder, "alembic", NULL);

  g_assert_true (g_file_set_contents_full (python, "", 0, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  g_setenv ("PATH", folder, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_auto (GStrv) parts = g_strsplit (scripts[i].text, "/bin/python3x", -1);
      g_auto (GStrv) again = NULL;
      g_autofree char *once = g_strjoinv (python, parts);
      g_autofree char *text = NULL;
      g_autofree char *found = NULL;

      again = g_strsplit (once, "/a folder/python3x", -1);
      text = g_strjoinv (python, again);
      g_assert_true (g_file_set_contents (script, text, -1, NULL));
      found = hw_interpreter_dup_of_script (script);
      g_assert_cmpstr (found, ==, scripts[i].is_python ? python : NULL);
    }
  g_unlink (python);
  g_unlink (script);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recording/sql", test_sql);
  g_test_add_func ("/recording/rollback", test_rollback);
  g_test_add_func ("/recording/json", test_json);
  g_test_add_func ("/recording/bad-json", test_bad_json);
  g_test_add_func ("/recording/script", test_script);
  return g_test_run ();
}
