/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-spread.c: what a drop or a change of type forces on the objects that depend on it. */

#include "hw-ddl-item.h"

#include <string.h>

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-kind-extension.h"
#include "hw-kind-type.h"
#include "hw-schema-private.h"

static HwKindFlags
get_flags (const HwDdlItem *item)
{
  return hw_object_get_kind (hw_ddl_item_get_object (item))->flags;
}

/* Items whose dependents are still to be looked at. */
static void
push (GArray *queue, guint i)
{
  g_array_append_val (queue, i);
}

static void
recreate (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i);

  if (i == HW_NO_ITEM || item->from == NULL || hw_ddl_item_is_gone (item))
    return;
  item->fate = HW_FATE_RECREATE;
  push (queue, i);
}

static void
recreate_detail (HwDdlItems *items, GArray *queue, const HwDdlItem *item)
{
  guint detail = items->from_details[item->from->number];

  if (detail == HW_NO_ITEM)
    return;
  /* One that goes for good is only gone. */
  if (item->to != NULL && hw_writer_get_detail (item->to) == NULL)
    return;
  recreate (items, queue, detail);
}

/* Whether @column says which partition a row belongs in: then its type is for good. */
static gboolean
is_partition_key (const HwObject *column)
{
  HwObject *table = hw_object_get_owner (column);
  const char *key = hw_object_is (table, "table") ? hw_object_get (table, "partition_by") : NULL;
  g_autofree char *name = hw_sql_own_name (column);
  g_autofree char *escaped = g_regex_escape_string (name, -1);
  g_autofree char *pattern = g_strdup_printf ("(?<![\\w\"$.])%s(?![\\w\"$(.])", escaped);

  return key != NULL && g_regex_match_simple (pattern, key, 0, 0);
}

/* A column that stays gets another type: what PostgreSQL does not carry along goes and comes back.
 */
static void
retype (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i);

  if (is_partition_key (item->from))
    {
      recreate (items, queue, item->from_owner);
      return;
    }

  item->retyped = TRUE;
  if (item->fate == HW_FATE_KEEP)
    item->fate = HW_FATE_ALTER;
  push (queue, i);
}

/* Column @i has a type that is made anew. */
static void
move_to_new_type (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i), *owner = hw_ddl_item (items, item->from_owner);

  if (item->through_text || hw_ddl_item_is_gone (item) || hw_ddl_item_is_gone (owner))
    return;
  if ((get_flags (owner) & HW_KIND_RETYPED) != 0 || hw_comparison_is_derived (item->from) ||
      hw_object_get (item->from, "generated") != NULL)
    {
      recreate (items, queue,
                hw_object_get (item->from, "generated") != NULL ? i : item->from_owner);
      return;
    }
  item->through_text = TRUE;
  if (item->to != NULL && hw_inheritance_changes_parent (item->from, item->to))
    {
      item->moved = TRUE;
      recreate (items, queue, i);
      return;
    }
  retype (items, queue, i);
}

static gboolean
is_handed_down (const HwObject *object)
{
  return hw_kind_can_be_handed_down (object) && hw_object_get (object, "inherited") != NULL;
}

gboolean
hw_ddl_item_keeps_values (const HwDdlItem *item)
{
  return hw_object_is (hw_object_get_owner (item->from), "table") &&
         hw_object_get (item->from, "generated") == NULL &&
         (item->to == NULL || hw_object_get (item->to, "generated") == NULL);
}

/* Whether a type of TO takes the name of @cause, which goes: nothing can be of both at once. */
static gboolean
gives_way (HwDdlItems *items, const HwDdlItem *cause)
{
  const char *schema = hw_object_get_schema (cause->from);

  for (guint i = 0; cause->to == NULL && i < hw_schema_get_n_objects (items->to); i++)
    {
      HwObject *object = hw_schema_get_object (items->to, i);

      if ((hw_object_get_kind (object)->flags & HW_KIND_TYPE) != 0 &&
          g_str_equal (hw_object_get_name (object), hw_object_get_name (cause->from)) &&
          g_strcmp0 (hw_object_get_schema (object), schema) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether a column cannot keep its type until it gets another, while @cause is dropped: one of the
 * same name, but another kind, takes its place, or it is made anew, or the column gets no other. */
static gboolean
loses_type (HwDdlItems *items, const HwDdlItem *column, const HwDdlItem *cause)
{
  HwKindFlags flags = get_flags (cause);

  if ((flags & (HW_KIND_HOLLOW | HW_KIND_TYPE)) == 0)
    return FALSE;
  return column->to == NULL || (flags & HW_KIND_HOLLOW) != 0 || !column->retyped ||
         column->through_text || gives_way (items, cause);
}

/* Whether @column is a field of a type whose values a column has. */
static gboolean
is_field_with_values (const HwDdlItem *column)
{
  HwObject *type = hw_object_get_owner (column->from);

  return hw_object_is (type, "type") && hw_column_holds (type, TRUE);
}

/* Whether a domain is over @cause, which is dropped and made anew: there is no other type by its
 * name meanwhile. */
static gboolean
sinks (const HwDdlItem *item, const HwDdlItem *cause)
{
  return !item->is_detail && hw_object_is (item->from, "domain") && !item->sunk &&
         (get_flags (cause) & HW_KIND_TYPE) != 0 && cause->fate == HW_FATE_RECREATE &&
         !hw_ddl_item_is_renamed (cause);
}

/* Whether @item is a check that a parent hands down on a column that moves: with that it goes, and
 * comes where it does. */
static gboolean
moves_along (const HwDdlItem *item, const HwDdlItem *cause)
{
  return cause->moved && !item->is_detail && hw_object_is (item->from, "check") &&
         item->from_owner == cause->from_owner && hw_object_get (item->from, "inherited") != NULL &&
         (item->to == NULL || g_strcmp0 (hw_object_get (item->to, "inherited"), "inherited") == 0);
}

static void
sink (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i);

  if (item->sunk || item->fate == HW_FATE_DROP)
    return;
  item->fate = HW_FATE_RECREATE;
  item->sunk = TRUE;
  push (queue, i);
}

/* Column @i cannot keep its type: its values wait as text or, with a field of a type, the values of
 * that. */
static void
lose_type (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i);

  if (is_field_with_values (item))
    {
      sink (items, queue, item->from_owner);
      return;
    }
  item->parked = hw_ddl_item_keeps_values (item);
  recreate (items, queue, i);
}

/* @i needs @cause, which is dropped, maybe with what it lies in, which may come back. */
static void
spread_drop (HwDdlItems *items, GArray *queue, guint i, const HwDdlItem *cause, gboolean returns)
{
  HwDdlItem *item = hw_ddl_item (items, i);
  gboolean is_column = !item->is_detail && hw_object_is (item->from, "column");

  if (sinks (item, cause))
    sink (items, queue, i);
  item->through_text |= is_column && item->moved && hw_ddl_item_is_renamed (cause);
  item->moved |= moves_along (item, cause);
  if (hw_ddl_item_is_gone (item))
    return;
  if (is_column && hw_ddl_item_is_renamed (cause))
    move_to_new_type (items, queue, i);
  else if (is_column && loses_type (items, item, cause))
    lose_type (items, queue, i);
  else if (is_column && hw_object_get (item->from, "generated") == NULL)
    return;
  else if (hw_object_is (item->from, "table") && !item->is_detail)
    return;
  /* A partition's index goes with that of the parent, or with the partition. */
  else if (is_handed_down (cause->from) && (get_flags (cause) & HW_KIND_RELATION) != 0)
    return;
  /* What is changed so that it no longer needs it is changed before. */
  else if (item->fate != HW_FATE_ALTER || returns)
    recreate (items, queue, i);
}

/* Whether @index, or a key, has a comment that would become that of the partitions' indexes too. */
static gboolean
spreads_comment (const HwObject *index)
{
  HwObject *table = hw_object_get_owner (index);

  if ((hw_object_get_kind (index)->flags & HW_KIND_INDEX) == 0 || !hw_object_is (table, "table") ||
      hw_object_get (table, "partition_by") == NULL)
    return FALSE;
  for (guint i = 0; i < hw_object_get_n_children (index); i++)
    if (hw_object_is (hw_object_get_child (index, i), "comment"))
      return TRUE;
  return FALSE;
}

/* Whether PostgreSQL carries @item along when a column it needs gets another type. It forgets how
 * much the planner is to know of it, and whose statistics it is. */
static gboolean
survives_retype (const HwDdlItem *item)
{
  const char *target = hw_object_is (item->from, "statistics") ? "target"
                       : hw_object_is (item->from, "index")    ? "statistics"
                                                               : NULL;

  return (get_flags (item) & HW_KIND_SURVIVES_RETYPE) != 0 && !spreads_comment (item->from) &&
         hw_object_find_role (item->from) == NULL &&
         (target == NULL || hw_object_get (item->from, target) == NULL);
}

/* @i needs a column that gets another type. */
static void
spread_retype (HwDdlItems *items, GArray *queue, guint i)
{
  HwDdlItem *item = hw_ddl_item (items, i);

  if (item->is_detail || survives_retype (item) || hw_object_is (item->from, "comment") ||
      hw_object_is (item->from, "table"))
    return;
  if (hw_object_is (item->from, "column") && hw_object_get (item->from, "generated") == NULL)
    return;
  recreate (items, queue, i);
}

/* A column by which a table is partitioned gets another type with the table, if that may be. */
static void
retype_key (HwDdlItems *items, GArray *queue, HwDdlItem *item)
{
  const HwDdlItem *table = hw_ddl_item (items, item->from_owner);

  if (items->options->destroy || !hw_kind_holds_data (table->from))
    recreate (items, queue, item->from_owner);
  else
    item->fate = HW_FATE_KEEP;
}

/* What lies in @cause, or goes with it, goes and comes back with it. */
static void
spread_to_children (HwDdlItems *items, GArray *queue, const HwDdlItem *cause)
{
  for (guint i = 0; i < hw_object_get_n_children (cause->from); i++)
    {
      HwObject *child = hw_object_get_child (cause->from, i);
      guint number = items->from_items[child->number];
      const HwDdlItem *item = hw_ddl_item (items, number);

      if (hw_object_is (child, "sequence") && !hw_kind_is_part (child))
        recreate_detail (items, queue, item);
      else if (hw_ddl_item_is_gone (item) && cause->fate == HW_FATE_RECREATE)
        push (queue, number);
      else if (item->to != NULL || cause->fate == HW_FATE_RECREATE)
        recreate (items, queue, number);
    }
}

/* With an index go those of the partitions that it is made of: it needs them. */
static void
spread_to_heirs (HwDdlItems *items, GArray *queue, const HwDdlItem *cause)
{
  guint n;
  const guint *needed = hw_schema_get_dependencies (items->from, cause->from->number, &n);

  for (guint i = 0; (get_flags (cause) & HW_KIND_RELATION) != 0 && i < n; i++)
    {
      HwObject *object = hw_schema_get_object (items->from, needed[i]);
      guint number = items->from_items[needed[i]];

      if ((hw_object_get_kind (object)->flags & HW_KIND_RELATION) != 0 && is_handed_down (object) &&
          hw_ddl_item (items, number)->to != NULL)
        recreate (items, queue, number);
    }
}

/* Where values must meet a new condition of a domain, PostgreSQL looks at the columns of the
 * domain, and refuses where they are in arrays or rows: then the domain is made anew. */
static void
spread_condition (HwDdlItems *items, GArray *queue, const HwDdlItem *item)
{
  gboolean is_domain = !item->is_detail && hw_object_is (hw_ddl_item_get_object (item), "domain");
  guint domain = !is_domain           ? item->to_owner
                 : item->from == NULL ? HW_NO_ITEM
                                      : items->from_items[item->from->number];

  if (item->is_detail || item->to == NULL || domain == HW_NO_ITEM ||
      hw_ddl_item (items, domain)->from == NULL ||
      !hw_object_is (hw_ddl_item (items, domain)->from, "domain"))
    return;
  if (is_domain ? item->fate != HW_FATE_ALTER || hw_object_get (item->to, "not_null") == NULL ||
                      hw_object_get (item->from, "not_null") != NULL
                : !hw_ddl_item_is_made (item) || !hw_object_is (item->to, "check") ||
                      g_str_has_suffix (hw_object_get (item->to, "definition"), " NOT VALID"))
    return;
  if (hw_column_holds (hw_ddl_item (items, domain)->from, FALSE))
    recreate (items, queue, domain);
}

/* Where a table becomes a partition it gets all indexes of the whole: one that not all partitions
 * have is made anew behind it. */
static void
spread_attachment (HwDdlItems *items, GArray *queue, const HwDdlItem *item)
{
  guint n;
  const guint *needs;

  if (item->to == NULL || !hw_object_is (item->to, "table") ||
      !hw_inheritance_is_partition (item->to) || !hw_ddl_item_is_made (item) ||
      (!item->is_detail && item->fate == HW_FATE_ALTER))
    return;
  needs = hw_schema_get_dependencies (items->to, item->to->number, &n);
  for (guint i = 0; i < n; i++)
    {
      HwObject *whole = hw_schema_get_object (items->to, needs[i]);

      for (guint j = 0; j < hw_object_get_n_children (whole); j++)
        {
          HwObject *child = hw_object_get_child (whole, j);

          if (hw_object_is (child, "index") && hw_object_get (child, "invalid") != NULL)
            recreate (items, queue, items->to_items[child->number]);
        }
    }
}

static void
spread_from (HwDdlItems *items, GArray *queue, guint i)
{
  /* A copy: only the fates of others change here. */
  const HwDdlItem cause = *hw_ddl_item (items, i);
  gboolean is_gone = hw_ddl_item_is_gone (&cause);
  gboolean returns =
      hw_ddl_item (items, hw_ddl_items_get_dropper (items, i))->fate == HW_FATE_RECREATE;
  guint n;
  const guint *dependents;

  spread_attachment (items, queue, &cause);
  if (cause.is_detail)
    return;
  spread_condition (items, queue, &cause);
  recreate_detail (items, queue, &cause);
  if (is_gone)
    {
      spread_to_children (items, queue, &cause);
      spread_to_heirs (items, queue, &cause);
    }
  dependents = hw_schema_get_dependents (items->from, cause.from->number, &n);
  for (guint j = 0; j < n; j++)
    {
      guint item = items->from_items[dependents[j]], detail = items->from_details[dependents[j]];

      if (!is_gone)
        {
          spread_retype (items, queue, item);
          continue;
        }
      if (detail != HW_NO_ITEM)
        spread_drop (items, queue, detail, &cause, returns);
      spread_drop (items, queue, item, &cause, returns);
    }
}

/* Whether @object says a row by the places of its fields; @detail: its detail does. */
static gboolean
says_row (const HwObject *object, gboolean *detail)
{
  const HwDetail *apart = hw_object_get_kind (object)->detail;

  for (guint i = 0; i < hw_object_get_n_attributes (object); i++)
    {
      const char *text = hw_object_get_attribute (object, i);

      if (text == NULL || strstr (text, "ROW(") == NULL)
        continue;
      *detail =
          apart != NULL && g_str_equal (hw_object_get_attribute_name (object, i), apart->attribute);
      return TRUE;
    }
  return FALSE;
}

/* Where a type that stays gets or loses a field, rows of it that are said by the places of fields
 * are read anew: PostgreSQL keeps the old places in them. */
static void
spread_field (HwDdlItems *items, GArray *queue, const HwDdlItem *field)
{
  HwObject *object = hw_ddl_item_get_object (field);
  HwObject *owner = hw_object_is (object, "column")
                        ? hw_schema_lookup (items->from, hw_object_get_owner (object))
                        : NULL;
  guint n;
  const guint *dependents;

  if (field->is_detail || owner == NULL || !hw_object_is (owner, "type"))
    return;
  dependents = hw_schema_get_dependents (items->from, owner->number, &n);
  for (guint i = 0; i < n; i++)
    {
      guint number = items->from_items[dependents[i]];
      gboolean detail = FALSE;

      if (!says_row (hw_schema_get_object (items->from, dependents[i]), &detail))
        continue;
      if (detail)
        recreate_detail (items, queue, hw_ddl_item (items, number));
      else
        recreate (items, queue, number);
    }
}

/* What is written in plpgsql is in the way where that is made anew. */
static void
spread_made (HwDdlItems *items, GArray *queue, const HwDdlItem *item)
{
  guint n;
  const guint *dependents;

  if (item->is_detail || item->fate != HW_FATE_CREATE ||
      !hw_extension_comes_with_database (item->to))
    return;
  dependents = hw_schema_get_dependents (items->to, item->to->number, &n);
  for (guint i = 0; i < n; i++)
    recreate (items, queue, items->to_items[dependents[i]]);
}

/* Where something is made, what acts on all that is made steps aside. */
static void
set_aside (HwDdlItems *items)
{
  gboolean makes = FALSE;

  for (guint i = 0; i < items->items->len && !makes; i++)
    {
      HwFate fate = hw_ddl_item (items, i)->fate;

      makes = fate == HW_FATE_CREATE || fate == HW_FATE_RECREATE;
    }
  for (guint i = 0; i < items->items->len && makes; i++)
    {
      HwDdlItem *item = hw_ddl_item (items, i);

      if ((get_flags (item) & HW_KIND_ACTS_ON_NEW) != 0 &&
          (item->fate == HW_FATE_KEEP || item->fate == HW_FATE_ALTER))
        item->fate = HW_FATE_RECREATE;
    }
}

void
hw_ddl_items_spread (HwDdlItems *items)
{
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < items->items->len; i++)
    {
      HwDdlItem *item = hw_ddl_item (items, i);

      if (item->fate == HW_FATE_CREATE || item->fate == HW_FATE_DROP)
        spread_field (items, queue, item);
      spread_made (items, queue, item);
      spread_attachment (items, queue, item);
      if (item->fate == HW_FATE_CREATE || item->fate == HW_FATE_ALTER)
        spread_condition (items, queue, item);
      if (item->from == NULL)
        continue;
      if (!item->is_detail && item->to != NULL && hw_type_is_disordered (item->from, item->to))
        recreate (items, queue, i);
      else if (item->retyped && !item->is_detail && item->fate == HW_FATE_ALTER &&
               hw_column_is_field_in_use (item->from, item->to))
        recreate (items, queue, item->from_owner);
      else if (item->retyped && !item->is_detail && item->fate == HW_FATE_ALTER &&
               is_partition_key (item->from))
        retype_key (items, queue, item);
      else if (hw_ddl_item_is_gone (item) || (item->retyped && item->fate == HW_FATE_ALTER))
        push (queue, i);
    }
  for (guint i = 0; i < queue->len; i++)
    spread_from (items, queue, g_array_index (queue, guint, i));
  set_aside (items);
}
