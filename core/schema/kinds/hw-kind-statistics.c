/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-statistics.c: extended statistics, as the server defines them, and their target. */

#include "hw-writer.h"

/* @from is NULL for new statistics. */
static void
write_target (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *target = hw_object_get (object, "target");
  g_autofree char *name = hw_sql_name (object);

  if (g_strcmp0 (from != NULL ? hw_object_get (from, "target") : NULL, target) != 0)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER STATISTICS %s SET STATISTICS %s", name,
                   target != NULL ? target : "-1");
}

static void
create (HwWriter *writer, HwObject *object)
{
  hw_writer_add (writer, HW_RISK_SAFE, "%s", hw_object_get (object, "definition"));
  write_target (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  write_target (writer, from, to);
  return TRUE;
}

const HwKind hw_kind_statistics[] = {
  { .name = "statistics",
    .sql = "STATISTICS",
    .flags = HW_KIND_SURVIVES_RETYPE,
    .create = create,
    .alter = alter },
  { .name = NULL },
};
