/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-hold.c: what has to wait, for what is kept is in its way. Only a script that may not
 * destroy keeps what the target has not. */

#include "hw-ddl-item.h"
#include "hw-inheritance.h"
#include "hw-schema-private.h"

typedef struct
{
  HwDdlItems *items;
  GArray *queue; /* (element-type guint): what is held, to be followed to what needs it */
} Holding;

static gboolean
is_kept (const HwDdlItem *item)
{
  return item->from != NULL && !item->is_detail && !hw_ddl_item_is_gone (item);
}

/* What a view that stays derives stays with it. */
static void
keep_derived (HwDdlItems *items, const HwObject *view)
{
  for (guint i = 0; i < hw_object_get_n_children (view); i++)
    {
      HwObject *child = hw_object_get_child (view, i);

      if (hw_comparison_is_derived (child))
        hw_ddl_item (items, items->from_items[child->number])->fate = HW_FATE_KEEP;
    }
}

static void
hold (Holding *holding, guint i)
{
  HwDdlItem *item = hw_ddl_item (holding->items, i);

  if (item->held)
    return;
  item->held = TRUE;
  item->fate = HW_FATE_KEEP;
  if (item->from != NULL && !item->is_detail)
    keep_derived (holding->items, item->from);
  g_array_append_val (holding->queue, i);
}

/* Whether all that the object needs as it is stays as it is, so that it can stay too. */
static gboolean
can_stay (HwDdlItems *items, const HwDdlItem *item)
{
  guint n;
  const guint *needs;

  if (item->from == NULL)
    return TRUE;
  needs = hw_schema_get_dependencies (items->from, item->from->number, &n);
  for (guint i = 0; i < n; i++)
    {
      const HwDdlItem *needed = hw_ddl_item (items, items->from_items[needs[i]]);

      if (hw_ddl_item_is_gone (needed) || (needed->retyped && needed->fate == HW_FATE_ALTER))
        return FALSE;
    }
  return TRUE;
}

/* Holds item @i, were it to be made or changed. */
static void
hold_if_made (Holding *holding, guint i)
{
  const HwDdlItem *item = hw_ddl_item (holding->items, i);

  if (hw_ddl_item_is_made (item) &&
      (!hw_ddl_item_is_gone (item) || can_stay (holding->items, item)))
    hold (holding, i);
}

/* What lies in what is held; that may be there in something else of the name. */
static void
hold_parts (Holding *holding, const HwObject *object)
{
  HwDdlItems *items = holding->items;

  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    {
      guint part = items->to_items[hw_object_get_child (object, i)->number];

      if (hw_ddl_item (items, part)->fate == HW_FATE_KEEP)
        hold (holding, part);
      else
        hold_if_made (holding, part);
    }
}

static gboolean
needs (HwDdlItems *items, guint i, guint needed)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  hw_ddl_items_get_needs (items, i, FALSE, found);
  for (guint j = 0; j < found->len; j++)
    if (g_array_index (found, guint, j) == needed)
      return TRUE;
  return FALSE;
}

/* What needs what is held is held, too. */
static void
follow (Holding *holding, guint i)
{
  HwDdlItems *items = holding->items;
  const HwObject *object = hw_ddl_item (items, i)->to;
  guint n;
  const guint *dependents;

  if (object == NULL || hw_ddl_item (items, i)->is_detail)
    return;
  if (items->to_details[object->number] != HW_NO_ITEM)
    hold_if_made (holding, items->to_details[object->number]);
  hold_parts (holding, object);
  dependents = hw_schema_get_dependents (items->to, object->number, &n);
  for (guint j = 0; j < n; j++)
    {
      guint item = items->to_items[dependents[j]], detail = items->to_details[dependents[j]];

      if (detail != HW_NO_ITEM && needs (items, detail, i))
        hold_if_made (holding, detail);
      if (needs (items, item, i))
        hold_if_made (holding, item);
    }
}

/* The plain names of what is made: few objects that are kept have one of them. */
static GHashTable *
find_made_names (HwDdlItems *items)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);

      if (!item->is_detail && item->fate == HW_FATE_CREATE)
        g_hash_table_add (names, (gpointer) hw_object_get_name (item->to));
    }
  return names;
}

/* The names that are taken by what is kept, with what takes them. */
static GHashTable *
find_taken_names (HwDdlItems *items)
{
  GHashTable *taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) made = find_made_names (items);

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      g_autoptr (GPtrArray) names = NULL;

      if (!is_kept (item) || !g_hash_table_contains (made, hw_object_get_name (item->from)))
        continue;
      names = hw_ddl_dup_taken_names (item->from, FALSE);
      for (guint j = 0; j < names->len; j++)
        g_hash_table_insert (taken, g_strdup (g_ptr_array_index (names, j)), item->from);
    }
  return taken;
}

static void
note (HwDdlItems *items, const HwObject *kept, const HwObject *wanted)
{
  HwDdlObstacle obstacle = { (HwObject *) kept, (HwObject *) wanted };

  if (items->options->obstacles != NULL)
    g_array_append_val (items->options->obstacles, obstacle);
}

/* What shall have a name that something else keeps. */
static void
hold_names (Holding *holding)
{
  HwDdlItems *items = holding->items;
  g_autoptr (GHashTable) taken = find_taken_names (items);

  for (guint i = 0; g_hash_table_size (taken) > 0 && i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      g_autoptr (GPtrArray) names = NULL;
      const HwObject *kept = NULL;

      if (item->is_detail || item->fate != HW_FATE_CREATE)
        continue;
      names = hw_ddl_dup_taken_names (item->to, TRUE);
      for (guint j = 0; j < names->len && kept == NULL; j++)
        kept = g_hash_table_lookup (taken, g_ptr_array_index (names, j));
      if (kept == NULL)
        continue;
      note (items, kept, item->to);
      hold (holding, i);
    }
}

/* Holds the column of item @i where it loses what @kept, of its table, needs: that it is not NULL
 * and, for an identity, its type. */
static void
hold_column (Holding *holding, guint i, const HwObject *kept, gboolean typed)
{
  const HwDdlItem *item = hw_ddl_item (holding->items, i);

  if (item->to == NULL || item->fate != HW_FATE_ALTER || !hw_object_is (item->from, "column") ||
      (hw_object_get (item->to, "not_null") != NULL && !(typed && item->retyped)))
    return;
  note (holding->items, kept, item->to);
  hold (holding, i);
}

/* A primary key or identity that is kept. */
static void
hold_columns (Holding *holding)
{
  HwDdlItems *items = holding->items;

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      guint n;
      const guint *needs;

      if (!is_kept (item) || item->to != NULL)
        continue;
      if (hw_object_is (item->from, "sequence") && hw_object_get (item->from, "identity") != NULL)
        hold_column (holding, item->from_owner, item->from, TRUE);
      if (!hw_object_is (item->from, "primary-key"))
        continue;
      needs = hw_schema_get_dependencies (items->from, item->from->number, &n);
      for (guint j = 0; j < n; j++)
        hold_column (holding, items->from_items[needs[j]], item->from, FALSE);
    }
}

/* A table that is kept as it is, and shall be partitioned, has no partitions. */
static void
hold_partitions (Holding *holding)
{
  HwDdlItems *items = holding->items;

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      guint n;
      const guint *dependents;

      if (!is_kept (item) || item->to == NULL || item->fate != HW_FATE_KEEP ||
          !hw_object_is (item->to, "table") || hw_object_get (item->to, "partition_by") == NULL ||
          hw_object_get (item->from, "partition_by") != NULL)
        continue;
      note (items, item->from, item->to);
      dependents = hw_schema_get_dependents (items->to, item->to->number, &n);
      for (guint j = 0; j < n; j++)
        {
          guint number = items->to_items[dependents[j]], detail = items->to_details[dependents[j]];

          if (!hw_inheritance_is_partition (hw_ddl_item (items, number)->to))
            continue;
          if (detail != HW_NO_ITEM)
            hold_if_made (holding, detail);
          if (hw_ddl_item (items, number)->fate == HW_FATE_CREATE)
            hold (holding, number);
        }
    }
}

void
hw_ddl_items_hold_back (HwDdlItems *items)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  Holding holding = { items, queue };

  hold_names (&holding);
  hold_columns (&holding);
  hold_partitions (&holding);
  for (guint i = 0; i < queue->len; i++)
    follow (&holding, g_array_index (queue, guint, i));
}
