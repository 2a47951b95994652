/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-table.c: tables, with their columns inline; keys and checks are added afterwards. */

#include "hw-kind-table.h"

#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-kind-sequence.h"
#include "hw-option-list.h"
#include "hw-parents.h"
#include "hw-schema-private.h"

char *
hw_table_dup_columns (HwWriter *writer, HwObject *object)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      HwObject *column = g_ptr_array_index (columns, i);

      if (!hw_inheritance_declares (column))
        continue;
      g_string_append (out, out->len > 0 ? ",\n  " : "\n  ");
      hw_column_append_definition (out, writer, column);
    }
  if (out->len > 0)
    g_string_append_c (out, '\n');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
append_clause (GString *out, const HwObject *object, const char *attribute, const char *before,
               const char *after)
{
  const char *value = hw_object_get (object, attribute);

  if (value != NULL)
    g_string_append_printf (out, "%s%s%s", before, value, after);
}

static void
write_switch (HwWriter *writer, HwObject *from, HwObject *to, const char *attribute,
              const char *words)
{
  const char *value = hw_object_get (to, attribute);
  g_autofree char *name = hw_sql_name (to);

  if (g_strcmp0 (from != NULL ? hw_object_get (from, attribute) : NULL, value) == 0)
    return;
  if (g_str_equal (attribute, "force_row_security"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s%s", name, value ? "" : "NO ", words);
  else
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s %s", name, value ? "ENABLE" : "DISABLE",
                   words);
}

/* What CREATE TABLE cannot say; @from is NULL for a new table. */
static void
write_properties (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *identity = hw_object_get (to, "replica_identity");
  g_autofree char *name = hw_sql_name (to);

  write_switch (writer, from, to, "row_security", "ROW LEVEL SECURITY");
  write_switch (writer, from, to, "force_row_security", "FORCE ROW LEVEL SECURITY");
  if (g_strcmp0 (from != NULL ? hw_object_get (from, "replica_identity") : NULL, identity) != 0)
    {
      g_autofree char *word = g_ascii_strup (identity != NULL ? identity : "default", -1);

      hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s REPLICA IDENTITY %s", name, word);
    }
}

static void
create (HwWriter *writer, HwObject *object)
{
  gboolean unlogged = hw_object_get (object, "unlogged") != NULL;
  gboolean is_inline = !hw_inheritance_is_partition (object);
  gboolean is_typed = hw_inheritance_is_typed (object);
  g_autofree char *name = hw_sql_name (object);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  g_string_append_printf (out, "CREATE %sTABLE %s", unlogged ? "UNLOGGED " : "", name);
  if (!is_typed)
    {
      g_autofree char *definitions = hw_table_dup_columns (writer, object);

      g_string_append_printf (out, " (%s)", definitions);
    }
  if (is_inline)
    append_clause (out, object, "parents", " ", "");
  append_clause (out, object, "partition_by", " PARTITION BY ", "");
  append_clause (out, object, "access_method", " USING ", "");
  append_clause (out, object, "options", " WITH (", ")");
  append_clause (out, object, "tablespace", " TABLESPACE ", "");
  hw_writer_add (writer, HW_RISK_SAFE, "%s", out->str);
  write_properties (writer, NULL, object);
  for (guint i = 0; i < columns->len; i++)
    hw_column_write_undeclared (writer, g_ptr_array_index (columns, i));
}

/* (transfer full): the names of the options in "a='1', b='2'" that @other does not set, to be
 * reset. */
static char *
dup_reset_names (const char *options, const char *other)
{
  g_auto (GStrv) old = hw_option_list_split (options);
  g_auto (GStrv) new = hw_option_list_split (other);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; old[i] != NULL; i++)
    {
      g_autofree char *name = hw_option_dup_name (old[i]);

      if (hw_option_list_find ((const char *const *) new, name) == NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

void
hw_table_alter_options (HwWriter *writer, const char *address, HwObject *from, HwObject *to)
{
  const char *old = from != NULL ? hw_object_get (from, "options") : NULL;
  const char *new = hw_object_get (to, "options");
  g_autofree char *reset = old != NULL ? dup_reset_names (old, new) : NULL;

  if (g_strcmp0 (old, new) == 0)
    return;
  if (reset != NULL && reset[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s RESET (%s)", address, reset);
  if (new != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET (%s)", address, new);
}

gboolean
hw_table_alter_storage (HwWriter *writer, const char *address, HwObject *from, HwObject *to)
{
  const char *method = hw_object_get (to, "access_method");
  /* Its partitions begin with what it has; else with the default of that time. */
  gboolean is_partitioned =
      hw_object_is (to, "table") && hw_object_get (to, "partition_by") != NULL;
  const char *tablespace = hw_object_get (to, "tablespace");

  if (hw_object_differs (from, to, "access_method") && !hw_writer_is_since (writer, 15))
    return FALSE;
  if (hw_object_differs (from, to, "access_method"))
    hw_writer_add (writer, HW_RISK_REWRITING, "ALTER %s SET ACCESS METHOD %s", address,
                   method != NULL   ? method
                   : is_partitioned ? "DEFAULT"
                                    : "heap");
  if (hw_object_differs (from, to, "tablespace"))
    hw_writer_add (writer, HW_RISK_REWRITING, "ALTER %s SET TABLESPACE %s", address,
                   tablespace != NULL ? tablespace : "pg_default");
  return TRUE;
}

/* The sequences of its columns go with it. */
static void
write_persistence (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  hw_writer_add (writer, HW_RISK_REWRITING, "ALTER TABLE %s SET %s", name,
                 hw_object_get (object, "unlogged") != NULL ? "UNLOGGED" : "LOGGED");
  for (guint i = 0; i < columns->len; i++)
    hw_sequence_write_persistence (writer, g_ptr_array_index (columns, i));
}

/* Whether the columns that stay, with the new ones behind them, stand in the order of @to: a table
 * of a type has them in that of the fields. */
static gboolean
keeps_column_order (HwObject *from, HwObject *to)
{
  g_autoptr (GPtrArray) old = hw_object_dup_columns (from);
  g_autoptr (GPtrArray) new = hw_object_dup_columns (to);
  guint n = 0;

  for (guint i = 0; i < old->len; i++)
    {
      HwObject *column = g_ptr_array_index (old, i);

      if (hw_schema_lookup (to->schema, column) == NULL)
        continue;
      if (hw_object_compare (column, g_ptr_array_index (new, n)) != 0)
        return FALSE;
      n++;
    }
  return TRUE;
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *name = hw_sql_name (to);
  g_autofree char *address = hw_sql_address (to);

  /* PostgreSQL does nothing when it is told that of a partitioned table, whose rows are elsewhere.
   */
  if (hw_object_differs (from, to, "partition_by") ||
      (hw_object_get (to, "partition_by") != NULL && hw_object_differs (from, to, "unlogged")) ||
      (hw_inheritance_is_typed (to) && hw_object_differs (from, to, "parents") &&
       !keeps_column_order (from, to)) ||
      !hw_table_alter_storage (writer, address, from, to))
    return FALSE;
  if (hw_object_differs (from, to, "unlogged"))
    write_persistence (writer, to);
  hw_table_alter_options (writer, address, from, to);
  write_properties (writer, from, to);
  return TRUE;
}

/* The rows of a partitioned table are in its partitions, which outlive it; but it may count. */
static gboolean
holds_data (const HwObject *object)
{
  gboolean holds = hw_object_get (object, "partition_by") == NULL;

  for (guint i = 0; i < hw_object_get_n_children (object) && !holds; i++)
    {
      HwObject *child = hw_object_get_child (object, i);

      holds = hw_object_is (child, "column") && hw_object_get (child, "identity") != NULL;
    }
  return holds;
}

const HwKind hw_kind_table[] = {
  { .name = "table",
    .sql = "TABLE",
    .flags = HW_KIND_RELATION | HW_KIND_TYPE,
    .detail = &hw_parents_detail,
    .holds_data = holds_data,
    .create = create,
    .alter = alter },
  { .name = NULL },
};
