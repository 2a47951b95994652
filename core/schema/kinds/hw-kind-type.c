/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-type.c: composite types; their fields are columns. */

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

/* (transfer container): the fields of @object, which may be made anew: those that its tables have
 * keep their places, and new ones come behind them, as they do in the tables. */
static GPtrArray *
dup_fields (HwWriter *writer, HwObject *object)
{
  HwObject *old = hw_schema_lookup (writer->from, object);
  g_autoptr (GPtrArray) fields = hw_object_dup_columns (object);
  g_autoptr (GPtrArray) before = NULL;
  GPtrArray *sorted;

  if (old == NULL || !has_tables (old))
    return g_steal_pointer (&fields);
  before = hw_object_dup_columns (old);
  sorted = g_ptr_array_new ();
  for (guint i = 0; i < before->len; i++)
    {
      HwObject *field = hw_schema_lookup (writer->to, g_ptr_array_index (before, i));

      if (field != NULL)
        g_ptr_array_add (sorted, field);
    }
  for (guint i = 0; i < fields->len; i++)
    {
      HwObject *field = g_ptr_array_index (fields, i);

      if (hw_schema_lookup (writer->from, field) == NULL)
        g_ptr_array_add (sorted, field);
    }
  return sorted;
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
  { .name = "type", .sql = "TYPE", .flags = HW_KIND_TYPE | HW_KIND_RETYPED, .create = create },
  { .name = NULL },
};
