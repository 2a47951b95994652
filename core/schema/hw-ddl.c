/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl.c: the script that turns one schema into another, in the order of dependencies. */

#include "hw-ddl.h"

#include "hw-ddl-order.h"
#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-kind-type.h"
#include "hw-name.h"
#include "hw-schema-private.h"

void
hw_ddl_statement_free (gpointer statement)
{
  HwDdlStatement *self = statement;

  g_free (self->sql);
  g_free (self->needs);
  hw_object_unref (self->object);
  g_free (self);
}

HwDdlStatement *
hw_ddl_statement_copy (const HwDdlStatement *statement)
{
  HwDdlStatement *copy = g_memdup2 (statement, sizeof *statement);

  copy->sql = g_strdup (statement->sql);
  copy->needs = g_strdup (statement->needs);
  hw_object_ref (copy->object);
  return copy;
}

static void
write_drop (HwWriter *writer, HwObject *object)
{
  const HwKind *kind = hw_object_get_kind (object);
  g_autofree char *address = NULL;

  if (kind->drop != NULL)
    {
      kind->drop (writer, object);
      return;
    }
  address = hw_sql_address (object);
  hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "DROP %s", address);
}

/* The types with fields that @object needs, and that are dropped, get the fields that they shall
 * have. */
static void
write_shapes (HwWriter *writer, HwDdlItems *items, HwObject *object)
{
  g_autoptr (GPtrArray) fields = NULL;
  guint n;
  const guint *needs = hw_schema_get_dependencies (items->from, object->number, &n);

  for (guint i = 0; i < n; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, items->from_items[needs[i]]);

      if (!item->sunk || !g_hash_table_add (writer->shaped, item->from))
        continue;
      write_shapes (writer, items, item->from);
      if (hw_object_is (item->from, "type") && item->to != NULL)
        hw_type_write_shape (writer, item->from, item->to);
    }
  if (hw_object_is (object, "type"))
    fields = hw_object_dup_columns (object);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    write_shapes (writer, items, g_ptr_array_index (fields, i));
}

/* The values of a column wait as text until its type is there again. */
static void
write_park (HwWriter *writer, HwDdlItems *items, HwObject *column)
{
  g_autofree char *owner = hw_sql_alter_owner (column);
  g_autofree char *name = hw_sql_own_name (column);
  HwObject *table = hw_object_get_owner (column);
  gboolean follows = hw_schema_lookup (writer->to, table) != NULL
                         ? hw_inheritance_drops (writer, column)
                         : hw_inheritance_find_original (column) != NULL;

  write_shapes (writer, items, column);
  if (!follows)
    hw_writer_add (writer, HW_RISK_REWRITING, "%s ALTER COLUMN %s TYPE text USING %s::text", owner,
                   name, name);
}

/* It goes where its table is joined to the parent, which may have a column of its name already:
 * then both are of one type. */
static void
write_move (HwWriter *writer, const HwDdlItem *item)
{
  if (!hw_object_is (item->from, "column") || (!item->through_text && !item->retyped))
    return;
  writer->through_text = item->through_text;
  if (hw_writer_get_detail (item->from) != NULL)
    hw_object_get_kind (item->from)->detail->unset (writer, item->from);
  if (hw_object_get (item->from, "inherited") == NULL)
    hw_column_alter_type (writer, item->from, item->to);
}

static void
write_drop_step (HwWriter *writer, HwDdlItems *items, const HwDdlItem *item)
{
  writer->remade = item->fate == HW_FATE_RECREATE ||
                   (item->to == NULL && hw_ddl_item_gives_way (item->from, writer->to));
  if (item->is_detail)
    {
      hw_object_get_kind (item->from)->detail->unset (writer, item->from);
    }
  else if (item->moved)
    {
      write_move (writer, item);
    }
  else if (item->parked)
    {
      write_park (writer, items, item->from);
    }
  else if (hw_ddl_item_is_renamed (item))
    {
      g_autofree char *address = hw_sql_address (item->from);
      g_autofree char *interim = hw_sql_dup_interim_name (item->from);

      if (hw_object_is (item->from, "type") && item->to != NULL)
        hw_type_write_shape (writer, item->from, item->to);
      hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s RENAME TO %s", address, interim);
    }
  else
    {
      write_drop (writer, item->from);
    }
}

static void
write_make_step (HwWriter *writer, const HwDdlItem *item)
{
  HwObject *object = hw_ddl_item_get_object (item);
  const HwKind *kind = hw_object_get_kind (object);

  writer->through_text = item->through_text || item->parked;
  writer->anew = item->fate != HW_FATE_ALTER;
  if (item->is_detail)
    kind->detail->set (writer, object);
  else if (item->fate == HW_FATE_ALTER || item->parked)
    kind->alter (writer, item->from, object);
  else
    kind->create (writer, object);
}

static void
write_sweep_step (HwWriter *writer, const HwDdlItem *item)
{
  g_autofree char *interim = hw_sql_dup_interim_name (item->from);
  g_autofree char *schema = hw_quote_identifier (hw_object_get_schema (item->from));

  hw_writer_add (writer, HW_RISK_SAFE, "DROP %s %s.%s", hw_object_get_kind (item->from)->sql,
                 schema, interim);
}

static void
write_step (HwWriter *writer, HwDdlItems *items, const HwStep *step)
{
  const HwDdlItem *item = hw_ddl_item (items, step->item);
  guint first = writer->statements->len;

  writer->object = hw_ddl_item_get_object (item);
  if (step->action == HW_STEP_DROP)
    write_drop_step (writer, items, item);
  else if (step->action == HW_STEP_SWEEP)
    write_sweep_step (writer, item);
  else
    write_make_step (writer, item);
  for (guint i = first; i < writer->statements->len; i++)
    {
      HwDdlStatement *statement = g_ptr_array_index (writer->statements, i);

      statement->transactional = step->action != HW_STEP_EXTEND || !step->used_later;
    }
}

/* The bodies of functions may name what comes later. */
static void
begin_script (HwWriter *writer, HwDdlItems *items, GArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const HwStep *step = &g_array_index (steps, HwStep, i);

      writer->object = hw_ddl_item_get_object (hw_ddl_item (items, step->item));
      if (step->action == HW_STEP_MAKE && hw_object_is (writer->object, "function"))
        {
          hw_writer_add (writer, HW_RISK_SAFE, "SET check_function_bodies = off");
          return;
        }
    }
}

GPtrArray *
hw_ddl_write (HwSchema *from, HwSchema *to, const HwDdlOptions *options, GError **error)
{
  static const HwDdlOptions defaults = { .destroy = FALSE };
  g_autoptr (HwDdlItems) items = hw_ddl_items_new (from, to, options != NULL ? options : &defaults);
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GHashTable) apart = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) made = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) shaped = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) unmarked = g_hash_table_new (NULL, NULL);
  GPtrArray *statements;
  HwWriter writer = { .from = from,
                      .to = to,
                      .secrets = items->options->compare.whole,
                      .destroy = items->options->destroy,
                      .apart = apart,
                      .made = made,
                      .moved = moved,
                      .shaped = shaped,
                      .unmarked = unmarked };

  hw_ddl_items_spread (items);
  if (!items->options->destroy)
    hw_ddl_items_hold_back (items);
  steps = hw_ddl_order (items, error);
  if (steps == NULL)
    return NULL;
  statements = writer.statements = g_ptr_array_new_with_free_func (hw_ddl_statement_free);
  for (guint i = 0; i < items->items->len; i++)
    {
      const HwDdlItem *item = hw_ddl_item (items, i);

      if (item->is_detail && item->apart)
        g_hash_table_add (apart, hw_ddl_item_get_object (item));
      if (item->moved && !item->is_detail)
        g_hash_table_insert (moved, hw_ddl_item_get_object (item),
                             GINT_TO_POINTER (item->through_text));
      if (!item->is_detail && !item->parked &&
          (item->fate == HW_FATE_CREATE || item->fate == HW_FATE_RECREATE))
        g_hash_table_add (made, hw_ddl_item_get_object (item));
    }
  begin_script (&writer, items, steps);
  for (guint i = 0; i < steps->len; i++)
    write_step (&writer, items, &g_array_index (steps, HwStep, i));
  return statements;
}

HwRisk
hw_ddl_get_risk (GPtrArray *statements)
{
  HwRisk worst = HW_RISK_SAFE;

  for (guint i = 0; i < statements->len; i++)
    worst = MAX (worst, ((HwDdlStatement *) g_ptr_array_index (statements, i))->risk);
  return worst;
}

char *
hw_ddl_to_text (GPtrArray *statements)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      g_string_append_printf (text, "%s;\n", statement->sql);
    }
  return g_string_free (text, FALSE);
}
