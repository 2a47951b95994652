/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-touch.c: which tables a change of schema is about. */

#include "hw-touch.h"

#include "hw-difference.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  return hw_object_compare (*(HwObject *const *) a, *(HwObject *const *) b);
}

static gboolean
is_same (gconstpointer a, gconstpointer b)
{
  return hw_object_compare (a, b) == 0;
}

GPtrArray *
hw_touch_find_tables (HwSchema *before, HwSchema *after)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_object_unref);
  g_autoptr (HwDifferences) differences = hw_schema_compare (before, after, NULL);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      HwObject *object = hw_difference_get_object (hw_differences_get (differences, i));
      HwObject *known;

      while (hw_object_get_owner (object) != NULL)
        object = hw_object_get_owner (object);
      known = hw_schema_lookup (before, object);
      if ((g_str_equal (hw_object_get_kind_name (object), "table") ||
           g_str_equal (hw_object_get_kind_name (object), "materialized-view")) &&
          !g_ptr_array_find_with_equal_func (tables, object, is_same, NULL))
        g_ptr_array_add (tables, hw_object_ref (known != NULL ? known : object));
    }
  g_ptr_array_sort (tables, compare);
  return tables;
}
