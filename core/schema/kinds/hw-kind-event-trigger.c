/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-event-trigger.c: event triggers, and when they fire. */

#include "hw-kind-trigger.h"

/* @from is NULL for a new one, which fires. */
static void
write_firing (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *firing = hw_object_get (object, "firing");
  g_autofree char *address = hw_sql_address (object);

  if (g_strcmp0 (from != NULL ? hw_object_get (from, "firing") : NULL, firing) == 0)
    return;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s %s", address,
                 hw_trigger_get_firing_words (firing));
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %s %s", address,
                 hw_object_get (object, "definition"));
  write_firing (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  write_firing (writer, from, to);
  return TRUE;
}

const HwKind hw_kind_event_trigger[] = {
  { .name = "event-trigger",
    .sql = "EVENT TRIGGER",
    .flags = HW_KIND_WATCHES,
    .create = create,
    .alter = alter },
  { .name = NULL },
};
