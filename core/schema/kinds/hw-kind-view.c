/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-view.c: views and materialized views. */

#include "hw-kind-column.h"
#include "hw-kind-table.h"
#include "hw-schema-private.h"

static void
write_create (HwWriter *writer, HwObject *object, HwRisk risk, const char *words, const char *more)
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
  hw_writer_add (writer, risk, "CREATE %s %s%s AS\n%s%s", words, name, said->str,
                 hw_object_get (object, "definition"), more);
}

static void
create_view (HwWriter *writer, HwObject *object)
{
  write_create (writer, object, HW_RISK_SAFE, "VIEW", "");
}

/* Whether @relation of TO cannot be read: it is, or reads, a materialized view without rows. */
static gboolean
is_unreadable_yet (HwWriter *writer, HwObject *relation)
{
  HwObject *old = hw_schema_lookup (writer->from, relation);
  HwObject *source = old == NULL || g_hash_table_contains (writer->made, relation) ? relation : old;
  guint n;
  const guint *needs;

  if (hw_object_is (source, "materialized-view") &&
      (source == old || hw_object_get (source, "unpopulated") != NULL))
    return hw_object_get (source, "unpopulated") != NULL;
  if (!hw_object_is (source, "materialized-view") && !hw_object_is (source, "view"))
    return FALSE;
  needs = hw_schema_get_dependencies (relation->schema, relation->number, &n);
  for (guint i = 0; i < n; i++)
    {
      HwObject *needed = hw_schema_get_object (relation->schema, needs[i]);
      HwObject *owner = hw_object_is (needed, "column") ? hw_object_get_owner (needed) : needed;

      if (owner != relation && is_unreadable_yet (writer, owner))
        return TRUE;
    }
  return FALSE;
}

static void
create_materialized_view (HwWriter *writer, HwObject *object)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  write_create (writer, object, HW_RISK_BLOCKING, "MATERIALIZED VIEW",
                is_unreadable_yet (writer, object) ? " WITH NO DATA" : "");
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
  write_create (writer, to, HW_RISK_SAFE, "OR REPLACE VIEW", "");
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
