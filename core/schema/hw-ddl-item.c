/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-item.c: what happens to each object on the way from one schema to another. */

#include "hw-ddl-item.h"

#include <glib/gi18n.h>

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-kind-extension.h"
#include "hw-name.h"
#include "hw-parents.h"
#include "hw-schema-private.h"

gboolean
hw_ddl_item_is_gone (const HwDdlItem *item)
{
  return item->fate == HW_FATE_DROP || item->fate == HW_FATE_RECREATE;
}

gboolean
hw_ddl_item_is_made (const HwDdlItem *item)
{
  return item->fate == HW_FATE_CREATE || item->fate == HW_FATE_ALTER ||
         item->fate == HW_FATE_RECREATE;
}

HwObject *
hw_ddl_item_get_object (const HwDdlItem *item)
{
  return item->to != NULL ? item->to : item->from;
}

static gboolean
has_flag (const HwDdlItem *item, HwKindFlags flag)
{
  return (hw_object_get_kind (hw_ddl_item_get_object (item))->flags & flag) != 0;
}

gboolean
hw_ddl_item_is_renamed (const HwDdlItem *item)
{
  return item->fate == HW_FATE_RECREATE && !item->is_detail && !item->sunk &&
         has_flag (item, HW_KIND_RETYPED);
}

gboolean
hw_ddl_item_gives_way (const HwObject *from, HwSchema *to)
{
  HwObject *table =
      hw_object_is (from, "primary-key") ? hw_schema_lookup (to, hw_object_get_owner (from)) : NULL;

  for (guint i = 0; table != NULL && i < hw_object_get_n_children (table); i++)
    if (hw_object_is (hw_object_get_child (table, i), "primary-key"))
      return TRUE;
  return FALSE;
}

GPtrArray *
hw_ddl_dup_taken_names (const HwObject *object, gboolean made)
{
  HwKindFlags flags = hw_object_get_kind (object)->flags;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name = hw_object_get_name (object);
  g_autofree char *schema = NULL;

  if (hw_object_get_schema (object) == NULL)
    return names;
  schema = hw_quote_identifier (hw_object_get_schema (object));
  if ((flags & HW_KIND_RELATION) != 0)
    g_ptr_array_add (names, g_strdup_printf (_ ("relation %s.%s"), schema, name));
  if ((flags & HW_KIND_TYPE) != 0 || (made && hw_object_is (object, "sequence")))
    g_ptr_array_add (names, g_strdup_printf (_ ("type %s.%s"), schema, name));
  if ((flags & HW_KIND_CONSTRAINT) != 0)
    {
      g_autofree char *parent = hw_quote_identifier (hw_object_get_parent (object));

      g_ptr_array_add (names, g_strdup_printf (_ ("constraint %s.%s.%s"), schema, parent, name));
    }
  if (hw_object_is (object, "function") || hw_object_is (object, "aggregate"))
    g_ptr_array_add (names, g_strdup_printf (_ ("routine %s.%s(%s)"), schema, name,
                                             hw_object_get_arguments (object)));
  return names;
}

static gboolean
is_column (const HwDdlItem *item)
{
  return !item->is_detail && hw_object_is (hw_ddl_item_get_object (item), "column");
}

/* Whether the detail of an object alone explains that it needs @needed. */
static gboolean
is_detail_need (const HwObject *object, const HwObject *needed)
{
  const HwDetail *detail = hw_object_get_kind (object)->detail;

  if (detail->needs != NULL)
    return detail->needs (needed);
  return (hw_object_get_kind (needed)->flags & HW_KIND_TYPE) == 0 &&
         needed != hw_object_get_owner (object) && !hw_object_is (needed, "schema") &&
         !hw_object_is (needed, "extension");
}

/* What item @needed of @object's needs stands for: the detail of what is hollow without it, but for
 * that which the detail needs itself. */
static guint
get_whole (const HwObject *object, guint needed_number, guint needed, guint detail)
{
  HwSchema *schema = object->schema;
  guint n;
  const guint *numbers;

  if (detail == HW_NO_ITEM ||
      (hw_object_get_kind (&schema->objects[needed_number])->flags & HW_KIND_HOLLOW) == 0)
    return needed;
  numbers = hw_schema_get_dependencies (schema, needed_number, &n);
  for (guint i = 0; i < n; i++)
    {
      if (numbers[i] == object->number)
        return needed;
    }
  return detail;
}

static void add_types_whole (HwDdlItems *items, const HwObject *object, GArray *needs);

/* Whether @object is to find the types it is of whole: no check can be added to a domain, and no
 * field changed of a type, that arrays in columns are of; and fields are a typed table's columns.
 */
static gboolean
needs_whole (const HwObject *object)
{
  return hw_object_is (object, "column") || hw_inheritance_is_typed (object);
}

static void
add_whole (HwDdlItems *items, const HwObject *needed, GArray *needs)
{
  const char *part = hw_object_is (needed, "domain") ? "check" : "column";

  for (guint i = 0; (hw_object_get_kind (needed)->flags & HW_KIND_TYPE) != 0 &&
                    i < hw_object_get_n_children (needed);
       i++)
    {
      HwObject *child = hw_object_get_child (needed, i);

      if (hw_object_is (child, part))
        g_array_append_val (needs, items->to_items[child->number]);
      if (hw_object_is (needed, "type"))
        add_types_whole (items, child, needs);
    }
  if (hw_object_is (needed, "domain"))
    add_types_whole (items, needed, needs);
}

/* What @object, a field or a domain, is of. */
static void
add_types_whole (HwDdlItems *items, const HwObject *object, GArray *needs)
{
  guint n;
  const guint *numbers = hw_schema_get_dependencies (object->schema, object->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *type = hw_schema_get_object (object->schema, numbers[i]);

      if (numbers[i] != object->owner &&
          (hw_object_is (type, "domain") || hw_object_is (type, "type")))
        add_whole (items, type, needs);
    }
}

/* A materialized view is filled with the rights of the roles that the views it reads belong to. */
static void
add_rights (HwDdlItems *items, const HwObject *view, GArray *needs)
{
  guint n;
  const guint *numbers = hw_schema_get_dependencies (items->to, view->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *needed = hw_schema_get_object (items->to, numbers[i]);
      HwObject *relation = hw_object_is (needed, "column") ? hw_object_get_owner (needed) : needed;

      if (relation == view || (hw_object_get_kind (relation)->flags & HW_KIND_RELATION) == 0)
        continue;
      for (guint j = 0; j < hw_object_get_n_children (relation); j++)
        {
          HwObject *child = hw_object_get_child (relation, j);

          if (hw_object_is (child, "owner") || hw_object_is (child, "privilege"))
            g_array_append_val (needs, items->to_items[child->number]);
        }
      if (hw_object_is (relation, "view"))
        add_rights (items, relation, needs);
    }
}

/* What needs the function of a cast may say so by the cast. */
static void
add_casts (HwDdlItems *items, const HwObject *object, const HwObject *needed, GArray *needs)
{
  guint n;
  const guint *dependents;

  if (!hw_object_is (needed, "function") || hw_object_is (object, "cast"))
    return;
  dependents = hw_schema_get_dependents (items->to, needed->number, &n);
  for (guint i = 0; i < n; i++)
    if (hw_object_is (hw_schema_get_object (items->to, dependents[i]), "cast"))
      g_array_append_val (needs, items->to_items[dependents[i]]);
}

/* What is granted on a column may rest on what is granted on its table. */
static void
add_grounds (const HwObject *privilege, const guint *numbers, GArray *needs)
{
  HwObject *column = hw_object_get_owner (privilege);
  HwObject *table = column != NULL ? hw_object_get_owner (column) : NULL;

  for (guint i = 0; table != NULL && i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);

      if (hw_object_is (child, "privilege"))
        g_array_append_val (needs, numbers[child->number]);
    }
}

/* What a table inherits from has nothing to do with what else of it is altered. */
static gboolean
stands_apart (HwDdlItems *items, const HwDdlItem *detail)
{
  return hw_object_get_kind (hw_ddl_item_get_object (detail))->detail == &hw_parents_detail &&
         hw_ddl_item (items, detail->object)->fate == HW_FATE_ALTER;
}

void
hw_ddl_items_get_needs (HwDdlItems *items, guint i, gboolean in_from, GArray *needs)
{
  const HwDdlItem *item = hw_ddl_item (items, i);
  HwObject *object = in_from || item->to == NULL ? item->from : item->to;
  gboolean from_side = object == item->from;
  guint n, detail;
  const guint *numbers;

  if (object == NULL)
    return;
  detail = from_side ? items->from_details[object->number] : items->to_details[object->number];
  numbers = hw_schema_get_dependencies (object->schema, object->number, &n);
  for (guint j = 0; j < n; j++)
    {
      guint needed = from_side ? items->from_items[numbers[j]] : items->to_items[numbers[j]];
      guint needed_detail =
          from_side ? items->from_details[numbers[j]] : items->to_details[numbers[j]];
      guint whole = get_whole (object, numbers[j], needed, needed_detail);

      if (item->is_detail || detail == HW_NO_ITEM ||
          !is_detail_need (object, &object->schema->objects[numbers[j]]))
        g_array_append_val (needs, whole);
      if (!from_side && needs_whole (object) && numbers[j] != object->owner)
        add_whole (items, &object->schema->objects[numbers[j]], needs);
      if (!from_side)
        add_casts (items, object, &object->schema->objects[numbers[j]], needs);
    }
  if (!from_side && is_column (item) && hw_inheritance_is_typed (hw_object_get_owner (object)))
    hw_ddl_items_get_needs (items, item->to_owner, FALSE, needs);
  if (hw_object_is (object, "privilege"))
    add_grounds (object, from_side ? items->from_items : items->to_items, needs);
  if (!from_side && !item->is_detail && hw_object_is (object, "materialized-view"))
    add_rights (items, object, needs);
  if (item->is_detail && (from_side || !stands_apart (items, item)))
    g_array_append_val (needs, item->object);
  /* A sequence is told what owns it when both are there. */
  if (object->owner != HW_NO_OBJECT && (item->is_detail || hw_kind_is_part (object)))
    {
      guint owner = from_side ? item->from_owner : item->to_owner;

      g_array_append_val (needs, owner);
    }
}

/* What lies in a column that is not really dropped must say so itself. */
static gboolean
is_parked (HwDdlItems *items, guint i)
{
  const HwDdlItem *item = hw_ddl_item (items, i);

  return item->parked && !hw_ddl_item_is_gone (hw_ddl_item (items, item->from_owner));
}

guint
hw_ddl_items_get_dropper (HwDdlItems *items, guint i)
{
  const HwDdlItem *item = hw_ddl_item (items, i);
  guint holder = item->is_detail ? item->object : item->from_owner;

  if (item->apart || holder == HW_NO_ITEM || is_parked (items, holder) ||
      !hw_ddl_item_is_gone (hw_ddl_item (items, holder)) || has_flag (item, HW_KIND_GOES_FIRST))
    return i;
  return hw_ddl_items_get_dropper (items, holder);
}

guint
hw_ddl_items_get_maker (HwDdlItems *items, guint i)
{
  const HwDdlItem *item = hw_ddl_item (items, i);
  HwObject *object = hw_ddl_item_get_object (item);
  guint holder = item->is_detail ? item->object : item->to_owner;
  HwFate fate;

  if (item->apart || holder == HW_NO_ITEM || is_parked (items, holder))
    return i;
  if (item->is_detail ? !hw_object_get_kind (object)->detail->is_inline (object)
                      : !hw_kind_is_part (object))
    return i;
  fate = hw_ddl_item (items, holder)->fate;
  /* What a view comes to derive is made by its change as well. */
  if (fate == HW_FATE_CREATE || fate == HW_FATE_RECREATE ||
      (fate == HW_FATE_ALTER && item->fate == HW_FATE_CREATE && !item->is_detail &&
       hw_comparison_is_derived (object)))
    return hw_ddl_items_get_maker (items, holder);
  return i;
}

/* Whether @from can, and may, be altered so that it becomes @to. */
static gboolean
can_alter (HwDdlItems *items, HwObject *from, HwObject *to)
{
  const HwKind *kind = hw_object_get_kind (to);
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func (hw_ddl_statement_free);
  g_autoptr (GHashTable) none = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) unmarked = g_hash_table_new (NULL, NULL);
  HwWriter writer = { .from = items->from,
                      .to = items->to,
                      .statements = unused,
                      .object = to,
                      .secrets = items->options->compare.whole,
                      .apart = none,
                      .made = none,
                      .moved = none,
                      .unmarked = unmarked };

  if (kind->alter == NULL || !kind->alter (&writer, from, to))
    return FALSE;
  /* A column may come to be of a type that cuts its values. */
  return items->options->destroy || !hw_object_is (to, "column") ||
         hw_ddl_get_risk (unused) < HW_RISK_DESTROYING;
}

/* Whether objects differ; @apart: in more than what setting or unsetting their detail changes. */
static gboolean
differs (HwDdlItems *items, HwObject *from, HwObject *to, gboolean *apart)
{
  const HwKind *kind = hw_object_get_kind (to);
  const HwDetail *detail = kind->detail;
  gboolean result = FALSE;

  *apart = FALSE;
  if ((kind->flags & HW_KIND_HOLLOW) != 0 && hw_writer_get_detail (from) != NULL)
    detail = NULL;

  for (guint i = 0; i < hw_object_get_n_attributes (to); i++)
    {
      if (!hw_comparison_attribute_differs (from, to, i, &items->options->compare))
        continue;
      result = TRUE;
      *apart |=
          detail == NULL || !g_str_equal (hw_object_get_attribute_name (to, i), detail->attribute);
    }
  return result;
}

static HwFate
get_fate (HwDdlItems *items, HwObject *from, HwObject *to)
{
  const HwKind *kind = hw_object_get_kind (from != NULL ? from : to);
  gboolean apart;

  if (kind->create == NULL)
    return HW_FATE_KEEP;
  if (from == NULL)
    return hw_object_is_unreadable (to) ? HW_FATE_KEEP : HW_FATE_CREATE;
  if (to == NULL)
    {
      /* What a view no longer derives goes with its change. */
      gboolean changes = hw_comparison_is_derived (from) &&
                         hw_schema_lookup (items->to, hw_object_get_owner (from)) != NULL;

      /* That which came with the database is not to be had back. */
      if (hw_extension_comes_with_database (from) && hw_extension_is_spoken (items->to))
        return HW_FATE_KEEP;
      return items->options->destroy || changes || hw_ddl_item_gives_way (from, items->to)
                 ? HW_FATE_DROP
                 : HW_FATE_KEEP;
    }
  if (!differs (items, from, to, &apart))
    return kind->is_stirred != NULL && kind->is_stirred (from, to) ? HW_FATE_ALTER : HW_FATE_KEEP;
  if (can_alter (items, from, to))
    return apart ? HW_FATE_ALTER : HW_FATE_KEEP;
  return items->options->destroy || (!hw_kind_holds_data (from) && !hw_object_is_emptied (from, to))
             ? HW_FATE_RECREATE
             : HW_FATE_KEEP;
}

static gboolean
is_moved (HwDdlItems *items, const HwObject *from, const HwObject *to)
{
  if (from == NULL || to == NULL)
    return FALSE;
  if (items->options->compare.whole && hw_inheritance_is_handed_over (from, to))
    return TRUE;
  return hw_inheritance_changes_parent (from, to) && hw_column_is_retyped (from, to);
}

/* Whether the owner of @from lies in another object than that of @to. */
static gboolean
changes_hands (const HwObject *from, const HwObject *to)
{
  HwObject *old = hw_object_get_owner (from), *new = hw_object_get_owner (to);

  old = old != NULL ? hw_object_get_owner (old) : NULL;
  new = new != NULL ? hw_object_get_owner (new) : NULL;
  return old != NULL && new != NULL &&hw_object_compare (old, new) != 0;
}

static HwFate
get_detail_fate (HwDdlItems *items, const HwDdlItem *object, const char *from, const char *to)
{
  const HwDetail *detail = hw_object_get_kind (hw_ddl_item_get_object (object))->detail;

  if (object->fate == HW_FATE_RECREATE)
    return from == NULL ? HW_FATE_CREATE : to == NULL ? HW_FATE_DROP : HW_FATE_RECREATE;
  if (from == NULL)
    return HW_FATE_CREATE;
  if (to == NULL)
    return object->to == NULL ? object->fate : HW_FATE_DROP;
  if (g_str_equal (from, to))
    return items->options->compare.whole && detail->is_stirred != NULL &&
                   detail->is_stirred (object->from, object->to)
               ? HW_FATE_ALTER
               : HW_FATE_KEEP;
  if (detail->resets != NULL && detail->resets (from, to))
    return HW_FATE_RECREATE;
  return changes_hands (object->from, object->to) ? HW_FATE_RECREATE : HW_FATE_ALTER;
}

static void
add_object_items (HwDdlItems *items)
{
  HwComparison pairs = hw_comparison_begin (items->from, items->to);

  while (hw_comparison_next (&pairs))
    {
      HwDdlItem item = { .from = pairs.from, .to = pairs.to };

      item.from_owner = item.to_owner = HW_NO_ITEM;
      item.moved = is_moved (items, pairs.from, pairs.to);
      item.fate = item.moved ? HW_FATE_RECREATE : get_fate (items, pairs.from, pairs.to);
      if (pairs.from != NULL)
        items->from_items[pairs.from->number] = items->items->len;
      if (pairs.to != NULL)
        items->to_items[pairs.to->number] = items->items->len;
      g_array_append_val (items->items, item);
    }
}

static void
add_detail_item (HwDdlItems *items, guint i)
{
  const HwDdlItem *object = hw_ddl_item (items, i);
  const char *from = object->from != NULL ? hw_writer_get_detail (object->from) : NULL;
  const char *to = object->to != NULL ? hw_writer_get_detail (object->to) : NULL;
  HwDdlItem item = *object;

  if (from == NULL && to == NULL)
    return;
  item.is_detail = TRUE;
  item.object = i;
  item.fate = get_detail_fate (items, object, from, to);
  if (from != NULL)
    items->from_details[object->from->number] = items->items->len;
  if (to != NULL)
    items->to_details[object->to->number] = items->items->len;
  g_array_append_val (items->items, item);
}

static void
set_owners (HwDdlItems *items)
{
  for (guint i = 0; i < items->items->len; i++)
    {
      HwDdlItem *item = hw_ddl_item (items, i);

      if (item->from != NULL && item->from->owner != HW_NO_OBJECT)
        item->from_owner = items->from_items[item->from->owner];
      if (item->to != NULL && item->to->owner != HW_NO_OBJECT)
        item->to_owner = items->to_items[item->to->owner];
      if (!is_column (item) || item->from == NULL || item->to == NULL)
        continue;
      /* The columns of a table have nothing to do with those of a view of its name. */
      if (item->from_owner != item->to_owner &&
          !hw_ddl_item_is_gone (hw_ddl_item (items, item->from_owner)))
        item->fate = HW_FATE_KEEP;
      else
        item->retyped = hw_column_is_retyped (item->from, item->to);
    }
}

static guint *
new_numbers (guint n)
{
  guint *numbers = g_new (guint, n + 1);

  for (guint i = 0; i <= n; i++)
    numbers[i] = HW_NO_ITEM;
  return numbers;
}

HwDdlItems *
hw_ddl_items_new (HwSchema *from, HwSchema *to, const HwDdlOptions *options)
{
  HwDdlItems *self = g_new0 (HwDdlItems, 1);
  guint n_from = hw_schema_get_n_objects (from), n_to = hw_schema_get_n_objects (to), n_objects;

  self->from = hw_schema_ref (from);
  self->to = hw_schema_ref (to);
  self->options = options;
  self->items = g_array_new (FALSE, FALSE, sizeof (HwDdlItem));
  self->from_items = new_numbers (n_from);
  self->to_items = new_numbers (n_to);
  self->from_details = new_numbers (n_from);
  self->to_details = new_numbers (n_to);
  add_object_items (self);
  n_objects = self->items->len;
  for (guint i = 0; i < n_objects; i++)
    add_detail_item (self, i);
  set_owners (self);
  return self;
}

void
hw_ddl_items_free (HwDdlItems *items)
{
  hw_schema_unref (items->from);
  hw_schema_unref (items->to);
  g_array_unref (items->items);
  g_free (items->from_items);
  g_free (items->to_items);
  g_free (items->from_details);
  g_free (items->to_details);
  g_free (items);
}
