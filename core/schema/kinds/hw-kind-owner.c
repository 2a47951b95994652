/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-owner.c: the roles that objects belong to; each is named after its object. */

#include "hw-writer.h"

/* (nullable) (transfer none): the table a column of which owns @sequence. */
static HwObject *
get_table (const HwObject *sequence)
{
  HwObject *column = sequence != NULL ? hw_object_get_owner (sequence) : NULL;

  return column != NULL ? hw_object_get_owner (column) : NULL;
}

/* A sequence that a column of a table owns, before and after, goes with that. */
static gboolean
follows_table (HwWriter *writer, HwObject *subject)
{
  HwObject *old, *new;

  if (!hw_object_is (subject, "sequence") || g_hash_table_contains (writer->made, subject))
    return FALSE;
  old = get_table (hw_schema_lookup (writer->from, subject));
  new = get_table (subject);
  return old != NULL && new != NULL &&hw_object_compare (old, new) == 0;
}

static void
create (HwWriter *writer, HwObject *object)
{
  HwObject *subject = hw_object_get_owner (object);
  g_autofree char *address = hw_sql_address (subject);

  if (follows_table (writer, subject))
    return;

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
