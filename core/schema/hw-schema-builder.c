/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-builder.c: collects objects in any order and makes an immutable schema of them. */

#include "hw-schema-builder.h"

#include "hw-graph.h"
#include "hw-schema-private.h"

struct _HwSchemaBuilder
{
  GArray *objects;   /* (element-type HwObject) */
  GArray *addresses; /* (element-type HwAddress): of each */
  GArray *needs;     /* (element-type HwEdge) */
  HwSchema *schema;
};

HwSchemaBuilder *
hw_schema_builder_new (void)
{
  HwSchemaBuilder *self = g_new0 (HwSchemaBuilder, 1);

  self->objects = g_array_new (FALSE, FALSE, sizeof (HwObject));
  self->addresses = g_array_new (FALSE, TRUE, sizeof (HwAddress));
  self->needs = g_array_new (FALSE, FALSE, sizeof (HwEdge));
  self->schema = hw_schema_new (0);
  return self;
}

void
hw_schema_builder_free (HwSchemaBuilder *builder)
{
  g_array_unref (builder->objects);
  g_array_unref (builder->addresses);
  g_array_unref (builder->needs);
  g_clear_pointer (&builder->schema, hw_schema_unref);
  g_free (builder);
}

void
hw_schema_builder_hold (HwSchemaBuilder *builder, gpointer holder, GDestroyNotify release)
{
  hw_schema_hold (builder->schema, holder, release);
}

void
hw_schema_builder_set_server_major (HwSchemaBuilder *builder, guint major)
{
  builder->schema->server_major = major;
}

void
hw_schema_builder_set_shape (HwSchemaBuilder *builder, guint kind, guint n_attributes,
                             const char *const *names)
{
  HwShape *shape = &builder->schema->shapes[kind];

  g_free (shape->names);
  shape->n = n_attributes;
  shape->names = g_memdup2 (names, n_attributes * sizeof *names);
}

guint
hw_schema_builder_add (HwSchemaBuilder *builder, guint kind, const char *const *values)
{
  HwObject object = { .values = values, .kind = kind, .owner = HW_NO_OBJECT };

  object.schema = builder->schema;
  object.number = builder->objects->len;
  g_array_append_val (builder->objects, object);
  g_array_set_size (builder->addresses, builder->objects->len);
  return object.number;
}

void
hw_schema_builder_set_address (HwSchemaBuilder *builder, guint object, HwAddress address)
{
  g_array_index (builder->addresses, HwAddress, object) = address;
}

void
hw_schema_builder_continue (HwSchemaBuilder *builder, HwSchema *schema)
{
  hw_schema_open (schema);
  g_array_unref (builder->schema->holders);
  builder->schema->holders = g_array_ref (schema->holders);
  builder->schema->server_major = schema->server_major;
  for (guint i = 0; i < hw_kind_get_n (); i++)
    hw_schema_builder_set_shape (builder, i, schema->shapes[i].n, schema->shapes[i].names);
}

void
hw_schema_builder_set_owner (HwSchemaBuilder *builder, guint object, guint owner)
{
  g_array_index (builder->objects, HwObject, object).owner = owner;
}

void
hw_schema_builder_set_contained (HwSchemaBuilder *builder, guint object)
{
  g_array_index (builder->objects, HwObject, object).contained = TRUE;
}

void
hw_schema_builder_add_need (HwSchemaBuilder *builder, guint object, guint needed)
{
  HwEdge edge = { object, needed };

  if (object != needed)
    g_array_append_val (builder->needs, edge);
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  return hw_object_compare (a, b);
}

HwSchema *
hw_schema_builder_finish (HwSchemaBuilder *builder)
{
  HwSchema *schema = g_steal_pointer (&builder->schema);
  guint n = builder->objects->len;
  g_autofree guint *numbers = g_new (guint, n + 1);

  g_array_sort (builder->objects, compare_objects);
  g_free (schema->objects);
  schema->n_objects = n;
  schema->objects = g_memdup2 (builder->objects->data, n * sizeof (HwObject));
  schema->addresses = g_new (HwAddress, n + 1);
  for (guint i = 0; i < n; i++)
    {
      schema->addresses[i] =
          g_array_index (builder->addresses, HwAddress, schema->objects[i].number);
      numbers[schema->objects[i].number] = i;
      schema->objects[i].number = i;
    }
  for (guint i = 0; i < n; i++)
    {
      if (schema->objects[i].owner != HW_NO_OBJECT)
        schema->objects[i].owner = numbers[schema->objects[i].owner];
    }
  for (guint i = 0; i < builder->needs->len; i++)
    {
      HwEdge *edge = &g_array_index (builder->needs, HwEdge, i);

      *edge = (HwEdge){ numbers[edge->before], numbers[edge->after] };
    }
  hw_schema_complete (schema, builder->needs);
  return schema;
}
