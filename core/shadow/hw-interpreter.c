/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-interpreter.c: which Python a service's revisions run in, and from which folder. */

#include "hw-interpreter.h"

#include <string.h>

/* How far above the revisions alembic.ini is looked for. */
#define LEVELS 3

char *
hw_interpreter_dup_folder (HwService *service, char **ini)
{
  const char *migrations = hw_service_get_migrations (service);
  gboolean is_file = g_file_test (migrations, G_FILE_TEST_IS_REGULAR);
  g_autofree char *start = is_file ? g_path_get_dirname (migrations) : g_strdup (migrations);
  g_autofree char *folder = g_strdup (start);

  if (ini != NULL)
    *ini = is_file ? g_strdup (migrations) : NULL;
  for (guint i = 0; !is_file && i <= LEVELS; i++)
    {
      g_autofree char *file = g_build_filename (folder, "alembic.ini", NULL);
      char *above;

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        {
          if (ini != NULL)
            *ini = g_steal_pointer (&file);
          return g_steal_pointer (&folder);
        }
      above = g_path_get_dirname (folder);
      g_free (folder);
      folder = above;
    }
  return g_steal_pointer (&start);
}

/* The first two lines of @path; NULL when it cannot be read or is no script. */
static GStrv
read_first_lines (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char text[1024] = "";
  gsize length = 0;

  if (stream == NULL)
    return NULL;
  g_input_stream_read_all (G_INPUT_STREAM (stream), text, sizeof text - 1, &length, NULL, NULL);
  text[length] = '\0';
  return g_str_has_prefix (text, "#!") ? g_strsplit (text, "\n", 3) : NULL;
}

static gboolean
is_python (const char *word)
{
  g_autofree char *name = g_path_get_basename (word);

  return g_str_has_prefix (name, "python") || g_str_has_prefix (name, "pypy");
}

char *
hw_interpreter_dup_of_script (const char *program)
{
  g_auto (GStrv) lines = read_first_lines (program);

  /* "#!/path/python", "#!/usr/bin/env python3", or pip's way around long paths: "#!/bin/sh", then
   * '''exec' "/long path/python" "$0" "$@". */
  for (guint i = 0; lines != NULL && lines[i] != NULL && i < 2; i++)
    {
      const char *line = g_str_has_prefix (lines[i], "#!") ? lines[i] + 2 : lines[i];
      g_auto (GStrv) words = NULL;

      if (g_str_has_prefix (line, "'''exec' "))
        line += strlen ("'''exec' ");
      if (!g_shell_parse_argv (line, NULL, &words, NULL))
        continue;
      for (guint j = 0; words[j] != NULL; j++)
        if (is_python (words[j]))
          return g_find_program_in_path (words[j]);
    }
  return NULL;
}

static void
add_of_folder (GPtrArray *found, const char *folder)
{
  static const char *const names[] = { ".venv", "venv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], "bin", "python", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) &&
          !g_ptr_array_find_with_equal_func (found, path, g_str_equal, NULL))
        g_ptr_array_add (found, g_steal_pointer (&path));
    }
}

GStrv
hw_interpreter_dup_candidates (HwService *service, HwHistory *history)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *folder = hw_interpreter_dup_folder (service, NULL);
  const char *const *places = hw_history_get_python_path (history);
  g_autofree char *alembic = NULL;

  /* What is installed here says nothing of where a runner leads. */
  if (hw_service_get_python (service) != NULL || hw_service_get_runner (service) != NULL)
    {
      const char *python = hw_service_get_python (service);

      g_ptr_array_add (found, g_strdup (python != NULL ? python : "python3"));
      g_ptr_array_add (found, NULL);
      return (GStrv) g_ptr_array_free (g_steal_pointer (&found), FALSE);
    }
  add_of_folder (found, folder);
  for (guint i = 0; places != NULL && places[i] != NULL; i++)
    add_of_folder (found, places[i]);
  if (hw_history_get_package_root (history) != NULL)
    add_of_folder (found, hw_history_get_package_root (history));
  alembic = g_find_program_in_path ("alembic");
  if (alembic != NULL)
    {
      char *python = hw_interpreter_dup_of_script (alembic);

      if (python != NULL)
        g_ptr_array_add (found, python);
    }
  g_ptr_array_add (found, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
