/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-comment.c: comments; each is named after what it is on. */

#include "hw-name.h"
#include "hw-writer.h"

static void
write_comment (HwWriter *writer, HwObject *object, const char *text)
{
  g_autofree char *address = hw_sql_address (hw_object_get_owner (object));

  hw_writer_add (writer, HW_RISK_SAFE, "COMMENT ON %s IS %s", address, text);
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *literal = hw_quote_literal (hw_object_get (object, "text"));

  write_comment (writer, object, literal);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  create (writer, to);
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  write_comment (writer, object, "NULL");
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  return hw_quote_literal (hw_object_get (object, attribute));
}

const HwKind hw_kind_comment[] = {
  { .name = "comment",
    .sql = "COMMENT",
    .create = create,
    .alter = alter,
    .drop = drop,
    .describe = describe },
  { .name = NULL },
};
