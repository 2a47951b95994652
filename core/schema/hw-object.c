/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-object.c: one object of a schema, whatever its kind: identity and ordered attributes. */

#include "hw-object.h"

#include <stdlib.h>

#include "hw-schema-private.h"

const HwKind *
hw_object_get_kind (const HwObject *object)
{
  return hw_kind_get (object->kind);
}

const char *
hw_object_get_kind_name (const HwObject *object)
{
  return hw_kind_get (object->kind)->name;
}

const char *
hw_object_get_schema (const HwObject *object)
{
  return object->values[HW_VALUE_SCHEMA];
}

const char *
hw_object_get_parent (const HwObject *object)
{
  return object->values[HW_VALUE_PARENT];
}

const char *
hw_object_get_name (const HwObject *object)
{
  return object->values[HW_VALUE_NAME];
}

const char *
hw_object_get_arguments (const HwObject *object)
{
  return object->values[HW_VALUE_ARGUMENTS];
}

HwObject *
hw_object_get_owner (const HwObject *object)
{
  if (object->owner == HW_NO_OBJECT)
    return NULL;
  return &object->schema->objects[object->owner];
}

guint
hw_object_get_n_children (const HwObject *object)
{
  const guint *first = object->schema->children.first;

  return first[object->number + 1] - first[object->number];
}

HwObject *
hw_object_get_child (const HwObject *object, guint i)
{
  const HwRelation *children = &object->schema->children;

  return &object->schema->objects[children->targets[children->first[object->number] + i]];
}

guint
hw_object_get_n_attributes (const HwObject *object)
{
  return object->schema->shapes[object->kind].n;
}

const char *
hw_object_get_attribute_name (const HwObject *object, guint i)
{
  return object->schema->shapes[object->kind].names[i];
}

const char *
hw_object_get_attribute (const HwObject *object, guint i)
{
  return object->values[HW_VALUE_FIRST_ATTRIBUTE + i];
}

const char *
hw_object_get (const HwObject *object, const char *attribute)
{
  const HwShape *shape = &object->schema->shapes[object->kind];

  for (guint i = 0; i < shape->n; i++)
    {
      if (g_str_equal (shape->names[i], attribute))
        return hw_object_get_attribute (object, i);
    }
  g_return_val_if_reached (NULL);
}

int
hw_object_compare (const HwObject *a, const HwObject *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  for (guint i = 0; i < HW_VALUE_FIRST_ATTRIBUTE; i++)
    {
      int order = g_strcmp0 (a->values[i], b->values[i]);

      if (order != 0)
        return order;
    }
  return 0;
}

gboolean
hw_object_is_unreadable (const HwObject *object)
{
  for (guint i = 0; i < hw_object_get_n_attributes (object); i++)
    {
      if (g_strcmp0 (hw_object_get_attribute (object, i), HW_UNREADABLE) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
hw_object_equal (const HwObject *a, const HwObject *b)
{
  if (hw_object_compare (a, b) != 0)
    return FALSE;
  for (guint i = 0; i < hw_object_get_n_attributes (a); i++)
    {
      if (g_strcmp0 (hw_object_get_attribute (a, i), hw_object_get_attribute (b, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

guint
hw_object_get_position (const HwObject *object)
{
  return (guint) strtoul (hw_object_get (object, "position"), NULL, 10);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return (int) hw_object_get_position (*(HwObject *const *) a) -
         (int) hw_object_get_position (*(HwObject *const *) b);
}

GPtrArray *
hw_object_dup_columns (const HwObject *object)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    {
      HwObject *child = hw_object_get_child (object, i);

      if (g_str_equal (hw_object_get_kind_name (child), "column"))
        g_ptr_array_add (columns, child);
    }
  g_ptr_array_sort (columns, compare_positions);
  return columns;
}
