/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-schema.c: schemas. */

#include "hw-writer.h"

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE SCHEMA %s", name);
  if (!g_str_equal (hw_object_get_name (object), "public"))
    return;
  /* What else every database begins with. */
  hw_writer_add (writer, HW_RISK_SAFE, "GRANT USAGE%s ON SCHEMA public TO PUBLIC",
                 hw_writer_is_since (writer, 15) ? "" : ", CREATE");
  hw_writer_add (writer, HW_RISK_SAFE, "COMMENT ON SCHEMA public IS 'standard public schema'");
}

const HwKind hw_kind_schema[] = {
  { .name = "schema", .sql = "SCHEMA", .create = create },
  { .name = NULL },
};
