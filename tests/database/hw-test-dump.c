/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-dump.c: what pg_dump says of a database: the judge beside Headway's own comparison. */

#include "hw-test-dump.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Whether columns, or fields, are listed in @statement, one a line. */
static gboolean
has_columns (const char *statement)
{
  return strstr (statement, " (\n") != NULL && strstr (statement, " AS ENUM (\n") == NULL &&
         (strstr (statement, "TABLE ") != NULL || g_str_has_prefix (statement, "CREATE TYPE "));
}

/* The order of the columns of a table, and with it the commas, is no part of what is compared. */
static char *
dup_without_column_order (const char *statement)
{
  g_auto (GStrv) lines = g_strsplit (statement, "\n", -1);

  if (!has_columns (statement))
    return g_strdup (statement);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_suffix (lines[i], ","))
        lines[i][strlen (lines[i]) - 1] = '\0';
    }
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

/* (nullable): where @end first stands in @text, outside quotes. */
static const char *
find_outside_quotes (const char *text, const char *end)
{
  gboolean quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      if (!quoted && g_str_has_prefix (text, end))
        return text;
      quoted ^= *text == '"';
    }
  return NULL;
}

/* @statement with the list between two of its places sorted. */
static char *
dup_sorted (const char *statement, const char *start, const char *end)
{
  g_autofree char *between = g_strndup (start, end - start);
  g_auto (GStrv) elements = g_strsplit (between, ", ", -1);
  g_autofree char *sorted = NULL;

  qsort (elements, g_strv_length (elements), sizeof *elements, compare_lines);
  sorted = g_strjoinv (", ", elements);
  return g_strdup_printf ("%.*s%s%s", (int) (start - statement), statement, sorted, end);
}

/* Nor is that of the columns of statistics, and of those of a table that are published. */
static char *
dup_without_list_order (const char *statement)
{
  const char *start = strstr (statement, " ON "), *end;

  if (g_str_has_prefix (statement, "CREATE STATISTICS "))
    return dup_sorted (statement, start + strlen (" ON "), g_strrstr (statement, " FROM "));
  start = strstr (statement, " ADD TABLE ONLY ");
  start = find_outside_quotes (start + strlen (" ADD TABLE ONLY "), " (");
  end = start != NULL ? find_outside_quotes (start, ")") : NULL;
  if (end == NULL || g_str_has_prefix (start - strlen (" WHERE"), " WHERE"))
    return g_strdup (statement);
  return dup_sorted (statement, start + strlen (" ("), end);
}

/* (transfer full): what Debian's pg_dump prints. */
static char *
run_dump (HwTestDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) dump = NULL;
  char *out = NULL;

  /* With descriptors left alone GLib need not fork, which takes long with sanitizers. */
  dump = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &error,
                           "pg_dump", "--schema-only", "--dbname",
                           hw_test_database_get_conninfo (database), NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (dump, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (dump));
  return out;
}

/* (transfer full): what the program of HW_TEST_PG_DUMP answers, which runs as long as this one. */
static char *
ask_for_dump (HwTestDatabase *database, const char *command)
{
  static GSubprocess *program;
  static GDataInputStream *answers;
  g_autoptr (GError) error = NULL;
  g_autofree char *question = g_strconcat (hw_test_database_get_name (database), "\n", NULL);
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;
  gint64 length;

  if (program == NULL)
    {
      g_auto (GStrv) argv = NULL;

      g_assert_true (g_shell_parse_argv (command, NULL, &argv, NULL));
      program = g_subprocess_newv ((const char *const *) argv,
                                   G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error);
      g_assert_no_error (error);
      answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (program));
    }
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (program), question, strlen (question),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  line = g_data_input_stream_read_line (answers, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  length = g_ascii_strtoll (line, NULL, 10);
  g_assert_cmpint (length, >, 0);
  text = g_malloc0 (length + 1);
  g_input_stream_read_all (G_INPUT_STREAM (answers), text, length, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&text);
}

char *
hw_test_dump (HwTestDatabase *database)
{
  const char *command = g_getenv ("HW_TEST_PG_DUMP");
  g_autofree char *out = command != NULL ? ask_for_dump (database, command) : run_dump (database);
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  g_auto (GStrv) statements = NULL;
  g_autofree char *joined = NULL, *text = NULL;
  guint n = 0;

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
  joined = g_strjoinv ("\n", lines);
  text = g_strconcat (joined, "\n", NULL);
  statements = g_strsplit (text, ";\n", -1);
  for (guint i = 0; statements[i] != NULL; i++)
    {
      char *statement = statements[i];

      statements[i] = g_str_has_prefix (statement, "CREATE STATISTICS ") ||
                              (g_str_has_prefix (statement, "ALTER PUBLICATION ") &&
                               strstr (statement, " ADD TABLE ONLY ") != NULL)
                          ? dup_without_list_order (statement)
                          : dup_without_column_order (statement);
      g_free (statement);
    }
  qsort (statements, g_strv_length (statements), sizeof *statements, compare_lines);
  return g_strjoinv (";\n", statements);
}
