/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-domain.c: domains; their checks are constraints. */

#include "hw-not-null.h"

/* While the domain that it replaces is there, under another name, that has the usual name of the
 * constraint: then the server chooses another unless told. */
static void
append_not_null (GString *out, HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_not_null_dup_name (object);

  if (hw_object_get (object, "not_null") != NULL &&
      hw_object_get (object, "not_null_constraint") == NULL &&
      hw_schema_lookup (writer->from, object) != NULL)
    g_string_append_printf (out, " CONSTRAINT %s", name);
  hw_not_null_append (out, object);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  const char *collation = hw_object_get (object, "collation");
  const char *value = hw_object_get (object, "default");
  g_autoptr (GString) not_null = g_string_new (NULL);

  append_not_null (not_null, writer, object);
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE DOMAIN %s AS %s%s%s%s%s%s", name,
                 hw_object_get (object, "type"), collation != NULL ? " COLLATE " : "",
                 collation != NULL ? collation : "", value != NULL ? " DEFAULT " : "",
                 value != NULL ? value : "", not_null->str);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *name = hw_sql_name (to);
  const char *value = hw_object_get (to, "default");

  if (hw_object_differs (from, to, "type") || hw_object_differs (from, to, "collation"))
    return FALSE;
  if (value == NULL && hw_object_get (from, "default") != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER DOMAIN %s DROP DEFAULT", name);
  else if (hw_object_differs (from, to, "default"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER DOMAIN %s SET DEFAULT %s", name, value);
  hw_not_null_write (writer, from, to);
  return TRUE;
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  return g_str_equal (attribute, "not_null_constraint") ? hw_not_null_describe (object, alone)
                                                        : NULL;
}

const HwKind hw_kind_domain[] = {
  { .name = "domain",
    .sql = "DOMAIN",
    .flags = HW_KIND_TYPE | HW_KIND_RETYPED,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
