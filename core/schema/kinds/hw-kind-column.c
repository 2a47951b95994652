/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-column.c: columns of tables, fields of composite types; those of views only have
 * defaults. */

#include "hw-kind-column.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-cast.h"
#include "hw-comparison.h"
#include "hw-inheritance.h"
#include "hw-kind-sequence.h"
#include "hw-name.h"
#include "hw-not-null.h"
#include "hw-option-list.h"
#include "hw-schema-private.h"

static gboolean
is_of (const HwObject *object, const char *kind)
{
  return hw_object_is (hw_object_get_owner (object), kind);
}

/* "GENERATED ALWAYS AS (…) STORED": the attribute ends with the word. */
static void
append_generated (GString *out, const char *generated)
{
  const char *word = strrchr (generated, ' ');
  g_autofree char *upper = g_ascii_strup (word, -1);

  g_string_append_printf (out, " GENERATED ALWAYS AS %.*s%s", (int) (word - generated), generated,
                          upper);
}

/* Whether @column is generated as that of a parent is, with which its table is made: before
 * PostgreSQL 16 that must not be said again. */
static gboolean
is_generated_by_parent (HwWriter *writer, const HwObject *column)
{
  HwObject *owner = hw_object_get_owner (column);
  HwObject *original = hw_inheritance_find_original (column);

  return original != NULL && !hw_object_differs (original, column, "generated") &&
         g_hash_table_contains (writer->made, owner) && !hw_inheritance_is_partition (owner);
}

static void
append_without_identity (GString *out, HwWriter *writer, const HwObject *column)
{
  g_autofree char *name = hw_sql_own_name (column);
  const char *collation = hw_object_get (column, "collation");
  const char *generated = hw_object_get (column, "generated");
  const char *value = hw_writer_get_inline_detail (writer, column);

  g_string_append_printf (out, "%s %s", name, hw_object_get (column, "type"));
  if (hw_object_get (column, "foreign_options") != NULL)
    g_string_append_printf (out, " OPTIONS (%s)", hw_object_get (column, "foreign_options"));
  if (collation != NULL)
    g_string_append_printf (out, " COLLATE %s", collation);
  if (generated != NULL && !is_generated_by_parent (writer, column))
    append_generated (out, generated);
  if (value != NULL)
    g_string_append_printf (out, " DEFAULT %s", value);
  hw_not_null_append (out, column);
}

void
hw_column_append_definition (GString *out, HwWriter *writer, const HwObject *column)
{
  append_without_identity (out, writer, column);
  if (hw_object_get (column, "identity") != NULL)
    {
      g_string_append_c (out, ' ');
      hw_sequence_append_identity (out, column);
    }
}

/* Whether @column, of either side, comes and goes with its field of the type that its table is of
 * all the while. */
static gboolean
is_given (HwWriter *writer, const HwObject *column)
{
  HwObject *owner = hw_object_get_owner (column);
  HwObject *from = hw_schema_lookup (writer->from, owner);
  HwObject *to = hw_schema_lookup (writer->to, owner);
  guint n;
  const guint *needs;

  if (!hw_inheritance_is_typed (owner) || from == NULL || to == NULL ||
      hw_object_differs (from, to, "parents"))
    return FALSE;
  needs = hw_schema_get_dependencies (writer->to, to->number, &n);
  for (guint i = 0; i < n; i++)
    {
      HwObject *type = hw_schema_get_object (writer->to, needs[i]);

      if (hw_object_is (type, "type") && g_hash_table_contains (writer->made, type))
        return FALSE;
    }
  return TRUE;
}

static void
write_property (HwWriter *writer, HwObject *from, HwObject *column, const char *attribute,
                const char *words, const char *fallback)
{
  const char *old = from != NULL ? hw_object_get (from, attribute) : NULL;
  const char *value = hw_object_get (column, attribute);
  g_autofree char *alter = hw_inheritance_dup_alter_column (column, TRUE);

  if (g_strcmp0 (old, value) != 0)
    hw_writer_add (writer, HW_RISK_SAFE, "%s SET %s %s", alter, words,
                   value != NULL ? value : fallback);
}

/* STORAGE DEFAULT came with PostgreSQL 16. */
static const char *
get_default_storage (const HwObject *column)
{
  static const char *const main_types[] = { "numeric", "inet", "cidr", NULL };
  const char *type = hw_object_get (column, "type");
  g_autofree char *base = g_strndup (type, strcspn (type, "("));

  return g_strv_contains (main_types, base) ? "MAIN" : "EXTENDED";
}

gboolean
hw_column_is_retyped (const HwObject *from, const HwObject *to)
{
  return hw_object_differs (from, to, "type") || hw_object_differs (from, to, "collation");
}

static gboolean
gets_new_type (HwWriter *writer, const HwObject *from, const HwObject *to)
{
  return writer->through_text || hw_column_is_retyped (from, to);
}

/* (nullable): the column whose way to store values @column has without a word: its own, which
 * PostgreSQL forgets when the type changes, or that of the column from which a new one is had. */
static HwObject *
find_stored (HwWriter *writer, HwObject *from, HwObject *column, const char *attribute)
{
  if (from != NULL)
    return gets_new_type (writer, from, column) ? NULL : from;
  /* A table that is there gets a column of its parent before that is told how to store it. */
  return hw_inheritance_makes (writer, column) &&
                 g_hash_table_contains (writer->made, hw_object_get_owner (column))
             ? hw_inheritance_find_giving (column, attribute)
             : NULL;
}

/* @attribute is a way to store values, which SET @words says. */
static void
write_storage (HwWriter *writer, HwObject *from, HwObject *column, const char *attribute,
               const char *words, const char *fallback)
{
  write_property (writer, find_stored (writer, from, column, attribute), column, attribute, words,
                  fallback);
}

void
hw_column_write_properties (HwWriter *writer, HwObject *from, HwObject *column)
{
  const char *old = from != NULL ? hw_object_get (from, "options") : NULL;
  const char *options = hw_object_get (column, "options");
  g_autofree char *alter = hw_inheritance_dup_alter_column (column, TRUE);

  if (from == NULL)
    hw_sequence_write_persistence (writer, column);
  write_storage (writer, from, column, "storage", "STORAGE", get_default_storage (column));
  write_storage (writer, from, column, "compression", "COMPRESSION", "DEFAULT");
  write_property (writer, from, column, "statistics", "STATISTICS", "-1");
  if (from == NULL && hw_not_null_is_apart (column) && hw_inheritance_declares (column))
    hw_not_null_write (writer, NULL, column);
  if (g_strcmp0 (old, options) == 0)
    return;
  if (old != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "%s RESET (n_distinct, n_distinct_inherited)", alter);
  if (options != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "%s SET (%s)", alter, options);
}

void
hw_column_write_undeclared (HwWriter *writer, HwObject *column)
{
  HwObject *original = hw_inheritance_find_original (column);
  g_autofree char *alter = hw_inheritance_dup_alter_column (column, TRUE);

  hw_column_write_properties (writer, NULL, column);
  if (hw_inheritance_declares (column))
    return;
  if (hw_object_get (column, "not_null") != NULL &&
      (original == NULL || hw_object_get (original, "not_null") == NULL))
    hw_not_null_write (writer, NULL, column);
  /* However far up the default is that comes with it. */
  while (original != NULL && hw_object_get (original, "default") == NULL)
    original = hw_inheritance_find_original (original);
  if (hw_object_get (column, "default") == NULL && original != NULL)
    hw_writer_add (writer, HW_RISK_SAFE, "%s DROP DEFAULT", alter);
}

/* Whether @column is a field of a type that tables are of: they follow it. */
static gboolean
is_of_typed_table (const HwObject *column)
{
  HwObject *type = hw_object_get_owner (column);
  guint n;
  const guint *dependents = hw_schema_get_dependents (type->schema, type->number, &n);

  for (guint i = 0; is_of (column, "type") && i < n; i++)
    {
      HwObject *dependent = hw_schema_get_object (type->schema, dependents[i]);

      if (hw_inheritance_is_typed (dependent))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_part (const HwObject *object)
{
  return TRUE;
}

gboolean
hw_column_holds (const HwObject *type, gboolean inside)
{
  guint n;
  const guint *dependents = hw_schema_get_dependents (type->schema, type->number, &n);

  for (guint i = 0; i < n; i++)
    {
      HwObject *object = hw_schema_get_object (type->schema, dependents[i]);
      gboolean is_column = hw_object_is (object, "column");
      gboolean is_domain = hw_object_is (object, "domain");
      gboolean is_own = hw_object_get_owner (object) == type;
      gboolean holds = inside || ((is_column || is_domain) &&
                                  g_str_has_suffix (hw_object_get (object, "type"), "[]"));

      if (is_own)
        continue;
      if (is_column && hw_object_is (hw_object_get_owner (object), "type"))
        holds = hw_column_holds (hw_object_get_owner (object), TRUE);
      else if (is_domain || hw_object_is (object, "range"))
        holds = hw_column_holds (object, holds || !is_domain);
      else if (!is_column)
        holds = FALSE;
      if (holds)
        return TRUE;
    }
  return FALSE;
}

/* Whether @column is a field of a type that no column is of. */
static gboolean
is_mere_field (const HwObject *column)
{
  return is_of (column, "type") && !hw_column_holds (hw_object_get_owner (column), TRUE);
}

static gboolean
holds_data (const HwObject *object)
{
  return !is_mere_field (object) && hw_object_get (object, "generated") == NULL &&
         !hw_comparison_is_derived (object) && !is_of (object, "foreign-table");
}

/* Whether @field, which only FROM has, is one of its type as that is made anew. */
static gboolean
is_retained (HwWriter *writer, const HwObject *field)
{
  HwObject *type = is_of (field, "type") && field->schema == writer->from
                       ? hw_schema_lookup (writer->to, hw_object_get_owner (field))
                       : NULL;

  return type != NULL && g_hash_table_contains (writer->made, type);
}

/* Whether a new @column can have an identity only once it is there: the heirs of its table, which
 * get the column with it, have none. */
static gboolean
gets_identity_later (HwWriter *writer, HwObject *column)
{
  HwObject *table = hw_object_get_owner (column), *old;

  if (hw_object_get (column, "identity") == NULL ||
      (hw_writer_is_since (writer, 17) && hw_object_get (table, "partition_by") != NULL))
    return FALSE;
  old = hw_schema_lookup (writer->from, table);
  return hw_inheritance_has_heirs (table) || (old != NULL && hw_inheritance_has_heirs (old));
}

static void
create (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);
  gboolean identity_later = gets_identity_later (writer, object);
  g_autoptr (GString) definition = g_string_new (NULL);
  /* A volatile default or an identity is worked out for every row. */
  gboolean rewrites = (hw_object_get (object, "identity") != NULL && !identity_later) ||
                      hw_object_get (object, "generated") != NULL;

  if (is_retained (writer, object))
    return;
  if (is_given (writer, object) || hw_inheritance_makes (writer, object))
    {
      hw_column_write_undeclared (writer, object);
      return;
    }
  if (identity_later)
    append_without_identity (definition, writer, object);
  else
    hw_column_append_definition (definition, writer, object);
  hw_writer_add (writer, rewrites ? HW_RISK_REWRITING : HW_RISK_SAFE, "%s ADD %s %s%s", owner,
                 is_of (object, "type") ? "ATTRIBUTE" : "COLUMN", definition->str,
                 is_of_typed_table (object) ? " CASCADE" : "");
  if (hw_object_get (object, "not_null") != NULL && !hw_not_null_is_apart (object) &&
      is_of (object, "table") && hw_object_get (object, "default") == NULL && !rewrites)
    hw_writer_set_needs (writer,
                         _ ("Needs a table without rows. Where there are any, add the column "
                            "without NOT NULL, fill it, and then set NOT NULL."));
  if (identity_later)
    hw_sequence_write_identity (writer, object);
  hw_column_write_properties (writer, NULL, object);
}

static void
drop (HwWriter *writer, HwObject *object)
{
  HwRisk risk = hw_writer_get_drop_risk (writer, object);
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autofree char *name = hw_sql_own_name (object);

  if (hw_inheritance_leaves (object, writer->to))
    {
      g_autofree char *table = hw_sql_name (hw_object_get_owner (object));

      /* Else PostgreSQL 18 forgets to tell the heirs that theirs is no longer handed down. */
      if (hw_writer_is_since (writer, 18) && hw_object_get (object, "not_null") != NULL)
        hw_writer_add (writer, HW_RISK_SAFE, "ALTER TABLE ONLY %s ALTER COLUMN %s DROP NOT NULL",
                       table, name);
      hw_writer_add (writer, MAX (risk, HW_RISK_BLOCKING), "ALTER TABLE ONLY %s DROP COLUMN %s",
                     table, name);
    }
  else if (!is_given (writer, object) && !hw_inheritance_drops (writer, object))
    hw_writer_add (writer, MAX (risk, HW_RISK_BLOCKING), "%s DROP %s %s%s", owner,
                   is_of (object, "type") ? "ATTRIBUTE" : "COLUMN", name,
                   is_of_typed_table (object) ? " CASCADE" : "");
}

gboolean
hw_column_is_field_in_use (const HwObject *from, const HwObject *to)
{
  g_autofree char *conversion = NULL;

  if (!is_of (from, "type"))
    return FALSE;
  conversion = hw_cast_dup ("", hw_object_get (from, "type"), hw_object_get (to, "type"));
  return holds_data (from) || (conversion != NULL && is_of_typed_table (from));
}

void
hw_column_alter_type (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *old = hw_object_get (from, "type"), *type = hw_object_get (to, "type");
  const char *collation = hw_object_get (to, "collation");
  gboolean has_rows = !is_of (to, "type") && !is_of (to, "foreign-table");
  g_autofree char *alter = hw_inheritance_dup_alter_column (to, FALSE);
  g_autofree char *name = hw_sql_own_name (to);
  g_autofree char *conversion = writer->through_text ? g_strdup_printf ("%s::text::%s", name, type)
                                                     : hw_cast_dup (name, old, type);

  HwRisk risk = !has_rows                      ? HW_RISK_SAFE
                : hw_cast_is_lossy (old, type) ? HW_RISK_DESTROYING
                                               : HW_RISK_REWRITING;

  if (!has_rows)
    g_clear_pointer (&conversion, g_free);
  hw_writer_add (writer, risk, "%s TYPE %s%s%s%s%s%s", alter, type,
                 collation != NULL ? " COLLATE " : "", collation != NULL ? collation : "",
                 conversion != NULL ? " USING " : "", conversion != NULL ? conversion : "",
                 is_of_typed_table (to) ? " CASCADE" : "");
}

/* Whether both are handed down by the same column, @old and @new, which outlives the script. What
 * TO lacks, and yet stays, is both. */
static gboolean
has_original (HwWriter *writer, HwObject *from, HwObject *to, HwObject **old, HwObject **new)
{
  if (hw_object_get (to, "inherited") == NULL || hw_object_get (from, "inherited") == NULL)
    return FALSE;
  *old = hw_inheritance_find_original (from);
  *new = hw_inheritance_find_original (to);
  if (*old == NULL || *new == NULL)
    return FALSE;
  return (from == to || hw_schema_lookup (writer->to, *old) == *new) &&
         !g_hash_table_contains (writer->made, hw_object_get_owner (*new));
}

/* Whether what happens to a column of a parent, or of the type that the table is of, does the same
 * to this one. */
static gboolean
follows_original (HwWriter *writer, HwObject *from, HwObject *to, const char *attribute)
{
  HwObject *old, *new;

  if (is_given (writer, to) && g_str_equal (attribute, "type"))
    return TRUE;
  return has_original (writer, from, to, &old, &new) && !hw_object_differs (old, from, attribute) &&
         !hw_object_differs (new, to, attribute);
}

/* Whether the column is no longer generated because that of a parent is not, whatever each said. */
static gboolean
loses_expression (HwWriter *writer, HwObject *from, HwObject *to)
{
  HwObject *old, *new;

  return has_original (writer, from, to, &old, &new) && hw_object_get (old, "generated") != NULL &&
         hw_object_get (new, "generated") == NULL;
}

/* Identities come and go with their sequences; here only how they are generated changes. */
static void
alter_identity (HwWriter *writer, HwObject *from, HwObject *to, const char *alter)
{
  const char *old = hw_object_get (from, "identity"), *identity = hw_object_get (to, "identity");
  g_autofree char *word = NULL;

  if (old == NULL || identity == NULL || g_str_equal (old, identity))
    return;
  word = g_ascii_strup (identity, -1);
  hw_writer_add (writer, HW_RISK_SAFE, "%s SET GENERATED %s", alter, word);
}

static void
alter_foreign_options (HwWriter *writer, HwObject *from, HwObject *to, const char *alter)
{
  g_autofree char *changes = hw_option_list_dup_changes (hw_object_get (from, "foreign_options"),
                                                         hw_object_get (to, "foreign_options"));

  if (changes[0] != '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "%s OPTIONS (%s)", alter, changes);
}

/* There is nothing to keep of what is worked out when it is read. */
static gboolean
is_virtual (const HwObject *column)
{
  const char *generated = hw_object_get (column, "generated");

  return generated != NULL && g_str_has_suffix (generated, " virtual");
}

static gboolean
is_stored (const HwObject *column)
{
  return hw_object_get (column, "generated") != NULL && !is_virtual (column);
}

/* Since PostgreSQL 17; of what is worked out when it is read, not beside checks, and there is
 * nothing to keep. */
static gboolean
can_set_expression (HwWriter *writer, HwObject *from, HwObject *to)
{
  return hw_writer_is_since (writer, 17) && is_stored (from) && is_stored (to) &&
         !gets_new_type (writer, from, to);
}

static void
set_expression (HwWriter *writer, HwObject *column)
{
  const char *generated = hw_object_get (column, "generated");
  g_autofree char *alter = hw_inheritance_dup_alter_column (column, TRUE);

  hw_writer_add (writer, HW_RISK_REWRITING, "%s SET EXPRESSION AS %.*s", alter,
                 (int) (strrchr (generated, ' ') - generated), generated);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autofree char *change = hw_inheritance_dup_alter_column (to, FALSE);

  if (hw_comparison_is_derived (to))
    {
      hw_column_write_properties (writer, from, to);
      return TRUE;
    }
  if (hw_object_differs (from, to, "generated") && hw_object_get (to, "generated") != NULL)
    {
      if (!can_set_expression (writer, from, to))
        return FALSE;
      set_expression (writer, to);
    }
  else if (hw_object_differs (from, to, "generated") && is_virtual (from))
    return FALSE;
  else if (hw_object_differs (from, to, "generated") && !loses_expression (writer, from, to))
    hw_writer_add (writer, HW_RISK_SAFE, "%s DROP EXPRESSION", change);
  if (gets_new_type (writer, from, to) && !follows_original (writer, from, to, "type"))
    hw_column_alter_type (writer, from, to);
  if (!hw_object_differs (from, to, "not_null") || !follows_original (writer, from, to, "not_null"))
    hw_not_null_write (writer, from, to);
  else
    hw_not_null_follow (writer, to);
  alter_identity (writer, from, to, change);
  alter_foreign_options (writer, from, to, change);
  hw_column_write_properties (writer, from, to);
  return TRUE;
}

static void
append_address (GString *out, const HwObject *object)
{
  g_autofree char *owner = hw_sql_name (hw_object_get_owner (object));
  g_autofree char *name = hw_sql_own_name (object);

  g_string_append_printf (out, "COLUMN %s.%s", owner, name);
}

static gboolean
is_default_inline (const HwObject *object)
{
  return (is_of (object, "table") || is_of (object, "foreign-table")) &&
         hw_inheritance_declares (object);
}

static void
set_default (HwWriter *writer, HwObject *object)
{
  g_autofree char *alter = hw_inheritance_dup_alter_column (object, TRUE);

  hw_writer_add (writer, HW_RISK_SAFE, "%s SET DEFAULT %s", alter,
                 hw_object_get (object, "default"));
}

static void
unset_default (HwWriter *writer, HwObject *object)
{
  g_autofree char *alter = hw_inheritance_dup_alter_column (object, TRUE);

  hw_writer_add (writer, HW_RISK_SAFE, "%s DROP DEFAULT", alter);
}

/* A literal for reading, without the type it is cast to; NULL for any other default. */
static char *
describe_default (const char *value)
{
  const char *end = value;

  if (value == NULL || value[0] != '\'')
    return NULL;
  while (*end == '\'')
    end = hw_quoted_skip (end);
  if (!g_str_has_prefix (end, "::") || strpbrk (end, "'+-*/|&<>=(") != NULL)
    return NULL;
  return g_strdup_printf ("default %.*s", (int) (end - value), value);
}

static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  if (g_str_equal (attribute, "position"))
    return alone ? NULL : g_strdup ("");
  if (g_str_equal (attribute, "default"))
    return describe_default (hw_object_get (object, attribute));
  if (g_str_equal (attribute, "inherited"))
    return g_strdup ("");
  if (g_str_equal (attribute, "not_null_constraint"))
    return hw_not_null_describe (object, alone);
  if (g_str_equal (attribute, "not_null") && alone && hw_object_get (object, attribute) == NULL)
    return g_strdup ("null");
  return NULL;
}

static const HwDetail column_default = { "default", is_default_inline, set_default, unset_default };

const HwKind hw_kind_column[] = {
  { .name = "column",
    .sql = "COLUMN",
    .flags = HW_KIND_HANDED_DOWN,
    .detail = &column_default,
    .append_address = append_address,
    .is_part = is_part,
    .holds_data = holds_data,
    .create = create,
    .alter = alter,
    .drop = drop,
    .describe = describe },
  { .name = NULL },
};
