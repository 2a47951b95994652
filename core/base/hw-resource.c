/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-resource.c: text files (SQL) that are built into the libraries. */

#include "hw-resource.h"

const char *
hw_resource_get_text (HwResourceFunc get_resource, const char *path)
{
  static GMutex lock;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GResource *resource;

  /* GLib 2.74 registers compiled-in resources at the first look, which two threads may not take at
   * once: the second gets NULL. */
  g_mutex_lock (&lock);
  resource = get_resource ();
  g_mutex_unlock (&lock);
  bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  /* The bytes lie in the program itself, and GResource ends uncompressed files with a zero byte. */
  return g_bytes_get_data (bytes, NULL);
}
