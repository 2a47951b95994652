/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-function.c: functions and procedures, as the server defines them. */

#include "hw-phrase.h"
#include "hw-name.h"
#include "hw-writer.h"

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *definition = g_strdup (hw_object_get (object, "definition"));

  hw_writer_add (writer, HW_RISK_SAFE, "%s", g_strchomp (definition));
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "procedure") || hw_object_differs (from, to, "window") ||
      hw_object_differs (from, to, "parameters") || hw_object_differs (from, to, "returns"))
    return FALSE;
  create (writer, to);
  return TRUE;
}

static void
append_address (GString *out, const HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  g_string_append_printf (out, "%s %s(%s)",
                          hw_object_get (object, "procedure") != NULL ? "PROCEDURE" : "FUNCTION",
                          name, hw_object_get_arguments (object));
}

/* "(a integer) returns integer language sql …": kind and name are said already, and the definition
 * says all the rest. */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *p = hw_object_get (object, "definition");

  if (!g_str_equal (attribute, "definition"))
    return g_strdup ("");
  while (*p != '\0' && *p != '(')
    p = *p == '"' ? hw_quoted_skip (p) : p + 1;
  return hw_phrase_from_sql (p);
}

const HwKind hw_kind_function[] = {
  { .name = "function",
    .sql = "FUNCTION",
    .flags = HW_KIND_REPLACED,
    .append_address = append_address,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
