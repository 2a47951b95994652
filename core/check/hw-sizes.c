/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sizes.c: how large a database and its tables are, for people to judge a step by. */

#include "hw-sizes.h"

#include "hw-check-resource.h"
#include "hw-name.h"
#include "hw-resource.h"

#define SIZES "/org/headwaydb/Headway/check/sizes.sql"

struct _HwSizes
{
  gatomicrefcount references;
  guint64 database;
  GHashTable *tables; /* qualified and quoted name to HwSize */
};

HwSizes *
hw_sizes_read (HwConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwResult) result = hw_connection_query (
      connection, cancellable, error, hw_resource_get_text (hw_check_get_resource, SIZES), 0);
  HwSizes *sizes;

  if (result == NULL)
    return NULL;
  sizes = g_new0 (HwSizes, 1);
  g_atomic_ref_count_init (&sizes->references);
  sizes->tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < hw_result_get_n_rows (result); i++)
    {
      HwSize size = { (guint64) hw_result_get_int64 (result, i, 2),
                      hw_result_get_int64 (result, i, 3) };

      if (hw_result_get (result, i, 1) == NULL)
        sizes->database = size.bytes;
      else
        g_hash_table_insert (
            sizes->tables,
            hw_quote_qualified (hw_result_get (result, i, 0), hw_result_get (result, i, 1)),
            g_memdup2 (&size, sizeof size));
    }
  return sizes;
}

HwSizes *
hw_sizes_ref (HwSizes *sizes)
{
  g_atomic_ref_count_inc (&sizes->references);
  return sizes;
}

void
hw_sizes_unref (HwSizes *sizes)
{
  if (!g_atomic_ref_count_dec (&sizes->references))
    return;
  g_hash_table_unref (sizes->tables);
  g_free (sizes);
}

guint64
hw_sizes_get_database (HwSizes *sizes)
{
  return sizes->database;
}

const HwSize *
hw_sizes_get_table (HwSizes *sizes, const HwObject *table)
{
  g_autofree char *name =
      hw_quote_qualified (hw_object_get_schema (table), hw_object_get_name (table));

  return g_hash_table_lookup (sizes->tables, name);
}
