/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-type.c: composite types; their fields are columns. */

#include "hw-kind-column.h"
#include "hw-writer.h"

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);
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
