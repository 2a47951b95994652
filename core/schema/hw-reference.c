/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-reference.c: which tables and columns the constraints of a schema are about. */

#include "hw-reference.h"

#include "hw-schema-private.h"

static HwObject *
find_root (HwObject *object)
{
  HwObject *owner;

  while ((owner = hw_object_get_owner (object)) != NULL)
    object = owner;
  return object;
}

HwObject *
hw_schema_get_referenced (HwSchema *schema, HwObject *key)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (schema, key->number, &n);
  HwObject *own = hw_object_get_owner (key);

  for (guint i = 0; i < n; i++)
    {
      HwObject *root = find_root (hw_schema_get_object (schema, needs[i]));

      if (root != own && g_str_equal (hw_object_get_kind_name (root), "table"))
        return root;
    }
  return own;
}

gboolean
hw_schema_constrains (HwSchema *schema, HwObject *constraint, HwObject *column)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (schema, constraint->number, &n);

  for (guint i = 0; i < n; i++)
    if (needs[i] == column->number)
      return TRUE;
  return FALSE;
}
