/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-publication.c: publications, and the tables and schemas in them. */

#include "hw-writer.h"

/* What the publication does; what is left out has its default. @from is NULL for a new one. */
static char *
dup_settings (HwObject *from, HwObject *to)
{
  const char *generated = hw_object_get (to, "generated_columns");
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "publish = '%s'", hw_object_get (to, "operations"));
  if (from != NULL || hw_object_get (to, "via_root") != NULL)
    g_string_append_printf (out, ", publish_via_partition_root = %s",
                            hw_object_get (to, "via_root") != NULL ? "true" : "false");
  /* Servers before 18 do not know it. */
  if (from != NULL ? hw_object_differs (from, to, "generated_columns") : generated != NULL)
    g_string_append_printf (out, ", publish_generated_columns = %s",
                            generated != NULL ? generated : "none");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *settings = dup_settings (NULL, object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s%s WITH (%s)", address,
                 hw_object_get (object, "all_tables") != NULL ? " FOR ALL TABLES" : "", settings);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *settings = dup_settings (from, to);

  if (hw_object_differs (from, to, "all_tables"))
    return FALSE;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET (%s)", address, settings);
  return TRUE;
}

static void
create_table (HwWriter *writer, HwObject *object)
{
  const char *columns = hw_object_get (object, "columns");
  const char *filter = hw_object_get (object, "filter");
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autoptr (GString) out = g_string_new (hw_object_get_name (object));

  if (columns != NULL)
    g_string_append_printf (out, " (%s)", columns);
  if (filter != NULL)
    g_string_append_printf (out, " WHERE (%s)", filter);
  hw_writer_add (writer, HW_RISK_SAFE, "%s ADD %s %s", owner, hw_object_get_kind (object)->sql,
                 out->str);
}

static void
create_schema (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);

  hw_writer_add (writer, HW_RISK_SAFE, "%s ADD %s %s", owner, hw_object_get_kind (object)->sql,
                 hw_object_get_name (object));
}

static void
drop_member (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);

  hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "%s DROP %s %s", owner,
                 hw_object_get_kind (object)->sql, hw_object_get_name (object));
}

const HwKind hw_kind_publication[] = {
  { .name = "publication", .sql = "PUBLICATION", .create = create, .alter = alter },
  /* Its heirs are named by themselves. */
  { .name = "publication-table", .sql = "TABLE ONLY", .create = create_table, .drop = drop_member },
  { .name = "publication-schema",
    .sql = "TABLES IN SCHEMA",
    .create = create_schema,
    .drop = drop_member },
  { .name = NULL },
};
