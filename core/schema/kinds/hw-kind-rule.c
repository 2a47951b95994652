/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-rule.c: rules, as the server defines them, and when they fire. */

#include <string.h>

#include "hw-kind-trigger.h"
#include "hw-phrase.h"

#define CREATE_RULE "CREATE RULE "

static void
create (HwWriter *writer, HwObject *object)
{
  hw_writer_add (writer, HW_RISK_SAFE, "%s", hw_object_get (object, "definition"));
  hw_trigger_write_firing (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *definition = hw_object_get (to, "definition");

  if (hw_object_differs (from, to, "definition"))
    hw_writer_add (writer, HW_RISK_SAFE, "CREATE OR REPLACE RULE %s",
                   definition + strlen (CREATE_RULE));
  hw_trigger_write_firing (writer, from, to);
  return TRUE;
}

/* "on insert to orders …": kind and name are said already. */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *definition = hw_object_get (object, "definition");
  const char *p = strstr (definition, " AS\n");

  if (!g_str_equal (attribute, "definition"))
    return NULL;
  return hw_phrase_from_sql (p != NULL ? p + strlen (" AS\n") : definition);
}

const HwKind hw_kind_rule[] = {
  { .name = "rule",
    .sql = "RULE",
    .append_address = hw_sql_append_address_in_table,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
