/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-trigger.c: triggers, as the server defines them, and when they fire. */

#include <string.h>

#include "hw-kind-trigger.h"
#include "hw-phrase.h"
#include "hw-schema-private.h"

const char *
hw_trigger_get_firing_words (const char *firing)
{
  if (firing == NULL)
    return "ENABLE";
  if (g_str_equal (firing, "disabled"))
    return "DISABLE";
  return g_str_equal (firing, "replica") ? "ENABLE REPLICA" : "ENABLE ALWAYS";
}

static void
write_firing (HwWriter *writer, const HwObject *object, const char *firing)
{
  /* ALTER TABLE will do for views, and ALTER VIEW will not. */
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s %s %s", owner,
                 hw_trigger_get_firing_words (firing), hw_object_get_kind (object)->sql, name);
}

void
hw_trigger_write_firing (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *firing = hw_object_get (object, "firing");

  if (g_strcmp0 (from != NULL ? hw_object_get (from, "firing") : NULL, firing) != 0)
    write_firing (writer, object, firing);
}

static void
create (HwWriter *writer, HwObject *object)
{
  hw_writer_add (writer, HW_RISK_SAFE, "%s", hw_object_get (object, "definition"));
  hw_trigger_write_firing (writer, NULL, object);
}

/* What a trigger does, those of the partitions do too: what they do otherwise is said anew. */
static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (to->schema, to->number, &n);

  if (hw_object_differs (from, to, "definition"))
    return FALSE;
  hw_trigger_write_firing (writer, from, to);
  for (guint i = 0; i < n; i++)
    {
      HwObject *dependent = hw_schema_get_object (to->schema, dependents[i]);

      if (hw_object_is (dependent, "partition-trigger"))
        write_firing (writer, dependent, hw_object_get (dependent, "firing"));
    }
  return TRUE;
}

static void
create_of_partition (HwWriter *writer, HwObject *object)
{
  write_firing (writer, object, hw_object_get (object, "firing"));
}

static gboolean
alter_of_partition (HwWriter *writer, HwObject *from, HwObject *to)
{
  create_of_partition (writer, to);
  return TRUE;
}

/* It fires as the one that it follows, if that stays. */
static void
drop_of_partition (HwWriter *writer, HwObject *object)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (object->schema, object->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *whole = hw_schema_get_object (object->schema, needs[i]);
      HwObject *left =
          hw_object_is (whole, "trigger") ? hw_schema_lookup (writer->to, whole) : NULL;

      if (left != NULL && !writer->remade)
        write_firing (writer, object, hw_object_get (left, "firing"));
    }
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
    .append_address = hw_sql_append_address_in_table,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = "partition-trigger",
    .sql = "TRIGGER",
    .append_address = hw_sql_append_address_in_table,
    .create = create_of_partition,
    .alter = alter_of_partition,
    .drop = drop_of_partition,
    .describe = describe },
  { .name = NULL },
};
