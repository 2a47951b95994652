/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-mend.c: the schema that results when only some differences are mended. */

#include "hw-mend.h"

#include <glib/gi18n.h>

#include "hw-comparison.h"
#include "hw-kind-sequence.h"
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

/* Whether a mended object is @object or, where @deep, one that it comes and goes with. A column and
 * the sequence of its identity are mended together. */
static gboolean
is_mended (GHashTable *mended, HwObject *object, gboolean deep)
{
  HwObject *identity =
      object != NULL && hw_object_is (object, "column") ? hw_sequence_of_identity (object) : NULL;

  if (identity != NULL && g_hash_table_contains (mended, identity))
    return TRUE;
  for (; object != NULL; object = deep ? hw_object_get_owner (object) : NULL)
    if (g_hash_table_contains (mended, object))
      return TRUE;
  return FALSE;
}

/* The one of the pair that the result has. (nullable) */
static HwObject *
choose_mended (gpointer user_data, HwObject *from, HwObject *to)
{
  GHashTable *mended = user_data;
  gboolean deep = from == NULL || to == NULL || hw_comparison_is_derived (to);

  return is_mended (mended, from, deep) || is_mended (mended, to, deep) ? to : from;
}

static void
add_note (GPtrArray *notes, const HwObject *object, const HwObject *needed)
{
  g_autofree char *title = hw_object_dup_title (object);
  g_autofree char *needed_title = hw_object_dup_title (needed);

  g_ptr_array_add (notes,
                   g_strdup_printf (_ ("%s %s needs %s %s"), hw_object_get_kind_name (object),
                                    title, hw_object_get_kind_name (needed), needed_title));
}

static void
add_relations (HwSchemaBuilder *builder, HwSide *side, HwObject *object, guint number,
               GPtrArray *notes)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (side->schema, object->number, &n);

  if (object->owner != HW_NO_OBJECT && side->numbers[object->owner] != HW_NO_OBJECT)
    hw_schema_builder_set_owner (builder, number, side->numbers[object->owner]);
  for (guint i = 0; i < n; i++)
    {
      if (side->numbers[needs[i]] != HW_NO_OBJECT)
        hw_schema_builder_add_need (builder, number, side->numbers[needs[i]]);
      else if (notes != NULL)
        add_note (notes, object, &side->schema->objects[needs[i]]);
    }
}

static void
set_shapes (HwSchemaBuilder *builder, HwSchema *actual, HwSchema *expected)
{
  hw_schema_open (actual);
  hw_schema_open (expected);
  for (guint kind = 0; kind < hw_kind_get_n (); kind++)
    {
      const HwShape *shape =
          expected->shapes[kind].n > 0 ? &expected->shapes[kind] : &actual->shapes[kind];

      hw_schema_builder_set_shape (builder, kind, shape->n, shape->names);
    }
}

/* Whether the object lies in a schema that is not taken. */
static gboolean
lies_nowhere (HwSide *side, const HwObject *object, HwObject **chosen)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (side->schema, object->number, &n);

  for (guint i = 0; i < n; i++)
    if (hw_object_is (&side->schema->objects[needs[i]], "schema") &&
        chosen[side->numbers[needs[i]]] == NULL)
      return TRUE;
  return FALSE;
}

/* Takes each object of @side out again when what it comes and goes with is not taken: its table, or
 * its schema. */
static void
prune (HwSide *side, HwObject **chosen, gboolean *pruned)
{
  for (guint i = 0; i < hw_schema_get_n_objects (side->schema); i++)
    {
      HwObject *object = hw_schema_get_object (side->schema, i);
      guint pair = side->numbers[i];

      if (chosen[pair] != object)
        continue;
      if (object->owner != HW_NO_OBJECT ? chosen[side->numbers[object->owner]] != NULL
                                        : !lies_nowhere (side, object, chosen))
        continue;
      chosen[pair] = NULL;
      *pruned = TRUE;
    }
}

/* For each pair what the result has of it; meanwhile the sides number their pairs. */
static GPtrArray *
choose_all (HwSide *from, HwSide *to, HwChooseFunc choose, gpointer user_data)
{
  HwComparison pairs = hw_comparison_begin (from->schema, to->schema);
  GPtrArray *chosen = g_ptr_array_new ();
  gboolean pruned = TRUE;

  while (hw_comparison_next (&pairs))
    {
      if (pairs.from != NULL)
        from->numbers[pairs.from->number] = chosen->len;
      if (pairs.to != NULL)
        to->numbers[pairs.to->number] = chosen->len;
      g_ptr_array_add (chosen, choose (user_data, pairs.from, pairs.to));
    }
  while (pruned)
    {
      pruned = FALSE;
      prune (from, (HwObject **) chosen->pdata, &pruned);
      prune (to, (HwObject **) chosen->pdata, &pruned);
    }
  return chosen;
}

/* From the numbers of pairs to those of the result. */
static void
renumber (HwSide *side, const guint *numbers)
{
  for (guint i = 0; i < hw_schema_get_n_objects (side->schema); i++)
    side->numbers[i] = numbers[side->numbers[i]];
}

HwSchema *
hw_schema_mix (HwSchema *from, HwSchema *to, HwChooseFunc choose, gpointer user_data,
               GPtrArray *notes)
{
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree guint *numbers = NULL;
  HwSide sides[2];

  hw_schema_builder_hold (builder, hw_schema_ref (from), (GDestroyNotify) hw_schema_unref);
  hw_schema_builder_hold (builder, hw_schema_ref (to), (GDestroyNotify) hw_schema_unref);
  hw_schema_builder_set_server_major (builder, from->server_major);
  set_shapes (builder, from, to);
  side_init (&sides[0], from);
  side_init (&sides[1], to);
  chosen = choose_all (&sides[0], &sides[1], choose, user_data);
  numbers = g_new (guint, chosen->len + 1);
  for (guint i = 0; i < chosen->len; i++)
    {
      HwObject *object = g_ptr_array_index (chosen, i);

      numbers[i] = object == NULL ? HW_NO_OBJECT
                                  : hw_schema_builder_add (builder, object->kind, object->values);
    }
  renumber (&sides[0], numbers);
  renumber (&sides[1], numbers);
  for (guint i = 0; i < chosen->len; i++)
    {
      HwObject *object = g_ptr_array_index (chosen, i);

      if (object != NULL)
        add_relations (builder, &sides[object->schema != from], object, numbers[i], notes);
    }
  g_free (sides[0].numbers);
  g_free (sides[1].numbers);
  return hw_schema_builder_finish (builder);
}

/* A table has one primary key: that which is mended takes the place of another. */
static void
add_other_key (GHashTable *mended, HwSchema *actual, HwObject *key)
{
  HwObject *table = hw_schema_lookup (actual, hw_object_get_owner (key));

  for (guint i = 0; table != NULL && i < hw_object_get_n_children (table); i++)
    if (hw_object_is (hw_object_get_child (table, i), "primary-key"))
      g_hash_table_add (mended, hw_object_get_child (table, i));
}

HwSchema *
hw_schema_mend (HwSchema *actual, HwSchema *expected, const HwDifference *const *differences,
                guint n_differences)
{
  g_autoptr (GHashTable) mended = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_differences; i++)
    {
      if (differences[i]->expected != NULL)
        g_hash_table_add (mended, differences[i]->expected);
      if (differences[i]->actual != NULL)
        g_hash_table_add (mended, differences[i]->actual);
      else if (hw_object_is (differences[i]->expected, "primary-key"))
        add_other_key (mended, actual, differences[i]->expected);
    }
  return hw_schema_mix (actual, expected, choose_mended, mended, NULL);
}

GPtrArray *
hw_schema_write_mend (HwSchema *actual, HwSchema *expected, const HwDifference *const *differences,
                      guint n_differences, GError **error)
{
  const HwDdlOptions options = { .destroy = TRUE };
  g_autoptr (HwSchema) mended = hw_schema_mend (actual, expected, differences, n_differences);

  return hw_ddl_write (actual, mended, &options, error);
}

static HwObject *
choose_either (gpointer user_data, HwObject *from, HwObject *to)
{
  return from != NULL ? from : to;
}

HwSchema *
hw_schema_unite (HwSchema *schema, HwSchema *other)
{
  return hw_schema_mix (schema, other, choose_either, NULL, NULL);
}
