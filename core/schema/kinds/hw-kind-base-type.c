/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-base-type.c: range types and base types.
 *
 * The functions that a type is made of take or return the type: then the type is made in two steps,
 * first its name alone, and with the functions it goes. */

#include "hw-writer.h"

static void
write_definition (HwWriter *writer, HwObject *object, const char *definition)
{
  gboolean is_range = hw_object_is (object, "range");
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE TYPE %s%s (%s)", name, is_range ? " AS RANGE" : "",
                 definition);
}

static void
create (HwWriter *writer, HwObject *object)
{
  const char *definition = hw_writer_get_inline_detail (writer, object);
  g_autofree char *name = hw_sql_name (object);

  if (definition != NULL)
    write_definition (writer, object, definition);
  else
    hw_writer_add (writer, HW_RISK_SAFE, "CREATE TYPE %s", name);
}

static void
drop (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "DROP TYPE %s CASCADE", name);
}

static gboolean
is_inline (const HwObject *object)
{
  return TRUE;
}

static void
set_definition (HwWriter *writer, HwObject *object)
{
  write_definition (writer, object, hw_object_get (object, "form"));
}

/* A type goes back to its mere name only by being made anew. */
static void
unset_definition (HwWriter *writer, HwObject *object)
{
}

static const HwDetail definition = { "form", is_inline, set_definition, unset_definition };

#define TYPE(kind)                                                                                 \
  {                                                                                                \
    .name = kind, .sql = "TYPE", .flags = HW_KIND_TYPE | HW_KIND_HOLLOW, .detail = &definition,    \
    .create = create, .drop = drop                                                                 \
  }

const HwKind hw_kind_base_type[] = {
  TYPE ("base-type"),
  TYPE ("range"),
  { .name = NULL },
};
