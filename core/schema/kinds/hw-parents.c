/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-parents.c: what a table inherits from, is a partition or of the type of, as it comes and goes.
 */

#include "hw-parents.h"

#include "hw-cast.h"
#include "hw-inheritance.h"
#include "hw-kind-column.h"
#include "hw-name.h"
#include "hw-not-null.h"
#include "hw-schema-private.h"

#define STAND_IN "headway_stand_in"

static gboolean
is_inline (const HwObject *object)
{
  return !hw_inheritance_is_partition (object);
}

static gboolean
needs (const HwObject *needed)
{
  return hw_object_is (needed, "table") || hw_object_is (needed, "foreign-table") ||
         hw_object_is (needed, "type");
}

/* What the column @column is in FROM. */
static HwObject *
find_old (HwWriter *writer, const HwObject *column)
{
  return hw_schema_lookup (writer->from, column);
}

static gboolean
is_joining (HwWriter *writer, HwObject *object)
{
  return hw_inheritance_joins (writer->from, object);
}

static gboolean
is_moved (HwWriter *writer, HwObject *object)
{
  return g_hash_table_contains (writer->moved, object);
}

static gboolean
is_moved_column (HwWriter *writer, HwObject *object)
{
  return is_moved (writer, object) && hw_object_is (object, "column");
}

/* Whether the check @object goes while the table has no parents, or one by its name does, of which
 * it takes the place. */
static gboolean
is_replaced (HwWriter *writer, HwObject *object)
{
  return hw_object_is (object, "check") &&
         (is_moved (writer, object) || hw_inheritance_replaces (writer->from, object));
}

/* Whether @object becomes the table's own too: it does when no parent hands it down for a moment.
 */
static gboolean
is_taken_on (HwWriter *writer, HwObject *object)
{
  HwObject *old = find_old (writer, object);

  return old != NULL && hw_inheritance_is_taken_on (old, object);
}

static gboolean
has_any (HwWriter *writer, HwObject *table, gboolean (*is_so) (HwWriter *writer, HwObject *object))
{
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    if (is_so (writer, hw_object_get_child (table, i)))
      return TRUE;
  return FALSE;
}

/* From PostgreSQL 18 on NOT NULL that is handed down has a name for good: that which it shall have.
 */
static void
write_not_null_name (HwWriter *writer, HwObject *column, const char *stand_in)
{
  gboolean is_own = hw_object_get (column, "not_null_constraint") != NULL;
  g_autofree char *name =
      is_own ? hw_not_null_dup_name (column) : hw_not_null_dup_given_name (column);
  g_autofree char *first = g_strdup_printf (STAND_IN "_%s_not_null", hw_object_get_name (column));
  g_autofree char *quoted = hw_quote_identifier (first);

  if (!hw_writer_is_since (writer, 18) || hw_object_get (column, "not_null") == NULL)
    return;
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s RENAME CONSTRAINT %s TO %s", stand_in,
                 quoted, name);
  if (is_own)
    {
      g_autofree char *alter = hw_inheritance_dup_alter_column (column, FALSE);

      hw_writer_add (writer, HW_RISK_SAFE, "%s SET NOT NULL", alter);
    }
}

static void
write_stand_in_column (HwWriter *writer, HwObject *column, const char *stand_in)
{
  g_autoptr (GString) definition = g_string_new (NULL);

  hw_column_append_definition (definition, writer, column);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s ADD COLUMN %s", stand_in, definition->str);
}

/* (transfer full): "text COLLATE "C"". */
static char *
dup_whole_type (const HwObject *column)
{
  const char *collation = hw_object_get (column, "collation");

  return g_strconcat (hw_object_get (column, "type"), collation != NULL ? " COLLATE " : "",
                      collation, NULL);
}

static gboolean
is_own_too (const HwObject *column)
{
  return g_strcmp0 (hw_object_get (column, "inherited"), "merged") == 0;
}

/* The column makes way for one that @stand_in hands down, which gets its values; where it is to be
 * the table's own too, it is changed while it is nothing else. */
static void
write_move (HwWriter *writer, HwObject *column, const char *stand_in)
{
  HwObject *table = hw_object_get_owner (column), *old = find_old (writer, column);
  /* It has its new type already where it was the table's own, or of a parent that the table keeps.
   */
  gboolean is_retyped =
      hw_object_get (old, "inherited") == NULL || hw_inheritance_stays (old, writer->to);
  gboolean through_text = !is_retyped && g_hash_table_lookup (writer->moved, column) != NULL;
  const HwKind *kind = hw_object_get_kind (column);
  g_autofree char *name = hw_sql_name (table);
  g_autofree char *own = hw_sql_own_name (column);
  g_autofree char *interim = hw_sql_dup_interim_name (column);
  g_autofree char *whole = dup_whole_type (column);
  g_autofree char *whole_before =
      through_text ? g_strdup ("text") : dup_whole_type (is_retyped ? column : old);
  g_autofree char *value = hw_cast_dup (
      interim, through_text ? "text" : hw_object_get (is_retyped ? column : old, "type"),
      hw_object_get (column, "type"));

  if (is_own_too (column))
    {
      writer->through_text = through_text;
      kind->alter (writer, old, column);
      if (hw_writer_get_detail (column) != NULL)
        kind->detail->set (writer, column);
      return;
    }
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s RENAME COLUMN %s TO %s", name, own, interim);
  if (hw_writer_is_since (writer, 18) && hw_object_get (old, "not_null") != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL", name,
                   interim);
  if (hw_object_get (column, "generated") != NULL)
    {
      write_stand_in_column (writer, column, stand_in);
      return;
    }
  if (through_text)
    hw_writer_add (writer, HW_RISK_REWRITING,
                   "ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT, ALTER COLUMN %s TYPE text USING "
                   "%s::text",
                   name, interim, interim, interim);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s ADD COLUMN %s %s, ADD COLUMN %s %s",
                 stand_in, interim, whole_before, own, whole);
  hw_writer_add (writer, HW_RISK_REWRITING, "ALTER TABLE %s ALTER COLUMN %s TYPE %s USING %s",
                 stand_in, own, whole, value != NULL ? value : interim);
  if (hw_object_get (column, "not_null") != NULL)
    hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %s ALTER COLUMN %s SET NOT NULL",
                   stand_in, own);
  write_not_null_name (writer, column, stand_in);
}

/* What @stand_in hands down already, and its checks, remains handed down while the table leaves its
 * parents. */
static void
write_stand_in (HwWriter *writer, HwObject *table, const char *stand_in)
{
  g_autofree char *name = hw_sql_name (table);
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (table);

  hw_writer_add (writer, HW_RISK_SAFE, "CREATE TABLE %s ()", stand_in);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s INHERIT %s", name, stand_in);
  for (guint i = 0; i < columns->len; i++)
    {
      HwObject *column = g_ptr_array_index (columns, i);

      /* Checks may need those that are there. */
      if (hw_object_get (column, "inherited") != NULL && !is_taken_on (writer, column) &&
          !is_moved (writer, column) &&
          (find_old (writer, column) != NULL || hw_inheritance_joins (writer->from, column)))
        write_stand_in_column (writer, column, stand_in);
    }
}

static gboolean
is_new (HwWriter *writer, HwObject *object)
{
  return is_joining (writer, object) && !is_replaced (writer, object);
}

static gboolean
is_kept (HwWriter *writer, HwObject *object)
{
  return find_old (writer, object) != NULL && !is_replaced (writer, object) &&
         g_strcmp0 (hw_object_get (object, "inherited"), "inherited") == 0;
}

static void
write_stand_in_checks (HwWriter *writer, HwObject *table, const char *stand_in,
                       gboolean (*is_so) (HwWriter *writer, HwObject *object))
{
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);
      g_autofree char *own = hw_sql_own_name (child);

      if (hw_object_is (child, "check") && is_so (writer, child))
        hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %s ADD CONSTRAINT %s %s", stand_in,
                       own, hw_object_get (child, "definition"));
    }
}

/* Checks that the parents which are left had handed down make way for those of the new ones, and
 * for columns that move. */
static void
drop_replaced (HwWriter *writer, HwObject *old)
{
  g_autofree char *name = hw_sql_name (old);

  for (guint i = 0; i < hw_object_get_n_children (old); i++)
    {
      HwObject *child = hw_object_get_child (old, i);
      HwObject *new = hw_schema_lookup (writer->to, child);
      g_autofree char *own = hw_sql_own_name (child);

      if (is_replaced (writer, new != NULL ? new : child))
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s DROP CONSTRAINT %s", name, own);
    }
}

static void
write_moves (HwWriter *writer, HwObject *table, const char *stand_in)
{
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    if (is_moved_column (writer, hw_object_get_child (table, i)))
      write_move (writer, hw_object_get_child (table, i), stand_in);
}

static void
drop_moved (HwWriter *writer, HwObject *table)
{
  g_autofree char *name = hw_sql_name (table);

  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);
      g_autofree char *interim = hw_sql_dup_interim_name (child);

      if (is_moved_column (writer, child) && !is_own_too (child))
        hw_writer_add (writer, HW_RISK_BLOCKING, "ALTER TABLE %s DROP COLUMN %s", name, interim);
    }
}

/* An heir must have what its parent has, but what it makes itself remains its own too. So it gets
 * that from a stand-in, which hands it down anew, and goes once the parent is joined. Where what is
 * there changes hands, or parents come before others, all parents are left meanwhile. */
static void
set (HwWriter *writer, HwObject *object)
{
  HwObject *old = find_old (writer, object);
  const char *parents = hw_inheritance_get_parents (object);
  const char *old_parents = old != NULL && !writer->anew ? hw_inheritance_get_parents (old) : NULL;
  g_autofree char *name = hw_sql_name (object);
  g_autofree char *stand_in = hw_quote_qualified (hw_object_get_schema (object), STAND_IN);
  gboolean stays = !g_hash_table_contains (writer->made, object);
  gboolean leaves =
      stays &&
      (has_any (writer, object, is_taken_on) || has_any (writer, object, is_moved) ||
       has_any (writer, object, is_replaced) || !hw_inheritance_keeps_order (old_parents, parents));

  if (!stays || (!leaves && !has_any (writer, object, is_joining)))
    {
      hw_inheritance_write_parents (writer, name, old_parents, parents);
      return;
    }
  write_stand_in (writer, object, stand_in);
  if (leaves)
    {
      write_stand_in_checks (writer, object, stand_in, is_kept);
      hw_inheritance_write_parents (writer, name, old_parents, NULL);
      old_parents = NULL;
      drop_replaced (writer, old);
      write_moves (writer, object, stand_in);
      write_stand_in_checks (writer, object, stand_in, is_replaced);
    }
  write_stand_in_checks (writer, object, stand_in, is_new);
  hw_inheritance_write_parents (writer, name, old_parents, parents);
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE %s NO INHERIT %s", name, stand_in);
  hw_writer_add (writer, HW_RISK_SAFE, "DROP TABLE %s", stand_in);
  drop_moved (writer, object);
}

static void
unset (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_inheritance_write_parents (writer, name, hw_inheritance_get_parents (object), NULL);
}

/* From one type to another, or from the partitions of one table to those of another, or from
 * parents to a table or type that alone says which columns there are, is a way on which these may
 * change. */
static gboolean
resets (const char *from, const char *to)
{
  return g_str_has_prefix (from, "OF ") ||
         (g_str_has_prefix (from, "INHERITS ") && !g_str_has_prefix (to, "INHERITS ")) ||
         (g_str_has_prefix (from, "PARTITION OF ") && !hw_inheritance_has_same_whole (from, to));
}

static gboolean
is_stirred (const HwObject *from, const HwObject *to)
{
  for (guint i = 0; i < hw_object_get_n_children (to); i++)
    {
      HwObject *child = hw_object_get_child (to, i);
      HwObject *old = hw_schema_lookup (from->schema, child);

      if (old != NULL &&
          (hw_inheritance_is_handed_over (old, child) || hw_inheritance_is_taken_on (old, child)))
        return TRUE;
    }
  return FALSE;
}

const HwDetail hw_parents_detail = { "parents", is_inline, set, unset, needs, resets, is_stirred };
