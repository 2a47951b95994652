/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-pair.c: two schemas of the folder schema/, of which each must be turned into the other.
 */

#include "hw-test-pair.h"

#include <stdlib.h>
#include <string.h>

#define PAIR "-- === "
#define SECTION "-- == "

static void
pair_free (gpointer data)
{
  HwTestPair *pair = data;

  g_free (pair->name);
  g_free (pair->text);
  g_free (pair);
}

static gint
compare_pairs (gconstpointer a, gconstpointer b)
{
  const HwTestPair *const *first = a, *const *second = b;

  return strcmp ((*first)->name, (*second)->name);
}

/* The number behind the line that begins with @words, before the first section of @text. */
static guint
find_version (const char *text, const char *words, guint otherwise)
{
  g_autofree char *head = g_strndup (text, strstr (text, "\n" SECTION) - text);
  const char *line = strstr (head, words);

  return line != NULL ? (guint) strtoul (line + strlen (words), NULL, 10) : otherwise;
}

static void
add_pair (GPtrArray *pairs, const char *file, const char *text, gsize length)
{
  HwTestPair *pair = g_new0 (HwTestPair, 1);
  gsize name_length = strcspn (text, "\n");

  pair->text = g_strndup (text, length);
  pair->oldest = find_version (pair->text, "\n-- from ", 0);
  pair->newest = find_version (pair->text, "\n-- up to ", G_MAXUINT);
  if (g_str_has_prefix (text, PAIR))
    pair->name = g_strdup_printf ("%s/%.*s", file, (int) (name_length - strlen (PAIR)),
                                  text + strlen (PAIR));
  else
    pair->name = g_strdup (file);
  g_ptr_array_add (pairs, pair);
}

static void
read_file (GPtrArray *pairs, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *file = g_strndup (name, strcspn (name, "."));
  g_autofree char *text = NULL;
  const char *start, *next;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  start = strstr (text, "\n" PAIR);
  start = start != NULL ? start + 1 : text;
  for (; start != NULL; start = next)
    {
      next = strstr (start, "\n" PAIR);
      next = next != NULL ? next + 1 : NULL;
      add_pair (pairs, file, start, next != NULL ? (gsize) (next - start) : strlen (start));
    }
}

GPtrArray *
hw_test_pairs_read (const char *folder)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (pair_free);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    read_file (pairs, folder, name);
  g_ptr_array_sort (pairs, compare_pairs);
  return pairs;
}

char *
hw_test_pair_dup_section (const HwTestPair *pair, const char *name)
{
  g_autofree char *head = g_strdup_printf ("\n" SECTION "%s\n", name);
  const char *start = strstr (pair->text, head), *end;

  if (start == NULL)
    return g_strdup ("");
  start += strlen (head) - 1;
  end = strstr (start, "\n" SECTION);
  return end != NULL ? g_strndup (start, end - start) : g_strdup (start);
}
