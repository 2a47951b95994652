/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-owner.c: the roles that objects belong to; each is named after its object. */

#include "hw-writer.h"

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (hw_object_get_owner (object));

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s OWNER TO %s", address,
                 hw_object_get (object, "role"));
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  create (writer, to);
  return TRUE;
}

/* What is there always belongs to somebody. */
static void
drop (HwWriter *writer, HwObject *object)
{
}

const HwKind hw_kind_owner[] = {
  { .name = "owner",
    .sql = "OWNER",
    .flags = HW_KIND_OF_OWNERS,
    .create = create,
    .alter = alter,
    .drop = drop },
  { .name = NULL },
};
