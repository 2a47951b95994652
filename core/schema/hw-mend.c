/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-mend.c: the schema that results when only some differences are mended. */

#include "hw-mend.h"

#include "hw-comparison.h"
#include "hw-schema-builder.h"
#include "hw-schema-private.h"

/* One of the two schemas that are mixed: for each of its objects its number in the result. */
typedef struct
{
  HwSchema *schema;
  guint *numbers; /* HW_NO_OBJECT when neither it nor its counterpart was taken */
} HwSide;

static void
side_init (HwSide *side, HwSchema *schema)
{
  guint n = hw_schema_get_n_objects (schema);

  side->schema = schema;
  side->numbers = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    side->numbers[i] = HW_NO_OBJECT;
}

/* Whether a mended object is @object or, where @deep, one that it comes and goes with. */
static gboolean
is_mended (GHashTable *mended, HwObject *object, gboolean deep)
{
  for (; object != NULL; object = deep ? hw_object_get_owner (object) : NULL)
    if (g_hash_table_contains (mended, object))
      return TRUE;
  return FALSE;
}

/* The one of the pair that the result has. (nullable) */
static HwObject *
choose (GHashTable *mended, HwObject *from, HwObject *to)
{
  gboolean deep = from == NULL || to == NULL || hw_comparison_is_derived (to);

  return is_mended (mended, from, deep) || is_mended (mended, to, deep) ? to : from;
}

static void
add_relations (HwSchemaBuilder *builder, HwSide *side, HwObject *object, guint number)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (side->schema, object->number, &n);

  if (object->owner != HW_NO_OBJECT && side->numbers[object->owner] != HW_NO_OBJECT)
    hw_schema_builder_set_owner (builder, number, side->numbers[object->owner]);
  for (guint i = 0; i < n; i++)
    if (side->numbers[needs[i]] != HW_NO_OBJECT)
      hw_schema_builder_add_need (builder, number, side->numbers[needs[i]]);
}

static void
set_shapes (HwSchemaBuilder *builder, HwSchema *actual, HwSchema *expected)
{
  for (guint kind = 0; kind < hw_kind_get_n (); kind++)
    {
      const HwShape *shape =
          expected->shapes[kind].n > 0 ? &expected->shapes[kind] : &actual->shapes[kind];

      hw_schema_builder_set_shape (builder, kind, shape->n, shape->names);
    }
}

HwSchema *
hw_schema_mend (HwSchema *actual, HwSchema *expected, const HwDifference *const *differences,
                guint n_differences)
{
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  g_autoptr (GHashTable) mended = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  HwComparison pairs = hw_comparison_begin (actual, expected);
  HwSide from, to;

  for (guint i = 0; i < n_differences; i++)
    {
      if (differences[i]->expected != NULL)
        g_hash_table_add (mended, differences[i]->expected);
      if (differences[i]->actual != NULL)
        g_hash_table_add (mended, differences[i]->actual);
    }
  hw_schema_builder_hold (builder, hw_schema_ref (actual), (GDestroyNotify) hw_schema_unref);
  hw_schema_builder_hold (builder, hw_schema_ref (expected), (GDestroyNotify) hw_schema_unref);
  set_shapes (builder, actual, expected);
  side_init (&from, actual);
  side_init (&to, expected);
  while (hw_comparison_next (&pairs))
    {
      HwObject *object = choose (mended, pairs.from, pairs.to);
      guint number;

      if (object == NULL)
        continue;
      number = hw_schema_builder_add (builder, object->kind, object->values);
      g_ptr_array_add (taken, object);
      if (pairs.from != NULL)
        from.numbers[pairs.from->number] = number;
      if (pairs.to != NULL)
        to.numbers[pairs.to->number] = number;
    }
  for (guint i = 0; i < taken->len; i++)
    {
      HwObject *object = g_ptr_array_index (taken, i);

      add_relations (builder, object->schema == actual ? &from : &to, object, i);
    }
  g_free (from.numbers);
  g_free (to.numbers);
  return hw_schema_builder_finish (builder);
}
