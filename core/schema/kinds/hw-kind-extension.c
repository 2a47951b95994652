/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-extension.c: extensions; their members are no objects of their own. */

#include "hw-name.h"
#include "hw-writer.h"

static char *
dup_schema (const HwObject *object)
{
  return hw_quote_identifier (hw_object_get (object, "in_schema"));
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  g_autofree char *schema = dup_schema (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE EXTENSION %s SCHEMA %s", name, schema);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *name = hw_sql_name (to);
  g_autofree char *schema = dup_schema (to);

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER EXTENSION %s SET SCHEMA %s", name, schema);
  return TRUE;
}

const HwKind hw_kind_extension[] = {
  { .name = "extension", .sql = "EXTENSION", .create = create, .alter = alter },
  { .name = NULL },
};
