/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-parents.c: what a table inherits from, is a partition or of the type of, as it comes and goes.
 */

#include "hw-parents.h"

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-name.h"

#define STAND_IN "headway_stand_in"

static gboolean
is_inline (const HwObject *object)
{
  return !hw_inheritance_is_partition (object);
}

static gboolean
needs (const HwObject *needed)
{
  return hw_object_is (needed, "table") || hw_object_is (needed, "foreign-table") ||
         hw_object_is (needed, "type");
}

static gboolean
has_joining (HwWriter *writer, const HwObject *table)
{
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    if (hw_inheritance_joins (writer->from, hw_object_get_child (table, i)))
      return TRUE;
  return FALSE;
}

/* An heir must have what its parent has, but what it makes itself remains its own too. So it gets
 * that from a stand-in, which hands it down anew, and goes once the parent is joined. */
static void
write_stand_in (HwWriter *writer, HwObject *table, const char *stand_in)
{
  g_autofree char *name = hw_sql_name (table);
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (table);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE TABLE %s ()", stand_in);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s INHERIT %s", name, stand_in);
  for (guint i = 0; i < columns->len; i++)
    {
      HwObject *column = g_ptr_array_index (columns, i);
      g_autoptr (GString) definition = g_string_new (NULL);

      /* Checks may need those that are there. */
      if (hw_object_get (column, "inherited") == NULL ||
          (hw_schema_lookup (writer->from, column) == NULL &&
           !hw_inheritance_joins (writer->from, column)))
        continue;
      hw_column_append_definition (definition, writer, column);
      hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s ADD COLUMN %s", stand_in,
                     definition->str);
    }
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);
      g_autofree char *own = hw_sql_own_name (child);

      if (hw_object_is (child, "check") && hw_inheritance_joins (writer->from, child))
        hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %s ADD CONSTRAINT %s %s", stand_in,
                       own, hw_object_get (child, "definition"));
    }
}

static void
set (HwWriter *writer, HwObject *object)
{
  HwObject *old = hw_schema_lookup (writer->from, object);
  gboolean is_set = old != NULL && !writer->anew;
  g_autofree char *name = hw_sql_name (object);
  g_autofree char *stand_in = hw_quote_qualified (hw_object_get_schema (object), STAND_IN);
  gboolean joins = has_joining (writer, object) && !g_hash_table_contains (writer->made, object);

  if (joins)
    write_stand_in (writer, object, stand_in);
  hw_inheritance_write_parents (writer, name, is_set ? hw_inheritance_get_parents (old) : NULL,
                                hw_inheritance_get_parents (object));
  if (!joins)
    return;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s NO INHERIT %s", name, stand_in);
  hw_writer_add (writer, HW_RISK_SAFE, "DROP TABLE %s", stand_in);
}

static void
unset (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_inheritance_write_parents (writer, name, hw_inheritance_get_parents (object), NULL);
}

/* From one type to another is a way on which the columns change. */
static gboolean
resets (const char *from, const char *to)
{
  return g_str_has_prefix (from, "OF ");
}

const HwDetail hw_parents_detail = { "parents", is_inline, set, unset, needs, resets };
