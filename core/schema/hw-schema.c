/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema.c: an immutable snapshot of all objects of a database, and what depends on what. */

#include "hw-schema.h"

#include <string.h>

#include "hw-graph.h"
#include "hw-schema-private.h"

typedef struct
{
  gpointer holder;
  GDestroyNotify release;
} Holder;

static void
clear_holder (gpointer data)
{
  Holder *holder = data;

  holder->release (holder->holder);
}

HwSchema *
hw_schema_new (guint n_objects)
{
  HwSchema *self = g_new0 (HwSchema, 1);

  g_atomic_ref_count_init (&self->references);
  self->shapes = g_new0 (HwShape, hw_kind_get_n ());
  self->holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  g_array_set_clear_func (self->holders, clear_holder);
  hw_schema_make_room (self, n_objects);
  return self;
}

void
hw_schema_make_room (HwSchema *schema, guint n_objects)
{
  g_free (schema->objects);
  schema->n_objects = n_objects;
  schema->objects = g_new0 (HwObject, n_objects + 1);
  for (guint i = 0; i < n_objects; i++)
    schema->objects[i] = (HwObject){ .schema = schema, .number = i, .owner = HW_NO_OBJECT };
}

void
hw_schema_open (HwSchema *schema)
{
  if (schema->packed == NULL || !g_once_init_enter (&schema->is_open))
    return;
  if (!hw_schema_unpack (schema))
    {
      g_critical ("a kept schema has the right checksum, but was not written by Headway");
      hw_schema_make_room (schema, 0);
    }
  g_once_init_leave (&schema->is_open, 1);
}

HwSchema *
hw_schema_new_empty (void)
{
  HwSchema *self = hw_schema_new (0);
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (HwEdge));

  hw_schema_complete (self, needs);
  return self;
}

void
hw_schema_hold (HwSchema *schema, gpointer holder, GDestroyNotify release)
{
  Holder element = { holder, release };

  g_array_append_val (schema->holders, element);
}

HwSchema *
hw_schema_ref (HwSchema *schema)
{
  g_atomic_ref_count_inc (&schema->references);
  return schema;
}

static void
clear_relation (HwRelation *relation)
{
  g_free (relation->first);
  g_free (relation->targets);
}

void
hw_schema_unref (HwSchema *schema)
{
  if (!g_atomic_ref_count_dec (&schema->references))
    return;
  clear_relation (&schema->dependencies);
  clear_relation (&schema->dependents);
  clear_relation (&schema->children);
  for (guint i = 0; i < hw_kind_get_n (); i++)
    g_free (schema->shapes[i].names);
  g_array_unref (schema->holders);
  g_clear_pointer (&schema->packed, g_bytes_unref);
  g_free (schema->shapes);
  g_free (schema->addresses);
  g_free (schema->objects);
  g_free (schema->digest);
  g_free (schema);
}

HwObject *
hw_object_ref (HwObject *object)
{
  hw_schema_ref (object->schema);
  return object;
}

void
hw_object_unref (HwObject *object)
{
  hw_schema_unref (object->schema);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const HwEdge *x = a, *y = b;

  if (x->before != y->before)
    return x->before < y->before ? -1 : 1;
  return x->after < y->after ? -1 : x->after > y->after;
}

void
hw_relation_init (HwRelation *relation, guint n_nodes, GArray *pairs)
{
  guint n = 0;

  g_array_sort (pairs, compare_edges);
  relation->first = g_new0 (guint, n_nodes + 1);
  relation->targets = g_new (guint, pairs->len + 1);
  for (guint i = 0; i < pairs->len; i++)
    {
      const HwEdge *edge = &g_array_index (pairs, HwEdge, i);

      if (i > 0 && compare_edges (edge, edge - 1) == 0)
        continue;
      relation->first[edge->before + 1]++;
      relation->targets[n++] = edge->after;
    }
  for (guint i = 0; i < n_nodes; i++)
    relation->first[i + 1] += relation->first[i];
}

void
hw_schema_complete (HwSchema *schema, GArray *needs)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (HwEdge));

  for (guint i = 0; i < schema->n_objects; i++)
    {
      HwEdge edge = { schema->objects[i].owner, i };

      if (edge.before != HW_NO_OBJECT)
        g_array_append_val (children, edge);
    }
  hw_relation_init (&schema->children, schema->n_objects, children);
  hw_relation_init (&schema->dependencies, schema->n_objects, needs);
  for (guint i = 0; i < needs->len; i++)
    {
      HwEdge *edge = &g_array_index (needs, HwEdge, i);

      *edge = (HwEdge){ edge->after, edge->before };
    }
  hw_relation_init (&schema->dependents, schema->n_objects, needs);
}

guint
hw_schema_get_server_major (HwSchema *schema)
{
  return schema->server_major;
}

guint
hw_schema_get_n_objects (HwSchema *schema)
{
  hw_schema_open (schema);
  return schema->n_objects;
}

HwObject *
hw_schema_get_object (HwSchema *schema, guint i)
{
  hw_schema_open (schema);
  return &schema->objects[i];
}

HwObject *
hw_schema_lookup (HwSchema *schema, const HwObject *object)
{
  guint low = 0, high = hw_schema_get_n_objects (schema);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = hw_object_compare (object, &schema->objects[middle]);

      if (order == 0)
        return &schema->objects[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

static const guint *
get_related (const HwRelation *relation, guint i, guint *n)
{
  *n = relation->first[i + 1] - relation->first[i];
  return relation->targets + relation->first[i];
}

const guint *
hw_schema_get_dependencies (HwSchema *schema, guint i, guint *n_dependencies)
{
  hw_schema_open (schema);
  return get_related (&schema->dependencies, i, n_dependencies);
}

const guint *
hw_schema_get_dependents (HwSchema *schema, guint i, guint *n_dependents)
{
  hw_schema_open (schema);
  return get_related (&schema->dependents, i, n_dependents);
}

gboolean
hw_schema_is_empty (HwSchema *schema)
{
  static const char *const bare[] = { "schema",    "extension",         "owner",
                                      "privilege", "default-privilege", "system-privilege",
                                      "comment",   "security-label",    NULL };

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    if (!g_strv_contains (bare, hw_object_get_kind_name (&schema->objects[i])))
      return FALSE;
  return TRUE;
}

/* Signs keep apart what would read the same when strung together. */
static void
append_value (GString *text, const char *value)
{
  g_string_append_c (text, value != NULL ? '+' : '-');
  if (value != NULL)
    g_string_append_len (text, value, (gssize) strlen (value) + 1);
}

/* What a kind is made of is said before its first object. */
static void
append_object (GString *text, const HwObject *object, gboolean *kind_said)
{
  guint n = hw_object_get_n_attributes (object);

  append_value (text, hw_object_get_kind_name (object));
  for (guint i = 0; !*kind_said && i < n; i++)
    append_value (text, hw_object_get_attribute_name (object, i));
  *kind_said = TRUE;
  for (guint i = 0; i < HW_VALUE_FIRST_ATTRIBUTE + n; i++)
    append_value (text, object->values[i]);
}

static char *
make_digest (HwSchema *schema)
{
  g_autoptr (GString) text = g_string_sized_new (64 * (gsize) schema->n_objects);
  g_autofree gboolean *said = g_new0 (gboolean, hw_kind_get_n ());

  g_string_append_printf (text, "%u\n", schema->server_major);
  for (guint i = 0; i < schema->n_objects; i++)
    append_object (text, &schema->objects[i], &said[schema->objects[i].kind]);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);
}

const char *
hw_schema_get_digest (HwSchema *schema)
{
  if (g_once_init_enter (&schema->digest))
    g_once_init_leave (&schema->digest, make_digest (schema));
  return schema->digest;
}
