/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-aggregate.c: aggregates of all forms. */

#include "hw-writer.h"

static void
write_create (HwWriter *writer, HwObject *object, const char *words)
{
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s %s(%s) (\n  %s\n)", words, name,
                 hw_object_get (object, "parameters"), hw_object_get (object, "definition"));
}

static void
create (HwWriter *writer, HwObject *object)
{
  write_create (writer, object, "AGGREGATE");
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "parameters") || hw_object_differs (from, to, "returns"))
    return FALSE;
  write_create (writer, to, "OR REPLACE AGGREGATE");
  return TRUE;
}

static void
append_address (GString *out, const HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  g_string_append_printf (out, "AGGREGATE %s(%s)", name, hw_object_get (object, "parameters"));
}

const HwKind hw_kind_aggregate[] = {
  { .name = "aggregate",
    .sql = "AGGREGATE",
    .append_address = append_address,
    .create = create,
    .alter = alter },
  { .name = NULL },
};
