/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-index.c: indexes of every form, as the server defines them. */

#include <string.h>

#include "hw-phrase.h"
#include "hw-writer.h"

/* Where in the definition "ON ONLY" of a partitioned table's index stands; NULL when it does not.
 * Names come before it in quotes where they could be mistaken. */
static const char *
find_only (const char *definition)
{
  for (const char *p = definition; *p != '\0' && *p != '(';)
    {
      if (g_str_has_prefix (p, " ON ONLY "))
        return p;
      p = *p == '"' ? hw_sql_skip_quoted (p) : p + 1;
    }
  return NULL;
}

/* What marks an index among those of its table; @from is NULL for a new one. */
static void
write_properties (HwWriter *writer, HwObject *from, HwObject *object)
{
  static const struct
  {
    const char *attribute;
    const char *set;
    const char *unset;
  } marks[] = {
    { "clustered", "CLUSTER ON", "SET WITHOUT CLUSTER" },
    { "replica_identity", "REPLICA IDENTITY USING INDEX", "REPLICA IDENTITY DEFAULT" },
  };
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autofree char *name = hw_sql_own_name (object);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *old = from != NULL ? hw_object_get (from, marks[i].attribute) : NULL;

      if (hw_object_get (object, marks[i].attribute) != NULL && old == NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "%s %s %s", owner, marks[i].set, name);
      else if (hw_object_get (object, marks[i].attribute) == NULL && old != NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "%s %s", owner, marks[i].unset);
    }
}

static void
create (HwWriter *writer, HwObject *object)
{
  const char *definition = hw_object_get (object, "definition");
  const char *only = find_only (definition);

  if (only != NULL && hw_object_get (object, "invalid") == NULL)
    hw_writer_add (writer, HW_RISK_BLOCKING, "%.*s ON %s", (int) (only - definition), definition,
                   only + strlen (" ON ONLY "));
  else
    hw_writer_add (writer, HW_RISK_BLOCKING, "%s", definition);
  write_properties (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "definition") || hw_object_differs (from, to, "invalid"))
    return FALSE;
  write_properties (writer, from, to);
  return TRUE;
}

/* "unique btree (order_type)": name and table are said already. */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *definition = hw_object_get (object, attribute);
  const char *p = definition;
  g_autofree char *phrase = NULL;

  if (!g_str_equal (attribute, "definition"))
    return NULL;
  while (*p != '\0' && !g_str_has_prefix (p, " USING "))
    p = *p == '"' ? hw_sql_skip_quoted (p) : p + 1;
  phrase = hw_phrase_from_sql (*p != '\0' ? p + strlen (" USING ") : definition);
  return g_strconcat (g_str_has_prefix (definition, "CREATE UNIQUE") ? "unique " : "", phrase,
                      NULL);
}

const HwKind hw_kind_index[] = {
  { .name = "index",
    .sql = "INDEX",
    .flags = HW_KIND_RELATION | HW_KIND_SURVIVES_RETYPE,
    .create = create,
    .alter = alter,
    .describe = describe },
  { .name = NULL },
};
