/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-server-programs.c: where the server programs of a PostgreSQL major version are installed. */

#include "hw-server-programs.h"

#include <stdlib.h>
#include <string.h>

/* Debian keeps the versions side by side here. */
#define VERSIONS_FOLDER "/usr/lib/postgresql"

/* (transfer full) (nullable): what the program prints on its first line. */
static char *
ask_program (const char *program, const char *option)
{
  const char *argv[] = { program, option, NULL };
  g_autofree char *output = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, &output, NULL, &status, NULL) ||
      !g_spawn_check_wait_status (status, NULL))
    return NULL;
  output[strcspn (output, "\n")] = '\0';
  return g_steal_pointer (&output);
}

static gboolean
has_programs (const char *folder)
{
  g_autofree char *postgres = g_build_filename (folder, "postgres", NULL);
  g_autofree char *initdb = g_build_filename (folder, "initdb", NULL);

  return g_file_test (postgres, G_FILE_TEST_IS_EXECUTABLE) &&
         g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE);
}

/* The major version of the programs in @folder, 0 when they are not all there. */
static guint
ask_major (const char *folder)
{
  g_autofree char *postgres = g_build_filename (folder, "postgres", NULL);
  g_autofree char *words = has_programs (folder) ? ask_program (postgres, "--version") : NULL;
  /* "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" */
  const char *number = words != NULL ? strstr (words, ") ") : NULL;

  return number != NULL ? (guint) strtoul (number + 2, NULL, 10) : 0;
}

/* A folder there is named after its version, so no program need be asked: every check looks here.
 */
static char *
find_in_versions_folder (guint major, guint *found)
{
  g_autoptr (GDir) versions = g_dir_open (VERSIONS_FOLDER, 0, NULL);
  g_autofree char *best = NULL;
  const char *name;

  *found = 0;
  while (versions != NULL && (name = g_dir_read_name (versions)) != NULL)
    {
      guint version = (guint) strtoul (name, NULL, 10);
      g_autofree char *folder = g_build_filename (VERSIONS_FOLDER, name, "bin", NULL);

      if (version <= *found || (major != 0 && version != major) || !has_programs (folder))
        continue;
      *found = version;
      g_free (best);
      best = g_steal_pointer (&folder);
    }
  return g_steal_pointer (&best);
}

char *
hw_server_programs_find (guint major, guint *found)
{
  guint version;
  g_autofree char *folder = find_in_versions_folder (major, &version);

  if (folder == NULL)
    {
      folder = ask_program ("pg_config", "--bindir");
      version = folder != NULL ? ask_major (folder) : 0;
      if (version == 0 || (major != 0 && version != major))
        return NULL;
    }
  if (found != NULL)
    *found = version;
  return g_steal_pointer (&folder);
}
