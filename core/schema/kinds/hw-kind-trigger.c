/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-trigger.c: triggers, as the server defines them, and when they fire. */

#include <string.h>

#include "hw-kind-trigger.h"
#include "hw-phrase.h"

void
hw_trigger_write_firing (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *firing = hw_object_get (object, "firing");
  const char *words = "ENABLE";
  /* ALTER TABLE will do for views, and ALTER VIEW will not. */
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);

  if (g_strcmp0 (from != NULL ? hw_object_get (from, "firing") : NULL, firing) == 0)
    return;
  if (g_strcmp0 (firing, "disabled") == 0)
    words = "DISABLE";
  else if (firing != NULL)
    words = g_str_equal (firing, "replica") ? "ENABLE REPLICA" : "ENABLE ALWAYS";
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s %s %s", owner, words,
                 hw_object_get_kind (object)->sql, name);
}

static void
create (HwWriter *writer, HwObject *object)
{
  hw_writer_add (writer, HW_RISK_SAFE, "%s", hw_object_get (object, "definition"));
  hw_trigger_write_firing (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  hw_trigger_write_firing (writer, from, to);
  return TRUE;
}

static void
append_address (GString *out, const HwObject *object)
{
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);

  g_string_append_printf (out, "TRIGGER %s ON %s", name, owner);
}

/* "before insert on orders …": kind and name are said already. */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *definition = hw_object_get (object, "definition");
  g_autofree char *name = hw_sql_own_name (object);
  const char *p = strstr (definition, name);

  if (!g_str_equal (attribute, "definition"))
    return NULL;
  return hw_phrase_from_sql (p != NULL ? p + strlen (name) + 1 : definition);
}

const HwKind hw_kind_trigger[] = {
  { .name = "trigger",
    .sql = "TRIGGER",
    .append_address = append_address,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
