/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-plain.c: kinds that one statement makes and nothing alters. */

#include "hw-writer.h"

static void
create (HwWriter *writer, HwObject *object)
{
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s", hw_object_get (object, "definition"));
}

static void
append_cast_address (GString *out, const HwObject *object)
{
  g_string_append_printf (out, "CAST (%s)", hw_object_get_arguments (object));
}

static void
append_transform_address (GString *out, const HwObject *object)
{
  g_string_append_printf (out, "TRANSFORM FOR %s", hw_object_get_arguments (object));
}

#define PLAIN(kind, word, ...)                                                                     \
  {                                                                                                \
    .name = kind, .sql = word, .create = create, __VA_ARGS__                                       \
  }

const HwKind hw_kind_plain[] = {
  PLAIN ("access-method", "ACCESS METHOD"),
  PLAIN ("language", "LANGUAGE"),
  PLAIN ("collation", "COLLATION", .flags = HW_KIND_RETYPED),
  PLAIN ("conversion", "CONVERSION"),
  PLAIN ("text-search-parser", "TEXT SEARCH PARSER"),
  PLAIN ("text-search-template", "TEXT SEARCH TEMPLATE"),
  PLAIN ("cast", "CAST", .append_address = append_cast_address),
  PLAIN ("transform", "TRANSFORM", .append_address = append_transform_address),
  { .name = NULL },
};
