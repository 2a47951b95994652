/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-index.c: indexes of every form, as the server defines them. */

#include "hw-kind-index.h"

#include <string.h>

#include "hw-inheritance.h"
#include "hw-name.h"
#include "hw-phrase.h"
#include "hw-reference.h"
#include "hw-schema-private.h"

/* Where in the definition "ON ONLY" of a partitioned table's index stands; NULL when it does not.
 * Names come before it in quotes where they could be mistaken. */
static const char *
find_only (const char *definition)
{
  for (const char *p = definition; *p != '\0' && *p != '(';)
    {
      if (g_str_has_prefix (p, " ON ONLY "))
        return p;
      p = *p == '"' ? hw_quoted_skip (p) : p + 1;
    }
  return NULL;
}

/* Whether something else of @table has the mark @attribute: a table has one at most. */
static gboolean
is_marked (const HwObject *table, const char *attribute)
{
  gboolean is_table = hw_object_is (table, "table");

  if (is_table && g_str_equal (attribute, "replica_identity") &&
      hw_object_get (table, attribute) != NULL)
    return TRUE;
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);

      if ((hw_object_get_kind (child)->flags & HW_KIND_INDEX) != 0 &&
          hw_object_get (child, attribute) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What marks an index among those of its table. */
static void
write_marks (HwWriter *writer, HwObject *from, HwObject *object)
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
      else if (hw_object_get (object, marks[i].attribute) == NULL && old != NULL &&
               !is_marked (hw_object_get_owner (object), marks[i].attribute) &&
               !g_hash_table_contains (writer->unmarked, from))
        hw_writer_add (writer, HW_RISK_SAFE, "%s %s", owner, marks[i].unset);
    }
}

/* Whether @index of FROM is the replica identity, made of @column, and stays without being it. */
static gboolean
lets_go (HwWriter *writer, HwObject *index, HwObject *column)
{
  HwObject *new;

  if ((hw_object_get_kind (index)->flags & HW_KIND_INDEX) == 0 ||
      hw_object_get (index, "replica_identity") == NULL ||
      !hw_schema_constrains (index->schema, index, column))
    return FALSE;
  new = hw_schema_lookup (writer->to, index);
  if (new == NULL || g_hash_table_contains (writer->made, new))
    return FALSE;
  /* What the table says of it itself is said before. */
  return hw_object_get (new, "replica_identity") == NULL &&
         hw_object_get (hw_object_get_owner (new), "replica_identity") == NULL;
}

void
hw_index_release_column (HwWriter *writer, HwObject *to)
{
  HwObject *column = hw_schema_lookup (writer->from, to);
  HwObject *table = column != NULL ? hw_object_get_owner (column) : NULL;

  for (guint i = 0; table != NULL && i < hw_object_get_n_children (table); i++)
    {
      HwObject *index = hw_object_get_child (table, i);
      g_autofree char *owner = NULL;

      if (!lets_go (writer, index, column) || !g_hash_table_add (writer->unmarked, index))
        continue;
      owner = hw_sql_alter_owner (to);
      hw_writer_add (writer, HW_RISK_SAFE, "%s REPLICA IDENTITY DEFAULT", owner);
    }
}

/* "1 100, 2 50": the numbers of columns, and their targets. */
static void
write_statistics (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *old = from != NULL ? hw_object_get (from, "statistics") : NULL;
  const char *new = hw_object_get (object, "statistics");
  g_auto (GStrv) old_targets = g_strsplit (old != NULL ? old : "", ", ", -1);
  g_auto (GStrv) targets = g_strsplit (new != NULL ? new : "", ", ", -1);
  g_autofree char *name = hw_sql_name (object);

  if (g_strcmp0 (old, new) == 0)
    return;
  for (guint i = 0; old_targets[i] != NULL; i++)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER INDEX %s ALTER COLUMN %.*s SET STATISTICS -1", name,
                   (int) strcspn (old_targets[i], " "), old_targets[i]);
  for (guint i = 0; targets[i] != NULL; i++)
    {
      int length = (int) strcspn (targets[i], " ");

      hw_writer_add (writer, HW_RISK_SAFE, "ALTER INDEX %s ALTER COLUMN %.*s SET STATISTICS %s",
                     name, length, targets[i], targets[i] + length + 1);
    }
}

void
hw_index_write_properties (HwWriter *writer, HwObject *from, HwObject *object)
{
  const char *old = from != NULL ? hw_object_get (from, "tablespace") : NULL;
  const char *tablespace = hw_object_get (object, "tablespace");
  g_autofree char *name = hw_sql_name (object);

  if (g_strcmp0 (old, tablespace) != 0)
    hw_writer_add (writer, HW_RISK_REWRITING, "ALTER INDEX %s SET TABLESPACE %s", name,
                   tablespace != NULL ? tablespace : "pg_default");
  write_marks (writer, from, object);
  if (hw_object_is (object, "index"))
    write_statistics (writer, from, object);
}

/* An index of a partitioned table that not all partitions have is invalid: it is made alone. */
static void
attach_parts (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);
  guint n;
  const guint *needs = hw_schema_get_dependencies (object->schema, object->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *part = hw_schema_get_object (object->schema, needs[i]);
      g_autofree char *part_name = hw_sql_name (part);

      if (hw_object_is (part, "index") && hw_object_get (part, "inherited") != NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER INDEX %s ATTACH PARTITION %s", name, part_name);
    }
}

static void
create (HwWriter *writer, HwObject *object)
{
  const char *definition = hw_object_get (object, "definition");
  const char *only = find_only (definition);
  HwObject *counterpart = hw_inheritance_find_counterpart (writer, object);

  if (counterpart != NULL)
    {
      g_autofree char *address = hw_sql_address (counterpart);
      g_autofree char *new_address = hw_sql_address (object);
      g_autofree char *name = hw_sql_own_name (object);

      hw_writer_add (writer, HW_RISK_SAFE, "ALTER %s RENAME TO %s", address, name);
      if (hw_object_get_n_children (counterpart) > 0 && hw_object_get_n_children (object) == 0)
        hw_writer_add (writer, HW_RISK_SAFE, "COMMENT ON %s IS NULL", new_address);
      hw_index_write_properties (writer, counterpart, object);
      return;
    }
  if (only != NULL && hw_object_get (object, "invalid") == NULL)
    hw_writer_add (writer, HW_RISK_BLOCKING, "%.*s ON %s", (int) (only - definition), definition,
                   only + strlen (" ON ONLY "));
  else
    hw_writer_add (writer, HW_RISK_BLOCKING, "%s", definition);
  if (only != NULL && hw_object_get (object, "invalid") != NULL)
    attach_parts (writer, object);
  hw_index_write_properties (writer, NULL, object);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "definition") || hw_object_differs (from, to, "invalid"))
    return FALSE;
  hw_index_write_properties (writer, from, to);
  return TRUE;
}

/* One that is attached to that of a parent goes with it. */
static void
drop (HwWriter *writer, HwObject *object)
{
  g_autofree char *address = hw_sql_address (object);

  if (!hw_inheritance_drops (writer, object))
    hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "DROP %s", address);
}

/* "unique btree (order_type)": name and table are said already. */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  const char *definition = hw_object_get (object, attribute);
  const char *p = definition;
  g_autofree char *phrase = NULL;

  if (g_str_equal (attribute, "inherited"))
    return g_strdup ("");
  if (!g_str_equal (attribute, "definition"))
    return NULL;
  while (*p != '\0' && !g_str_has_prefix (p, " USING "))
    p = *p == '"' ? hw_quoted_skip (p) : p + 1;
  phrase = hw_phrase_from_sql (*p != '\0' ? p + strlen (" USING ") : definition);
  return g_strconcat (g_str_has_prefix (definition, "CREATE UNIQUE") ? "unique " : "", phrase,
                      NULL);
}

const HwKind hw_kind_index[] = {
  { .name = "index",
    .sql = "INDEX",
    .flags = HW_KIND_RELATION | HW_KIND_SURVIVES_RETYPE | HW_KIND_HANDED_DOWN | HW_KIND_INDEX,
    .create = create,
    .alter = alter,
    .drop = drop,
    .describe = describe },
  { .name = NULL },
};
