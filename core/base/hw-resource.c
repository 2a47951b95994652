/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-resource.c: text files (SQL) that are built into the libraries. */

#include "hw-resource.h"

const char *
hw_resource_get_text (GResource *resource, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  /* The bytes lie in the program itself, and GResource ends uncompressed files with a zero byte. */
  return g_bytes_get_data (bytes, NULL);
}
