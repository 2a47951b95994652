/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-view.c: views and materialized views. */

#include "hw-kind-column.h"
#include "hw-kind-table.h"

static void
write_create (HwWriter *writer, HwObject *object, HwRisk risk, const char *words)
{
  static const char *const clauses[][3] = {
    { "access_method", " USING ", "" },
    { "options", " WITH (", ")" },
    { "tablespace", " TABLESPACE ", "" },
  };
  g_autofree char *name = hw_sql_name (object);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (clauses); i++)
    {
      const char *value = hw_object_get (object, clauses[i][0]);

      if (value != NULL)
        g_string_append_printf (said, "%s%s%s", clauses[i][1], value, clauses[i][2]);
    }
  hw_writer_add (writer, risk, "CREATE %s %s%s AS\n%s", words, name, said->str,
                 hw_object_get (object, "definition"));
}

static void
create_view (HwWriter *writer, HwObject *object)
{
  write_create (writer, object, HW_RISK_SAFE, "VIEW");
}

static void
create_materialized_view (HwWriter *writer, HwObject *object)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  write_create (writer, object, HW_RISK_BLOCKING, "MATERIALIZED VIEW");
  for (guint i = 0; i < columns->len; i++)
    hw_column_write_properties (writer, NULL, g_ptr_array_index (columns, i));
}

/* A view can be replaced by one that has the same columns first. */
static gboolean
can_replace (HwObject *from, HwObject *to)
{
  g_autoptr (GPtrArray) old = hw_object_dup_columns (from);
  g_autoptr (GPtrArray) new = hw_object_dup_columns (to);

  for (guint i = 0; i < old->len; i++)
    {
      HwObject *a = g_ptr_array_index (old, i), *b;

      if (i >= new->len)
        return FALSE;
      b = g_ptr_array_index (new, i);
      if (!g_str_equal (hw_object_get_name (a), hw_object_get_name (b)) ||
          hw_object_differs (a, b, "type") || hw_object_differs (a, b, "collation"))
        return FALSE;
    }
  return TRUE;
}

static gboolean
alter_view (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (!can_replace (from, to))
    return FALSE;
  write_create (writer, to, HW_RISK_SAFE, "OR REPLACE VIEW");
  return TRUE;
}

static gboolean
alter_materialized_view (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *address = hw_sql_address (to);

  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  if (!hw_table_alter_storage (writer, address, from, to))
    return FALSE;
  hw_table_alter_options (writer, address, from, to);
  return TRUE;
}

#define FLAGS (HW_KIND_RELATION | HW_KIND_TYPE | HW_KIND_DERIVED_COLUMNS)

const HwKind hw_kind_view[] = {
  { .name = "view",
    .sql = "VIEW",
    .flags = FLAGS | HW_KIND_REPLACED,
    .create = create_view,
    .alter = alter_view },
  { .name = "materialized-view",
    .sql = "MATERIALIZED VIEW",
    .flags = FLAGS,
    .create = create_materialized_view,
    .alter = alter_materialized_view },
  { .name = NULL },
};
