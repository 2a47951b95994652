/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-folder.h: a fresh folder of files for a test. */

#pragma once

#include <glib/gstdio.h>

/* Microseconds after which a file's times tell every further change. */
#define SLOWEST_TICK (2100 * 1000)

typedef struct
{
  char *path;
} Folder;

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

static void
set_up (Folder *folder, gconstpointer data)
{
  folder->path = g_dir_make_tmp ("headway-history-XXXXXX", NULL);
  g_assert_nonnull (folder->path);
}

static void
tear_down (Folder *folder, gconstpointer data)
{
  remove_all (folder->path);
  g_free (folder->path);
}

static void
write_bytes (Folder *folder, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
write_file (Folder *folder, const char *name, const char *text)
{
  write_bytes (folder, name, text, -1);
}
