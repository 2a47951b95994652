/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-extension.c: extensions; their members are no objects of their own. */

#include "hw-kind-extension.h"

#include <string.h>

#include "hw-name.h"
#include "hw-schema-private.h"

/* " SCHEMA name", or "" for one that has its own. */
static char *
dup_schema (const HwObject *object)
{
  const char *schema = hw_object_get (object, "in_schema");
  g_autofree char *quoted = schema != NULL ? hw_quote_identifier (schema) : NULL;

  return quoted != NULL ? g_strconcat (" SCHEMA ", quoted, NULL) : g_strdup ("");
}

/* Versions are written like names: "1.10". */
static char *
dup_version (const HwObject *object)
{
  return hw_quote_identifier (hw_object_get (object, "version"));
}

gboolean
hw_extension_comes_with_database (const HwObject *object)
{
  return hw_object_is (object, "extension") && g_str_equal (hw_object_get_name (object), "plpgsql");
}

gboolean
hw_extension_is_spoken (HwSchema *schema)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (hw_object_is (object, "function") &&
          strstr (hw_object_get (object, "definition"), "\n LANGUAGE plpgsql\n") != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);
  g_autofree char *name = hw_sql_own_name (object);
  g_autofree char *schema = dup_schema (object);
  g_autofree char *version = dup_version (object);

  if (hw_extension_comes_with_database (object))
    hw_writer_add (writer, HW_RISK_SAFE, "DROP EXTENSION IF EXISTS %s", name);
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s%s VERSION %s", address, schema, version);
}

/* Extensions seldom come with a way back to an older version: one nothing needs is made anew. */
static gboolean
is_way_back (HwObject *from, HwObject *to)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (from->schema, from->number, &n);

  for (guint i = 0; i < n; i++)
    {
      /* Its own comment comes and goes with it. */
      if (hw_object_get_owner (hw_schema_get_object (from->schema, dependents[i])) != from)
        return FALSE;
    }
  return strverscmp (hw_object_get (from, "version"), hw_object_get (to, "version")) > 0;
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *address = hw_sql_address (to);
  g_autofree char *schema = dup_schema (to);
  g_autofree char *version = dup_version (to);

  if ((hw_object_differs (from, to, "in_schema") && schema[0] == '\0') || is_way_back (from, to))
    return FALSE;
  if (hw_object_differs (from, to, "version"))
    hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER %s UPDATE TO %s", address, version);
  if (hw_object_differs (from, to, "in_schema"))
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s SET%s", address, schema);
  return TRUE;
}

const HwKind hw_kind_extension[] = {
  { .name = "extension", .sql = "EXTENSION", .create = create, .alter = alter },
  { .name = NULL },
};
