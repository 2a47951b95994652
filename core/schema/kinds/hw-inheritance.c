/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-inheritance.c: tables that inherit from others or are their partitions, and what they get so.
 */

#include "hw-inheritance.h"

#include <string.h>

#include "hw-name.h"
#include "hw-schema-private.h"

#define PARTITION_OF "PARTITION OF "
#define INHERITS "INHERITS ("
#define OF_TYPE "OF "

static gboolean
is_table (const HwObject *object)
{
  return hw_object_is (object, "table") || hw_object_is (object, "foreign-table");
}

const char *
hw_inheritance_get_parents (const HwObject *table)
{
  return table != NULL && is_table (table) ? hw_object_get (table, "parents") : NULL;
}

gboolean
hw_inheritance_is_partition (const HwObject *table)
{
  const char *parents = hw_inheritance_get_parents (table);

  return parents != NULL && g_str_has_prefix (parents, PARTITION_OF);
}

gboolean
hw_inheritance_is_typed (const HwObject *table)
{
  const char *parents = hw_inheritance_get_parents (table);

  return parents != NULL && g_str_has_prefix (parents, OF_TYPE);
}

gboolean
hw_inheritance_has_heirs (const HwObject *table)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (table->schema, table->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *dependent = hw_schema_get_object (table->schema, dependents[i]);

      if (is_table (dependent))
        return TRUE;
    }
  return FALSE;
}

char *
hw_inheritance_dup_alter_column (const HwObject *column, gboolean only)
{
  HwObject *owner = hw_object_get_owner (column);
  g_autofree char *address = hw_sql_address (owner);
  g_autofree char *name = hw_sql_own_name (column);
  const char *word = hw_object_is (owner, "type") ? "ATTRIBUTE" : "COLUMN";

  if (only && !hw_object_is (owner, "type") && hw_inheritance_has_heirs (owner))
    return g_strdup_printf ("ALTER TABLE ONLY %s ALTER %s %s", strstr (address, "TABLE ") + 6, word,
                            name);
  return g_strdup_printf ("ALTER %s ALTER %s %s", address, word, name);
}

gboolean
hw_inheritance_declares (const HwObject *column)
{
  HwObject *owner = hw_object_get_owner (column);

  if (!is_table (owner) || hw_inheritance_is_partition (owner))
    return TRUE;
  if (hw_inheritance_is_typed (owner))
    return FALSE;
  return g_strcmp0 (hw_object_get (column, "inherited"), "inherited") != 0;
}

/* Handed down, and not also the table's own. */
static gboolean
is_handed_down (const HwObject *object)
{
  const char *inherited = hw_object_get (object, "inherited");

  return inherited != NULL && !g_str_equal (inherited, "merged");
}

static gboolean
is_type (const HwObject *object)
{
  return hw_object_is (object, "type");
}

/* (nullable): of what the table of @object depends on, as far as it is a @giver, that which is
 * called as @object and has @attribute (nullable: any). */
static HwObject *
find_given (const HwObject *object, gboolean (*giver) (const HwObject *), const char *attribute)
{
  HwObject *table = hw_object_get_owner (object);
  guint n;
  const guint *needs = hw_schema_get_dependencies (table->schema, table->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *parent = hw_schema_get_object (table->schema, needs[i]);

      for (guint j = 0; giver (parent) && j < hw_object_get_n_children (parent); j++)
        {
          HwObject *child = hw_object_get_child (parent, j);

          if (child->kind == object->kind &&
              g_str_equal (hw_object_get_name (child), hw_object_get_name (object)) &&
              (attribute == NULL || hw_object_get (child, attribute) != NULL))
            return child;
        }
    }
  return NULL;
}

HwObject *
hw_inheritance_find_giving (const HwObject *object, const char *attribute)
{
  return find_given (object, is_table, attribute);
}

HwObject *
hw_inheritance_find_field (const HwObject *column)
{
  return find_given (column, is_type, NULL);
}

HwObject *
hw_inheritance_find_original (const HwObject *object)
{
  return hw_inheritance_find_giving (object, NULL);
}

/* Whether what @table, of TO, depends on is made anew: a parent, whose heirs outlive it. */
static gboolean
is_any_parent_made (HwWriter *writer, const HwObject *table)
{
  guint n;
  const guint *needs = hw_schema_get_dependencies (table->schema, table->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *parent = hw_schema_get_object (table->schema, needs[i]);

      if (is_table (parent) && g_hash_table_contains (writer->made, parent))
        return TRUE;
    }
  return FALSE;
}

/* Whether the parent that @object comes from is made anew: what its heirs have outlives it. The
 * index or key of a partition has another name than that which it is attached to: there it is any
 * parent of @table, where @object lies in TO. */
static gboolean
is_parent_made (HwWriter *writer, const HwObject *object, const HwObject *table)
{
  HwObject *original = hw_inheritance_find_original (object);
  HwObject *parent;

  if (original == NULL)
    return is_any_parent_made (writer, table);
  parent = hw_schema_lookup (writer->to, hw_object_get_owner (original));
  return parent != NULL && g_hash_table_contains (writer->made, parent);
}

gboolean
hw_inheritance_has_same_whole (const char *parents, const char *others)
{
  gsize length;

  if (parents == NULL || others == NULL || !g_str_has_prefix (parents, PARTITION_OF) ||
      !g_str_has_prefix (others, PARTITION_OF))
    return FALSE;
  length = (gsize) (hw_name_skip (parents + strlen (PARTITION_OF)) - parents);
  return strncmp (parents, others, length) == 0 && others[length] == parents[length];
}

/* The elements of "INHERITS (a, b)". */
static GStrv
split_parents (const char *parents)
{
  g_autofree char *list = NULL;

  if (parents == NULL || !g_str_has_prefix (parents, INHERITS))
    return g_new0 (char *, 1);
  list = g_strndup (parents + strlen (INHERITS), strlen (parents) - strlen (INHERITS) - 1);
  return g_strsplit (list, ", ", -1);
}

static gboolean
is_among (const HwObject *parent, const char *parents)
{
  g_auto (GStrv) names = split_parents (parents);
  g_autofree char *name = hw_sql_name (parent);

  return g_strv_contains ((const char *const *) names, name);
}

gboolean
hw_inheritance_leaves_parent (const HwObject *table, const HwObject *parent, HwSchema *to)
{
  const char *old = hw_inheritance_get_parents (table);
  HwObject *new = old != NULL ? hw_schema_lookup (to, table) : NULL;

  if (new == NULL || g_strcmp0 (hw_inheritance_get_parents (new), old) == 0 ||
      hw_inheritance_has_same_whole (hw_inheritance_get_parents (new), old))
    return FALSE;
  return hw_inheritance_is_partition (table) ||
         !is_among (parent, hw_inheritance_get_parents (new));
}

/* Whether @object's table is an heir of the table it gets @object from as @other says, too. */
static gboolean
is_heir_too (const HwObject *object, const HwObject *other)
{
  HwObject *original = hw_inheritance_find_original (object);
  const char *parents = hw_inheritance_get_parents (other);

  if (g_strcmp0 (hw_inheritance_get_parents (hw_object_get_owner (object)), parents) == 0 ||
      hw_inheritance_has_same_whole (hw_inheritance_get_parents (hw_object_get_owner (object)),
                                     parents))
    return TRUE;
  return original != NULL && is_among (hw_object_get_owner (original), parents);
}

gboolean
hw_inheritance_stays (const HwObject *object, HwSchema *other)
{
  HwObject *table = hw_schema_lookup (other, hw_object_get_owner (object));

  return table != NULL && is_heir_too (object, table);
}

gboolean
hw_inheritance_makes (HwWriter *writer, const HwObject *object)
{
  HwObject *table = hw_object_get_owner (object);
  HwObject *old = hw_schema_lookup (writer->from, table);

  if (g_hash_table_contains (writer->moved, object))
    return TRUE;
  if (!is_handed_down (object))
    return FALSE;
  if (old == NULL || g_hash_table_contains (writer->made, table))
    return !hw_inheritance_is_partition (table);
  return (is_heir_too (object, old) && !is_parent_made (writer, object, table)) ||
         hw_inheritance_joins (writer->from, object);
}

gboolean
hw_inheritance_replaces (HwSchema *from, const HwObject *object)
{
  HwObject *old = hw_object_is (object, "check") ? hw_schema_lookup (from, object) : NULL;

  return old != NULL && is_handed_down (old) && is_handed_down (object) &&
         !hw_inheritance_is_partition (hw_object_get_owner (object)) &&
         !hw_inheritance_is_partition (hw_object_get_owner (old)) &&
         hw_object_differs (old, object, "definition") &&
         !is_heir_too (object, hw_object_get_owner (old)) &&
         !is_heir_too (old, hw_object_get_owner (object));
}

gboolean
hw_inheritance_joins (HwSchema *from, const HwObject *object)
{
  HwObject *table = hw_object_get_owner (object);
  HwObject *old = hw_schema_lookup (from, table);

  return (hw_object_is (object, "column") || hw_object_is (object, "check")) &&
         is_handed_down (object) && !hw_inheritance_is_partition (table) && old != NULL &&
         (hw_schema_lookup (from, object) == NULL || hw_inheritance_replaces (from, object)) &&
         !is_heir_too (object, old);
}

/* Whether the table of @column may inherit it, and hands it on to no other. */
static gboolean
is_last_heir (const HwObject *column)
{
  HwObject *table = hw_object_get_owner (column);

  return hw_object_is (column, "column") && hw_object_is (table, "table") &&
         !hw_inheritance_is_partition (table) && !hw_inheritance_is_typed (table) &&
         !hw_inheritance_has_heirs (table);
}

/* Whether what comes with a parent as @to can get the values of @from. */
static gboolean
can_move (const HwObject *from, const HwObject *to)
{
  return is_last_heir (from) && is_last_heir (to) && hw_object_get (to, "inherited") != NULL &&
         !hw_object_differs (from, to, "generated") && hw_object_get (from, "identity") == NULL &&
         hw_object_get (to, "identity") == NULL;
}

gboolean
hw_inheritance_is_handed_over (const HwObject *from, const HwObject *to)
{
  return can_move (from, to) && !is_handed_down (from) && is_handed_down (to);
}

gboolean
hw_inheritance_changes_parent (const HwObject *from, const HwObject *to)
{
  return can_move (from, to) && hw_object_get (from, "inherited") != NULL &&
         !is_heir_too (to, hw_object_get_owner (from));
}

gboolean
hw_inheritance_is_taken_on (const HwObject *from, const HwObject *to)
{
  return is_last_heir (from) && is_last_heir (to) && is_handed_down (from) &&
         g_strcmp0 (hw_object_get (to, "inherited"), "merged") == 0;
}

/* Whether an heir, or the heir of one, keeps what it gets from @object. */
static gboolean
is_kept_by_heir (HwSchema *to, const HwObject *object)
{
  HwObject *table = hw_object_get_owner (object);
  guint n;
  const guint *dependents = hw_schema_get_dependents (table->schema, table->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *heir = hw_schema_get_object (table->schema, dependents[i]);

      for (guint j = 0; is_table (heir) && j < hw_object_get_n_children (heir); j++)
        {
          HwObject *child = hw_object_get_child (heir, j);

          if (child->kind == object->kind &&
              g_str_equal (hw_object_get_name (child), hw_object_get_name (object)) &&
              (hw_schema_lookup (to, child) != NULL || is_kept_by_heir (to, child)))
            return TRUE;
        }
    }
  return FALSE;
}

gboolean
hw_inheritance_leaves (const HwObject *object, HwSchema *to)
{
  HwObject *table = hw_object_get_owner (object);

  return hw_object_is (object, "column") && hw_object_is (table, "table") &&
         hw_object_get (table, "partition_by") == NULL && hw_schema_lookup (to, object) == NULL &&
         is_kept_by_heir (to, object);
}

gboolean
hw_inheritance_drops (HwWriter *writer, const HwObject *object)
{
  HwObject *table = hw_object_get_owner (object);
  HwObject *new = hw_schema_lookup (writer->to, table);
  HwObject *original = hw_inheritance_find_original (object);
  HwObject *other = hw_schema_lookup (writer->to, object);

  if (other != NULL && hw_inheritance_replaces (writer->from, other))
    return TRUE;
  return is_handed_down (object) && new != NULL &&is_heir_too (object, new) &&
         !is_parent_made (writer, object, new) &&
         (original == NULL || !hw_inheritance_leaves (original, writer->to));
}

HwObject *
hw_inheritance_find_whole (const HwObject *object)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (object->schema, object->number, &n);

  for (guint i = 0; (hw_object_get_kind (object)->flags & HW_KIND_INDEX) != 0 && i < n; i++)
    {
      HwObject *whole = hw_schema_get_object (object->schema, dependents[i]);

      if ((hw_object_get_kind (whole)->flags & HW_KIND_INDEX) != 0)
        return whole;
    }
  return NULL;
}

/* Whether the index or key of a parent that @object is attached to stays as it is. */
static gboolean
stays_attached (HwWriter *writer, const HwObject *object)
{
  HwObject *whole = hw_inheritance_find_whole (object);

  return whole != NULL && hw_inheritance_makes (writer, object) &&
         !g_hash_table_contains (writer->made, whole);
}

HwObject *
hw_inheritance_find_counterpart (HwWriter *writer, const HwObject *object)
{
  const char *inherited = hw_object_get (object, "inherited");
  HwObject *table = hw_schema_lookup (writer->from, hw_object_get_owner (object));

  if (table == NULL || !stays_attached (writer, object))
    return NULL;
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);

      if (child->kind == object->kind &&
          g_strcmp0 (hw_object_get (child, "inherited"), inherited) == 0 &&
          hw_schema_lookup (writer->to, child) == NULL)
        return child;
    }
  return NULL;
}

/* Those of @parents that @others lack, each in a statement. */
static void
write_each (HwWriter *writer, const char *name, GStrv parents, GStrv others, const char *words)
{
  for (guint i = 0; parents[i] != NULL; i++)
    {
      if (!g_strv_contains ((const char *const *) others, parents[i]))
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s %s", name, words, parents[i]);
    }
}

void
hw_inheritance_write_parents (HwWriter *writer, const char *name, const char *old, const char *new)
{
  g_auto (GStrv) old_parents = split_parents (old), new_parents = split_parents (new);
  gboolean is_typed = new != NULL &&g_str_has_prefix (new, OF_TYPE);
  gboolean was_partition = old != NULL && g_str_has_prefix (old, PARTITION_OF);
  gboolean is_partition = new != NULL &&g_str_has_prefix (new, PARTITION_OF);
  const char *parent, *bound;

  if (was_partition)
    {
      parent = old + strlen (PARTITION_OF);
      bound = hw_name_skip (parent);
      hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %.*s DETACH PARTITION %s",
                     (int) (bound - parent), parent, name);
    }
  if (old != NULL && g_str_has_prefix (old, OF_TYPE) && !is_typed)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s NOT OF", name);
  if (is_typed)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s %s", name, new);
  /* What both hand down remains theirs. */
  write_each (writer, name, new_parents, old_parents, "INHERIT");
  write_each (writer, name, old_parents, new_parents, "NO INHERIT");
  if (is_partition)
    {
      parent = new + strlen (PARTITION_OF);
      bound = hw_name_skip (parent);
      hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %.*s ATTACH PARTITION %s%s",
                     (int) (bound - parent), parent, name, bound);
    }
}

gboolean
hw_inheritance_keeps_order (const char *old, const char *new)
{
  g_auto (GStrv) old_parents = split_parents (old), new_parents = split_parents (new);
  guint n = 0;

  for (guint i = 0; old_parents[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) new_parents, old_parents[i]) &&
          !g_str_equal (new_parents[n++], old_parents[i]))
        return FALSE;
    }
  return TRUE;
}

/* The table of FROM whose parents @table, of TO, has yet while what lies in it is altered. */
static HwObject *
find_heir (HwWriter *writer, HwObject *table)
{
  HwObject *old = hw_schema_lookup (writer->from, table);

  return hw_inheritance_get_parents (old) != NULL && hw_inheritance_get_parents (table) != NULL
             ? old
             : NULL;
}

void
hw_inheritance_leave (HwWriter *writer, HwObject *table)
{
  HwObject *heir = find_heir (writer, table);
  g_autofree char *name = hw_sql_name (table);

  if (heir != NULL)
    hw_inheritance_write_parents (writer, name, hw_inheritance_get_parents (heir), NULL);
}

void
hw_inheritance_rejoin (HwWriter *writer, HwObject *table)
{
  HwObject *heir = find_heir (writer, table);
  g_autofree char *name = hw_sql_name (table);

  if (heir != NULL)
    hw_inheritance_write_parents (writer, name, NULL, hw_inheritance_get_parents (heir));
}
