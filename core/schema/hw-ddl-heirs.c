/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-heirs.c: in which order heirs and partitions get, and part with, what others hand down. */

#include "hw-ddl-order-private.h"

#include <string.h>

#include "hw-inheritance.h"
#include "hw-schema-private.h"

/* The step that makes the detail of an heir of other tables, or unsets it, where it is one of its
 * own. */
static guint
get_detail_step (HwDdlOrder *order, guint detail, gboolean in_from)
{
  if (detail == HW_NO_ITEM)
    return HW_NO_STEP;
  if (in_from && order->drops[detail] != HW_NO_STEP)
    return hw_ddl_items_get_dropper (order->items, detail) == detail ? order->drops[detail]
                                                                     : HW_NO_STEP;
  return hw_ddl_items_get_maker (order->items, detail) == detail ? order->makes[detail]
                                                                 : HW_NO_STEP;
}

/* Whether PostgreSQL drops the heir's column @i with that of the parent, @original: it has nothing
 * of its own, and the parent drops that alone. Then what uses the one is in the way of both. */
static gboolean
goes_with_original (HwDdlItems *items, guint i, guint original)
{
  const HwDdlItem *item = hw_ddl_item (items, i);

  return item->fate == HW_FATE_DROP && hw_object_is (item->from, "column") &&
         g_strcmp0 (hw_object_get (item->from, "inherited"), "inherited") == 0 &&
         hw_inheritance_stays (item->from, items->to) &&
         hw_ddl_items_get_dropper (items, original) == original &&
         !hw_inheritance_leaves (hw_ddl_item (items, original)->from, items->to);
}

/* Whether the heir's column gets another type with that of the parent: what is said of it besides,
 * how to store it for one, is said after that. */
static gboolean
is_retyped_with (const HwDdlItem *item, const HwDdlItem *original)
{
  return item->retyped && item->fate == HW_FATE_ALTER && original->retyped &&
         original->fate == HW_FATE_ALTER && hw_object_get (item->from, "inherited") != NULL;
}

/* What an heir gets, and also has itself, outlives what the parent drops, and is there before the
 * parent makes it; the rest is made by the parent. */
static void
add_original_edges (HwDdlOrder *order, guint i)
{
  HwDdlItems *items = order->items;
  const HwDdlItem *item = hw_ddl_item (items, i);
  const char *from = item->from != NULL ? hw_object_get (item->from, "inherited") : NULL;
  const char *to = item->to != NULL ? hw_object_get (item->to, "inherited") : NULL;
  HwObject *old = from != NULL ? hw_inheritance_find_original (item->from) : NULL;
  HwObject *new = to != NULL ? hw_inheritance_find_original (item->to) : NULL;

  if (old != NULL && !item->moved && hw_ddl_items_get_dropper (items, i) == i)
    {
      guint original = items->from_items[old->number], gone = order->drops[original];

      if (goes_with_original (items, i, original))
        hw_ddl_order_add_edge (order, order->drops[i], gone);
      else
        hw_ddl_order_add_edge (order, gone,
                               item->fate == HW_FATE_ALTER && new == NULL ? order->makes[i]
                                                                          : order->drops[i]);
    }
  if (new == NULL || item->moved || hw_ddl_items_get_maker (items, i) != i)
    return;
  if (is_retyped_with (item, hw_ddl_item (items, items->to_items[new->number])))
    hw_ddl_order_add_edge (order, order->makes[items->to_items[new->number]], order->makes[i]);
  else if (g_str_equal (to, "merged"))
    hw_ddl_order_add_edge (order, order->makes[i], order->makes[items->to_items[new->number]]);
  else if (hw_object_is (item->to, "check") ||
           (item->fate == HW_FATE_CREATE && hw_inheritance_stays (item->to, items->from)))
    hw_ddl_order_add_edge (order, order->makes[items->to_items[new->number]], order->makes[i]);
}

/* A new heir is made once its parents have all that it gets from them. */
static void
add_birth_edge (HwDdlOrder *order, guint i)
{
  HwDdlItems *items = order->items;
  HwObject *object = hw_ddl_item (items, i)->to;
  HwObject *table = hw_object_get_owner (object), *original;
  guint birth = order->makes[items->to_items[table->number]];

  if (order->makes[i] == HW_NO_STEP || order->makes[i] != birth ||
      hw_inheritance_is_partition (table))
    return;
  original = hw_inheritance_find_original (object);
  if (original != NULL)
    hw_ddl_order_add_edge (order, order->makes[items->to_items[original->number]], birth);
}

/* Where a table is attached to a parent that has an index, it gets one: an index of the parent that
 * it shall lack is made afterwards. */
static void
add_attach_edges (HwDdlOrder *order, guint table)
{
  HwDdlItems *items = order->items;
  const HwDdlItem *item = hw_ddl_item (items, table);
  guint n;
  const guint *needs = hw_schema_get_dependencies (items->to, item->to->number, &n);
  guint attach = get_detail_step (order, items->to_details[item->to->number], FALSE);

  for (guint i = 0; attach != HW_NO_STEP && i < n; i++)
    {
      HwObject *parent = hw_schema_get_object (items->to, needs[i]);

      for (guint j = 0; j < hw_object_get_n_children (parent); j++)
        {
          HwObject *child = hw_object_get_child (parent, j);

          if (hw_object_is (child, "index") && hw_object_get (child, "invalid") != NULL)
            hw_ddl_order_add_edge (order, attach, order->makes[items->to_items[child->number]]);
        }
    }
}

/* The number by which the server knows it; 0 for what is not there, or is made anew. */
static guint
get_old_oid (HwDdlItems *items, const HwObject *object)
{
  const HwDdlItem *item = hw_ddl_item (items, items->to_items[object->number]);

  if (item->from == NULL || hw_ddl_item_is_gone (item) || items->from->addresses == NULL)
    return 0;
  return hw_address_get_oid (items->from->addresses[item->from->number]);
}

/* Whether the index, or key, @a of a partitioned table is there before @b of the same. */
static gboolean
comes_first (HwDdlOrder *order, const HwObject *a, const HwObject *b)
{
  HwDdlItems *items = order->items;
  guint x = get_old_oid (items, a), y = get_old_oid (items, b);

  if (x != 0 && y != 0)
    return x < y;
  return x != y
             ? x != 0
             : order->makes[items->to_items[a->number]] < order->makes[items->to_items[b->number]];
}

static gboolean
are_twins (const HwObject *a, const HwObject *b)
{
  const char *x = strchr (hw_object_get (a, "definition"), '(');
  const char *y = strchr (hw_object_get (b, "definition"), '(');

  return x != NULL && y != NULL && strcspn (x, ")") == strcspn (y, ")") &&
         strncmp (x, y, strcspn (x, ")")) == 0;
}

/* Each index of a partitioned table takes the first of a partition that is as itself: those that
 * are alike are made in the order of those that are to take them. */
static void
add_twin_edges (HwDdlOrder *order, HwObject *table)
{
  g_autoptr (GPtrArray) indexes = g_ptr_array_new ();

  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);

      if (hw_inheritance_find_whole (child) != NULL)
        g_ptr_array_add (indexes, child);
    }
  for (guint i = 0; i < indexes->len; i++)
    for (guint j = 0; j < indexes->len; j++)
      {
        HwObject *a = g_ptr_array_index (indexes, i), *b = g_ptr_array_index (indexes, j);

        if (a != b && are_twins (a, b) &&
            comes_first (order, hw_inheritance_find_whole (a), hw_inheritance_find_whole (b)))
          hw_ddl_order_add_edge (order, order->makes[order->items->to_items[a->number]],
                                 order->makes[order->items->to_items[b->number]]);
      }
}

/* What item @i needs outside of its table is there when the table is joined to a parent, which
 * makes the item. */
static void
add_join_needs (HwDdlOrder *order, guint i, guint join)
{
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (guint));
  guint table = hw_ddl_item (order->items, i)->to_owner;

  hw_ddl_items_get_needs (order->items, i, FALSE, needs);
  for (guint j = 0; j < needs->len; j++)
    {
      guint needed = g_array_index (needs, guint, j);

      if (needed != table && hw_ddl_item (order->items, needed)->to_owner != table)
        hw_ddl_order_add_edge (order, order->makes[needed], join);
    }
}

/* The column @i goes, and comes from a parent, as its table is joined to that: before, what it is
 * to be of is there, and afterwards, what it was of may go. */
static void
add_move_edges (HwDdlOrder *order, guint i, guint join)
{
  const HwDdlItem *item = hw_ddl_item (order->items, i);
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (guint));
  HwObject *original = hw_inheritance_find_original (item->to);
  guint made =
      original != NULL ? order->makes[order->items->to_items[original->number]] : HW_NO_STEP;

  hw_ddl_order_add_edge (order, order->drops[i], made);
  hw_ddl_order_add_edge (order, made, join);
  hw_ddl_order_add_edge (order, order->drops[i], join);
  hw_ddl_order_add_edge (order, join, order->makes[i]);
  add_join_needs (order, i, join);
  if (item->retyped || item->through_text)
    add_join_needs (order, i, order->drops[i]);
  hw_ddl_items_get_needs (order->items, i, TRUE, needs);
  for (guint j = 0; j < needs->len; j++)
    {
      guint needed = g_array_index (needs, guint, j);
      const HwDdlItem *other = hw_ddl_item (order->items, needed);

      if (hw_ddl_item_is_gone (other) && other->from_owner != item->from_owner)
        hw_ddl_order_add_edge (order, join, hw_ddl_order_get_last (order, needed));
    }
}

/* What a table and its parent both have is made before it is joined to it, or by that itself. */
static void
add_join_edge (HwDdlOrder *order, guint i, guint join)
{
  const HwDdlItem *item = hw_ddl_item (order->items, i);
  const HwDdlItem *table = hw_ddl_item (order->items, item->to_owner);
  HwObject *original = hw_inheritance_find_original (item->to);

  if (item->moved)
    {
      add_move_edges (order, i, join);
      return;
    }
  if (hw_inheritance_stays (item->to, order->items->from))
    return;
  if (table->fate != HW_FATE_RECREATE && hw_inheritance_joins (order->items->from, item->to))
    {
      add_join_needs (order, i, join);
      hw_ddl_order_add_edge (order, join, order->makes[i]);
    }
  else
    hw_ddl_order_add_edge (order, order->makes[i], join);
  /* Both are of one type by then. */
  if (original != NULL)
    {
      guint number = order->items->to_items[original->number];

      if (hw_ddl_item (order->items, number)->fate == HW_FATE_ALTER)
        hw_ddl_order_add_edge (order, order->makes[number], join);
    }
}

/* @before comes before those of @steps that drop, or make, what @parent can hand down. */
static void
add_edges_to_handed (HwDdlOrder *order, guint before, HwObject *parent, const guint *numbers,
                     HwFate fate, const guint *steps)
{
  for (guint i = 0; i < hw_object_get_n_children (parent); i++)
    {
      HwObject *child = hw_object_get_child (parent, i);
      guint number = numbers[child->number];
      HwFate meets = hw_ddl_item (order->items, number)->fate;

      if ((meets == fate || meets == HW_FATE_RECREATE) && hw_kind_can_be_handed_down (child))
        hw_ddl_order_add_edge (order, before, steps[number]);
    }
}

/* What is partitioned by a column goes before that does, which a parent of @table, however far up,
 * drops. */
static void
add_key_edges (HwDdlOrder *order, guint gone, HwObject *table)
{
  HwDdlItems *items = order->items;
  guint n;
  const guint *needs = hw_schema_get_dependencies (items->from, table->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *parent = hw_schema_get_object (items->from, needs[i]);

      if (!hw_object_is (parent, "table") || hw_object_get (parent, "partition_by") == NULL)
        continue;
      for (guint j = 0; j < hw_object_get_n_children (parent); j++)
        {
          HwObject *child = hw_object_get_child (parent, j);

          if (hw_object_is (child, "column"))
            hw_ddl_order_add_edge (order, gone, order->drops[items->from_items[child->number]]);
        }
      add_key_edges (order, gone, parent);
    }
}

/* What an heir that leaves a parent by step @leave had from it, and keeps as it was, no longer
 * follows the parent's when that gets another type. */
static void
add_kept_edges (HwDdlOrder *order, const HwDdlItem *heir, HwObject *parent, guint leave)
{
  HwDdlItems *items = order->items;

  for (guint i = 0; i < hw_object_get_n_children (parent); i++)
    {
      HwObject *column = hw_object_get_child (parent, i);
      const HwDdlItem *item = hw_ddl_item (items, items->from_items[column->number]);

      for (guint j = 0;
           item->retyped && item->fate == HW_FATE_ALTER && j < hw_object_get_n_children (heir->to);
           j++)
        {
          HwObject *kept = hw_object_get_child (heir->to, j);

          if (hw_object_is (kept, "column") &&
              g_str_equal (hw_object_get_name (kept), hw_object_get_name (column)) &&
              hw_object_differs (kept, item->to, "type"))
            hw_ddl_order_add_edge (order, leave, order->makes[items->from_items[column->number]]);
        }
    }
}

/* A parent makes and drops what it hands down after heirs that leave it have left. */
static void
add_leave_edges (HwDdlOrder *order, guint table)
{
  HwDdlItems *items = order->items;
  const HwDdlItem *item = hw_ddl_item (items, table);
  guint n;
  const guint *needs = hw_schema_get_dependencies (items->from, item->from->number, &n);
  guint leave = get_detail_step (order, items->from_details[item->from->number], TRUE);

  for (guint i = 0; leave != HW_NO_STEP && i < n; i++)
    {
      HwObject *parent = hw_schema_get_object (items->from, needs[i]);
      HwObject *left = hw_object_is (parent, "table") ? hw_schema_lookup (items->to, parent) : NULL;

      if (left == NULL || !hw_inheritance_leaves_parent (item->from, parent, items->to))
        continue;
      add_edges_to_handed (order, leave, parent, items->from_items, HW_FATE_DROP, order->drops);
      add_edges_to_handed (order, leave, left, items->to_items, HW_FATE_CREATE, order->makes);
      add_kept_edges (order, item, parent, leave);
    }
}

/* Whether @object comes to its table from another, or from the type that the table is of. */
static gboolean
is_received (const HwObject *object)
{
  return hw_object_get (object, "inherited") != NULL ||
         (hw_object_is (object, "column") &&
          hw_inheritance_is_typed (hw_object_get_owner (object)));
}

/* What a table gets from another is dropped, or changed, after it is parted from that. */
static void
add_part_edges (HwDdlOrder *order, guint i, guint detail)
{
  const HwObject *to = hw_ddl_item (order->items, i)->to;
  guint part = get_detail_step (order, detail, TRUE);

  hw_ddl_order_add_edge (order, part, order->drops[i]);
  if (detail != HW_NO_ITEM)
    hw_ddl_order_add_edge (order, order->drops[detail], order->makes[i]);
  if (to != NULL && !is_received (to))
    hw_ddl_order_add_edge (order, part, order->makes[i]);
}

/* A typed table's column goes with the field that it is: what uses the one is in the way of both.
 */
static void
add_field_edge (HwDdlOrder *order, guint i)
{
  HwDdlItems *items = order->items;
  HwObject *field = hw_inheritance_find_field (hw_ddl_item (items, i)->from);
  guint number = field != NULL ? items->from_items[field->number] : HW_NO_ITEM;

  if (field != NULL && hw_ddl_items_get_dropper (items, number) == number)
    hw_ddl_order_add_edge (order, order->drops[i], order->drops[number]);
}

/* Whether it has parents as its detail, which may change when nothing else of it does. */
static gboolean
is_table (const HwDdlItem *item)
{
  const HwObject *object = hw_ddl_item_get_object (item);

  return hw_object_is (object, "table") || hw_object_is (object, "foreign-table");
}

void
hw_ddl_order_add_heirs (HwDdlOrder *order)
{
  HwDdlItems *items = order->items;

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      gboolean moves = order->drops[i] != HW_NO_STEP || order->makes[i] != HW_NO_STEP;

      if (item->is_detail || (!moves && !is_table (item)))
        continue;
      if (item->from != NULL && item->to != NULL && hw_object_is (item->from, "table"))
        add_leave_edges (order, i);
      if (item->from != NULL && hw_object_is (item->from, "table") &&
          hw_object_get (item->from, "partition_by") != NULL)
        add_key_edges (order, order->drops[i], item->from);
      if (item->to != NULL && hw_inheritance_is_partition (item->to))
        {
          add_attach_edges (order, i);
          add_twin_edges (order, item->to);
        }
      if (item->to != NULL && hw_object_is (item->to, "partition-trigger"))
        hw_ddl_order_add_edge (order,
                               get_detail_step (order, items->to_details[item->to->owner], FALSE),
                               order->makes[i]);
      if (item->from != NULL && hw_object_is (item->from, "column") &&
          hw_inheritance_is_typed (hw_object_get_owner (item->from)))
        add_field_edge (order, i);
      if (!moves || !hw_kind_can_be_handed_down (hw_ddl_item_get_object (item)))
        continue;
      add_original_edges (order, i);
      if (item->to != NULL && hw_object_get (item->to, "inherited") != NULL)
        add_birth_edge (order, i);
      if (item->from != NULL && is_received (item->from) && !item->moved)
        add_part_edges (order, i, items->from_details[item->from->owner]);
      if (item->to != NULL && is_received (item->to))
        add_join_edge (order, i,
                       get_detail_step (order, items->to_details[item->to->owner], FALSE));
    }
}
