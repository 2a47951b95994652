/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-resource.c: text files (SQL) that are built into the libraries. */

#include "hw-resource.h"

const char *
hw_resource_get_text (HwResourceFunc get_resource, const char *path)
{
  static GMutex lock;
  static GHashTable *texts; /* by path, which begins with the name of its resource */
  /* GLib 2.74 registers compiled-in resources at the first look, which two threads may not take at
   * once: the second gets NULL. */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *text = texts == NULL ? NULL : g_hash_table_lookup (texts, path);

  if (text != NULL)
    return text;
  bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  /* The bytes lie in the program itself, and GResource ends uncompressed files with a zero byte. */
  text = g_bytes_get_data (bytes, NULL);
  if (texts == NULL)
    texts = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (texts, g_strdup (path), (gpointer) text);
  return text;
}
