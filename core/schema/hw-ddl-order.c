/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-order.c: the steps that carry out the fate of all items, in an order that works. */

#include "hw-ddl-order-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-inheritance.h"
#include "hw-name.h"
#include "hw-schema-private.h"

static HwStepAction
get_make_action (const HwDdlItem *item)
{
  const HwKind *kind = hw_object_get_kind (hw_ddl_item_get_object (item));

  if (item->fate == HW_FATE_ALTER && (kind->flags & HW_KIND_SEEN_AFTER_COMMIT) != 0)
    return HW_STEP_EXTEND;
  return HW_STEP_MAKE;
}

/* What watches is dropped, or told to rest, before all else, and made after all else. */
static int
get_rank (const HwDdlItem *item, HwStepAction action)
{
  const HwObject *object = hw_ddl_item_get_object (item);

  if ((hw_object_get_kind (object)->flags & HW_KIND_WATCHES) == 0)
    return (int) action;
  if (action == HW_STEP_DROP || (item->fate == HW_FATE_ALTER &&
                                 g_strcmp0 (hw_object_get (object, "firing"), "disabled") == 0))
    return -1;
  return HW_STEP_SWEEP + 1;
}

/* Items come in the order in which objects can be created, details behind objects; the columns of a
 * table, which are neighbours there, are made in the order in which they stand. */
static guint
get_place (HwDdlItems *items, guint i, HwStepAction action)
{
  const HwDdlItem *item = hw_ddl_item (items, i);
  HwObject *table;
  guint first = 0;

  if (action != HW_STEP_MAKE || item->is_detail || item->to == NULL ||
      !hw_object_is (item->to, "column"))
    return i;
  table = hw_object_get_owner (item->to);
  while (!hw_object_is (hw_object_get_child (table, first), "column"))
    first++;
  return items->to_items[hw_object_get_child (table, first)->number] +
         hw_object_get_position (item->to);
}

static void
add_step (HwDdlOrder *order, HwStepAction action, guint item)
{
  HwStep step = { .action = action, .item = item };

  step.rank = get_rank (hw_ddl_item (order->items, item), action);
  step.place = get_place (order->items, item, action);

  g_array_append_val (order->steps, step);
}

static void
add_steps (HwDdlOrder *order)
{
  HwDdlItems *items = order->items;

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);

      if (hw_ddl_item_is_gone (item) && hw_ddl_items_get_dropper (items, i) == i)
        add_step (order, HW_STEP_DROP, i);
      if (hw_ddl_item_is_made (item) && hw_ddl_items_get_maker (items, i) == i)
        add_step (order, get_make_action (item), i);
      if (hw_ddl_item_is_renamed (item))
        add_step (order, HW_STEP_SWEEP, i);
    }
}

static int
compare_numbers (guint a, guint b)
{
  return a < b ? -1 : a > b;
}

/* Where nothing forces an order. What is dropped goes the other way round. */
static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const HwStep *x = a, *y = b;
  gboolean backwards = x->action == HW_STEP_DROP || x->action == HW_STEP_SWEEP;
  int difference;

  if (x->rank != y->rank)
    return x->rank - y->rank;
  if (x->action != y->action)
    return (int) x->action - (int) y->action;
  difference = compare_numbers (x->place, y->place);
  if (difference == 0)
    difference = compare_numbers (x->item, y->item);
  return backwards ? -difference : difference;
}

/* The numbers of the steps under the items they are for, those that go without saying too. */
static void
number_steps (HwDdlOrder *order)
{
  HwDdlItems *items = order->items;
  guint n = items->items->len;

  g_array_sort (order->steps, compare_steps);
  for (guint i = 0; i < n; i++)
    order->drops[i] = order->makes[i] = order->sweeps[i] = HW_NO_STEP;
  for (guint i = 0; i < order->steps->len; i++)
    {
      const HwStep *step = &g_array_index (order->steps, HwStep, i);

      if (step->action == HW_STEP_DROP)
        order->drops[step->item] = i;
      else if (step->action == HW_STEP_SWEEP)
        order->sweeps[step->item] = i;
      else
        order->makes[step->item] = i;
    }
  for (guint i = 0; i < n; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      guint dropper = hw_ddl_items_get_dropper (items, i);
      guint maker = hw_ddl_items_get_maker (items, i);

      if (hw_ddl_item_is_gone (item))
        {
          order->drops[i] = order->drops[dropper];
          order->sweeps[i] = order->sweeps[dropper];
        }
      if (hw_ddl_item_is_made (item))
        order->makes[i] = order->makes[maker];
    }
}

static gboolean
is_handed_down (const HwObject *object)
{
  const char *inherited =
      hw_kind_can_be_handed_down (object) ? hw_object_get (object, "inherited") : NULL;

  return inherited != NULL && !g_str_equal (inherited, "merged");
}

/* Whether item @i needs @needed only as what partitions have goes with what their parent has: a
 * foreign key that of the parent; an index of the parent those of the partitions that it is made
 * of, if one of them goes with its table. Then either may go first. */
static gboolean
is_whole_and_part (HwDdlItems *items, guint i, guint needed)
{
  const HwObject *object = hw_ddl_item (items, i)->from;
  const HwObject *other = hw_ddl_item (items, needed)->from;
  gboolean alone = hw_ddl_items_get_dropper (items, i) == i &&
                   hw_ddl_items_get_dropper (items, needed) == needed;

  if (object == NULL || other == NULL)
    return FALSE;
  if (hw_object_is (object, "foreign-key"))
    return hw_object_is (other, "foreign-key") && is_handed_down (object);
  return !alone && (hw_object_get_kind (object)->flags & HW_KIND_INDEX) != 0 &&
         (hw_object_get_kind (other)->flags & HW_KIND_INDEX) != 0 && is_handed_down (other);
}

/* Whether @needed only gets something more: that is in no one's way. */
static gboolean
is_extended (HwDdlOrder *order, guint needed)
{
  guint step = order->makes[needed];

  return step != HW_NO_STEP && g_array_index (order->steps, HwStep, step).action == HW_STEP_EXTEND;
}

/* Item @i needs @needed in FROM. */
static void
order_drop (HwDdlOrder *order, guint i, guint needed)
{
  const HwDdlItem *item = hw_ddl_item (order->items, i);
  gboolean needed_is_gone = hw_ddl_item_is_gone (hw_ddl_item (order->items, needed));

  if (needed_is_gone && is_whole_and_part (order->items, i, needed))
    return;
  if (hw_ddl_item_is_gone (item))
    {
      /* Before the other is dropped, or altered; before it is renamed where its name is said. */
      if (order->sweeps[i] == HW_NO_STEP && needed_is_gone)
        hw_ddl_order_add_edge (order, order->drops[i],
                               hw_object_get_arguments (item->from) != NULL ||
                                       needed == item->from_owner
                                   ? order->drops[needed]
                                   : hw_ddl_order_get_last (order, needed));
      else if (needed_is_gone)
        hw_ddl_order_add_edge (order, hw_ddl_order_get_last (order, i),
                               hw_ddl_order_get_last (order, needed));
      /* What only ties it to its owner leaves that as it is, as a column does. */
      else if (!is_extended (order, needed) &&
               (needed != item->from_owner ||
                (!item->is_detail && !hw_object_is (item->from, "column"))))
        hw_ddl_order_add_edge (order, order->drops[i], order->makes[needed]);
    }
  else if (needed_is_gone)
    {
      /* Altered so that it no longer needs the other, or uses the one made anew. */
      hw_ddl_order_add_edge (order, order->makes[i], hw_ddl_order_get_last (order, needed));
    }
}

/* Whether @table, which is altered, must have its columns first: those that need a place for long
 * values, which is told how to be. */
static gboolean
follows_columns (const HwDdlItem *table)
{
  const char *options;

  if (table->fate != HW_FATE_ALTER || table->is_detail || !hw_object_is (table->to, "table"))
    return FALSE;
  options = hw_object_get (table->to, "options");
  return options != NULL && strstr (options, "toast.") != NULL;
}

static void
add_make_edge (HwDdlOrder *order, guint i, guint needed)
{
  const HwDdlItem *item = hw_ddl_item (order->items, i);

  if (needed == item->to_owner && hw_object_is (item->to, "column") &&
      follows_columns (hw_ddl_item (order->items, needed)))
    {
      hw_ddl_order_add_edge (order, order->makes[i], order->makes[needed]);
      return;
    }
  hw_ddl_order_add_edge (order, order->makes[needed], order->makes[i]);
  if (order->makes[needed] != HW_NO_STEP && order->makes[needed] != order->makes[i])
    g_array_index (order->steps, HwStep, order->makes[needed]).used_later = TRUE;
}

static void
add_need_edges (HwDdlOrder *order)
{
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < order->items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (order->items, i);

      if (item->fate == HW_FATE_KEEP)
        continue;
      hw_ddl_order_add_edge (order, order->drops[i], order->makes[i]);
      hw_ddl_order_add_edge (order, order->makes[i], order->sweeps[i]);
      g_array_set_size (needs, 0);
      if (item->fate != HW_FATE_CREATE)
        hw_ddl_items_get_needs (order->items, i, TRUE, needs);
      for (guint j = 0; j < needs->len; j++)
        order_drop (order, i, g_array_index (needs, guint, j));
      g_array_set_size (needs, 0);
      if (hw_ddl_item_is_made (item))
        hw_ddl_items_get_needs (order->items, i, FALSE, needs);
      for (guint j = 0; j < needs->len; j++)
        add_make_edge (order, i, g_array_index (needs, guint, j));
    }
}

/* The item of the role that @object belongs to. */
static guint
get_role_item (const HwObject *object, const guint *numbers)
{
  HwObject *role = hw_object_find_role (object);

  return role != NULL ? numbers[role->number] : HW_NO_ITEM;
}

/* A column can own a sequence only when both belong to one role. */
static void
add_role_edges (HwDdlOrder *order)
{
  HwDdlItems *items = order->items;

  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);
      HwObject *const sides[] = { item->from, item->to };

      if (!item->is_detail || !hw_object_is (hw_ddl_item_get_object (item), "sequence"))
        continue;
      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        {
          const guint *numbers = side == 0 ? items->from_items : items->to_items;
          HwObject *column = sides[side] != NULL ? hw_object_get_owner (sides[side]) : NULL;
          guint roles[2];

          if (column == NULL)
            continue;
          roles[0] = get_role_item (sides[side], numbers);
          roles[1] = get_role_item (hw_object_get_owner (column), numbers);
          for (guint j = 0; j < G_N_ELEMENTS (roles); j++)
            {
              if (roles[j] == HW_NO_ITEM)
                continue;
              if (side == 0)
                hw_ddl_order_add_edge (order, order->drops[i], order->makes[roles[j]]);
              else
                hw_ddl_order_add_edge (order, order->makes[roles[j]], order->makes[i]);
            }
        }
    }
}

/* What takes a name waits until it is free. */
static void
add_name_edges (HwDdlOrder *order)
{
  g_autoptr (GHashTable) freed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = order->items->items->len;

  for (guint i = 0; i < n; i++)
    {
      const HwDdlItem *item = hw_ddl_item (order->items, i);
      g_autoptr (GPtrArray) names = NULL;

      if (item->is_detail || order->drops[i] == HW_NO_STEP)
        continue;
      names = hw_ddl_dup_taken_names (item->from, FALSE);
      for (guint j = 0; j < names->len; j++)
        g_hash_table_insert (freed, g_strdup (g_ptr_array_index (names, j)),
                             GUINT_TO_POINTER (order->drops[i] + 1));
    }
  for (guint i = 0; i < n; i++)
    {
      const HwDdlItem *item = hw_ddl_item (order->items, i);
      g_autoptr (GPtrArray) names = NULL;

      if (item->is_detail || order->makes[i] == HW_NO_STEP || item->fate == HW_FATE_ALTER)
        continue;
      names = hw_ddl_dup_taken_names (hw_ddl_item_get_object (item), TRUE);
      for (guint j = 0; j < names->len; j++)
        {
          gpointer step = g_hash_table_lookup (freed, g_ptr_array_index (names, j));

          if (step != NULL)
            hw_ddl_order_add_edge (order, GPOINTER_TO_UINT (step) - 1, order->makes[i]);
        }
    }
}

static gboolean
is_in (GArray *circle, guint step)
{
  for (guint i = 0; i < circle->len; i++)
    {
      if (g_array_index (circle, guint, i) == step)
        return TRUE;
    }
  return FALSE;
}

/* Sets apart what goes without saying in one step of @circle but needs another: a default, a
 * foreign key of a dropped table. FALSE when there is nothing of the kind. */
static gboolean
mend_circle (HwDdlOrder *order, GArray *circle)
{
  g_autoptr (GArray) needs = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean mended = FALSE;

  for (guint i = 0; i < order->items->items->len; i++)
    {
      HwDdlItem *item = hw_ddl_item (order->items, i);
      gboolean dropped = order->drops[i] != HW_NO_STEP &&
                         is_in (circle, hw_ddl_order_get_last (order, i)) &&
                         hw_ddl_items_get_dropper (order->items, i) != i;
      gboolean made = order->makes[i] != HW_NO_STEP && item->is_detail &&
                      is_in (circle, order->makes[i]) &&
                      hw_ddl_items_get_maker (order->items, i) != i;
      const guint *steps = dropped ? order->drops : order->makes;

      if ((!dropped && !made) ||
          (!item->is_detail && (hw_kind_is_part (item->from) || is_handed_down (item->from))))
        continue;
      g_array_set_size (needs, 0);
      hw_ddl_items_get_needs (order->items, i, dropped, needs);
      for (guint j = 0; j < needs->len && !item->apart; j++)
        {
          guint step = steps[g_array_index (needs, guint, j)];

          item->apart = step != HW_NO_STEP && step != steps[i] && is_in (circle, step);
        }
      mended |= item->apart;
    }
  return mended;
}

typedef gboolean (*Choose) (const HwDdlItem *item);

static gboolean
is_replaced (const HwDdlItem *item)
{
  return (hw_object_get_kind (hw_ddl_item_get_object (item))->flags & HW_KIND_REPLACED) != 0;
}

/* A column that gets another type: its values can wait as text where the one type cannot come
 * before the other is gone. */
static gboolean
can_be_parked (const HwDdlItem *item)
{
  return item->retyped && !item->moved && hw_object_is (item->from, "column") &&
         hw_ddl_item_keeps_values (item);
}

/* Drops what would be altered in @circle, as far as it is chosen, and makes it anew, with all that
 * this forces. FALSE when there is nothing of the kind. */
static gboolean
recreate_in_circle (HwDdlOrder *order, GArray *circle, Choose choose)
{
  gboolean recreated = FALSE;

  for (guint i = 0; i < order->items->items->len; i++)
    {
      HwDdlItem *item = hw_ddl_item (order->items, i);

      if (item->is_detail || item->fate != HW_FATE_ALTER || order->makes[i] == HW_NO_STEP ||
          !is_in (circle, order->makes[i]) || !choose (item))
        continue;
      item->fate = HW_FATE_RECREATE;
      item->parked = choose == can_be_parked;
      recreated = TRUE;
    }
  if (recreated)
    hw_ddl_items_spread (order->items);
  return recreated;
}

static void
set_circle_error (HwDdlOrder *order, GArray *circle, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < circle->len; i++)
    {
      const HwStep *step = &g_array_index (order->steps, HwStep, g_array_index (circle, guint, i));
      HwObject *object = hw_ddl_item_get_object (hw_ddl_item (order->items, step->item));
      g_autofree char *title = hw_object_dup_title (object);

      g_string_append_printf (names, "%s%s %s", i > 0 ? ", " : "", hw_object_get_kind_name (object),
                              title);
    }
  hw_set_error (error, HW_ERROR_FAILED,
                _ ("Make one of these changes by hand, so that the others no longer wait for each "
                   "other in a circle."),
                _ ("no order of statements works for: %s"), names->str);
}

/* (nullable): the steps in order; NULL with a circle, or with an error. */
static GArray *
sort_steps (HwDdlOrder *order, GArray **circle)
{
  guint n = order->steps->len;
  g_autofree guint *numbers = g_new (guint, n + 1);
  GArray *sorted;

  if (!hw_graph_sort (n, (const HwEdge *) (const void *) order->edges->data, order->edges->len,
                      numbers, circle))
    return NULL;
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (HwStep), n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (sorted, g_array_index (order->steps, HwStep, numbers[i]));
  return sorted;
}

GArray *
hw_ddl_order (HwDdlItems *items, GError **error)
{
  guint n = items->items->len;
  g_autofree guint *drops = g_new (guint, n + 1);
  g_autofree guint *makes = g_new (guint, n + 1);
  g_autofree guint *sweeps = g_new (guint, n + 1);

  /* Each turn sets something apart, or drops something more, or is the last. */
  while (TRUE)
    {
      g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (HwStep));
      g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (HwEdge));
      g_autoptr (GArray) circle = NULL;
      HwDdlOrder order = { items, steps, edges, drops, makes, sweeps };
      GArray *sorted;

      add_steps (&order);
      number_steps (&order);
      add_need_edges (&order);
      add_name_edges (&order);
      hw_ddl_order_add_heirs (&order);
      add_role_edges (&order);
      sorted = sort_steps (&order, &circle);
      if (sorted != NULL)
        return sorted;
      if (!mend_circle (&order, circle) && !recreate_in_circle (&order, circle, is_replaced) &&
          !recreate_in_circle (&order, circle, can_be_parked))
        {
          set_circle_error (&order, circle, error);
          return NULL;
        }
    }
}
