/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-type.c: composite types; their fields are columns. */

#include "hw-kind-type.h"

#include <string.h>

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-schema-private.h"

static gboolean
has_tables (const HwObject *type)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (type->schema, type->number, &n);

  for (guint i = 0; i < n; i++)
    {
      if (hw_inheritance_is_typed (hw_schema_get_object (type->schema, dependents[i])))
        return TRUE;
    }
  return FALSE;
}

/* (transfer container): the fields of @type that @other, the other side, lacks. */
static GPtrArray *
dup_fields_lacked (HwObject *type, HwSchema *other)
{
  GPtrArray *fields = hw_object_dup_columns (type);

  for (guint i = fields->len; i > 0; i--)
    if (hw_schema_lookup (other, g_ptr_array_index (fields, i - 1)) != NULL)
      g_ptr_array_remove_index (fields, i - 1);
  return fields;
}

/* (transfer container): the fields of @to in the order they have when @from gets new ones behind
 * those it has; @keep: and those that only @from has. */
static GPtrArray *
dup_fields_in_place (HwObject *from, HwObject *to, gboolean keep)
{
  g_autoptr (GPtrArray) before = hw_object_dup_columns (from);
  g_autoptr (GPtrArray) added = dup_fields_lacked (to, from->schema);
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < before->len; i++)
    {
      HwObject *field = hw_schema_lookup (to->schema, g_ptr_array_index (before, i));

      if (field != NULL || keep)
        g_ptr_array_add (sorted, field != NULL ? field : g_ptr_array_index (before, i));
    }
  g_ptr_array_extend (sorted, added, NULL, NULL);
  return sorted;
}

/* Whether fields of @type must stay where they are: its tables have them so, and the text of the
 * values that columns hold says them so. */
static gboolean
keeps_places (const HwObject *type)
{
  return has_tables (type) || hw_column_holds (type, TRUE);
}

gboolean
hw_type_is_disordered (HwObject *from, HwObject *to)
{
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GPtrArray) fields = NULL;

  if (!hw_object_is (from, "type") || keeps_places (from))
    return FALSE;
  places = dup_fields_in_place (from, to, FALSE);
  fields = hw_object_dup_columns (to);
  return memcmp (places->pdata, fields->pdata, fields->len * sizeof (gpointer)) != 0;
}

void
hw_type_write_shape (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *address = hw_sql_address (from);
  g_autoptr (GPtrArray) lost = dup_fields_lacked (from, writer->to);
  g_autoptr (GPtrArray) added = dup_fields_lacked (to, writer->from);

  if (!hw_column_holds (from, TRUE))
    return;
  for (guint i = 0; writer->destroy && i < lost->len; i++)
    {
      g_autofree char *name = hw_sql_own_name (g_ptr_array_index (lost, i));

      hw_writer_add (writer, HW_RISK_DESTROYING, "ALTER %s DROP ATTRIBUTE %s", address, name);
    }
  for (guint i = 0; i < added->len; i++)
    {
      g_autofree char *name = hw_sql_own_name (g_ptr_array_index (added, i));

      hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s ADD ATTRIBUTE %s text", address, name);
    }
}

/* (transfer container): those of @object, and what only the old type has unless that may be lost.
 */
static GPtrArray *
dup_fields (HwWriter *writer, HwObject *object)
{
  HwObject *old = hw_schema_lookup (writer->from, object);
  g_autoptr (GPtrArray) lost = NULL;
  GPtrArray *fields;

  if (old != NULL && keeps_places (old))
    return dup_fields_in_place (old, object, !writer->destroy);
  fields = hw_object_dup_columns (object);
  lost = old != NULL && !writer->destroy ? dup_fields_lacked (old, writer->to) : NULL;
  if (lost != NULL)
    g_ptr_array_extend (fields, lost, NULL, NULL);
  return fields;
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  g_autoptr (GPtrArray) columns = dup_fields (writer, object);
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      g_string_append (fields, i > 0 ? ", " : "");
      hw_column_append_definition (fields, writer, g_ptr_array_index (columns, i));
    }
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE TYPE %s AS (%s)", name, fields->str);
}

const HwKind hw_kind_type[] = {
  { .name = "type",
    .sql = "TYPE",
    .flags = HW_KIND_RELATION | HW_KIND_TYPE | HW_KIND_RETYPED,
    .create = create },
  { .name = NULL },
};
