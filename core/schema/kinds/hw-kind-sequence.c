/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-sequence.c: sequences; that of an identity is made and dropped as the identity is. */

#include "hw-kind-sequence.h"

#include "hw-inheritance.h"
#include "hw-name.h"

static const struct
{
  const char *attribute;
  const char *clause;
} options[] = {
  { "type", " AS " },          { "start", " START WITH " }, { "increment", " INCREMENT BY " },
  { "minimum", " MINVALUE " }, { "maximum", " MAXVALUE " }, { "cache", " CACHE " },
};

static gboolean
is_identity (const HwObject *object)
{
  return hw_object_get (object, "identity") != NULL;
}

/* All options, or those in which @object differs from @from. */
static void
append_options (GString *out, const HwObject *from, const HwObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      const char *attribute = options[i].attribute;

      /* The type of an identity's sequence is its column's. */
      if ((i == 0 && is_identity (object)) ||
          (from != NULL && !hw_object_differs (from, object, attribute)))
        continue;
      g_string_append_printf (out, "%s%s", options[i].clause, hw_object_get (object, attribute));
    }
  if (hw_object_get (object, "cycle") != NULL)
    g_string_append (out,
                     from == NULL || hw_object_differs (from, object, "cycle") ? " CYCLE" : "");
  else if (from != NULL && hw_object_differs (from, object, "cycle"))
    g_string_append (out, " NO CYCLE");
}

HwObject *
hw_sequence_of_identity (const HwObject *column)
{
  for (guint i = 0; i < hw_object_get_n_children (column); i++)
    {
      HwObject *child = hw_object_get_child (column, i);

      if (hw_object_is (child, "sequence") && is_identity (child))
        return child;
    }
  return NULL;
}

void
hw_sequence_append_identity (GString *out, const HwObject *column)
{
  HwObject *sequence = hw_sequence_of_identity (column);
  g_autofree char *kind = g_ascii_strup (hw_object_get (column, "identity"), -1);
  g_autofree char *name = NULL;

  g_string_append_printf (out, "GENERATED %s AS IDENTITY", kind);
  if (sequence == NULL)
    return;
  name = hw_sql_name (sequence);
  g_string_append_printf (out, " (SEQUENCE NAME %s", name);
  append_options (out, NULL, sequence);
  g_string_append_c (out, ')');
}

static gint64
get_number (const HwObject *sequence, const char *attribute)
{
  return g_ascii_strtoll (hw_object_get (sequence, attribute), NULL, 10);
}

/* PostgreSQL refuses bounds that the value at hand lies outside of: it moves to the bound. Where
 * old and new bounds have nothing in common, that is what @changes say. */
static void
move_value (HwWriter *writer, HwObject *from, HwObject *to, GString *changes)
{
  const char *minimum = hw_object_get (to, "minimum"), *maximum = hw_object_get (to, "maximum");
  gboolean raised = get_number (to, "minimum") > get_number (from, "minimum");
  gboolean lowered = get_number (to, "maximum") < get_number (from, "maximum");
  g_autofree char *name = hw_sql_name (to);
  g_autofree char *literal = hw_quote_literal (name);

  if (get_number (to, "minimum") > get_number (from, "maximum"))
    g_string_append_printf (changes, " RESTART WITH %s", minimum);
  else if (get_number (to, "maximum") < get_number (from, "minimum"))
    g_string_append_printf (changes, " RESTART WITH %s", maximum);
  else if (raised || lowered)
    hw_writer_add (writer, HW_RISK_SAFE,
                   "SELECT setval(%s, least(greatest(last_value, %s), %s), "
                   "is_called AND last_value BETWEEN %s AND %s) FROM %s",
                   literal, minimum, maximum, minimum, maximum, name);
}

/* One without a word is logged, or that of an identity, and then as the table. */
static void
write_persistence (HwWriter *writer, const HwObject *object)
{
  const char *persistence = hw_object_get (object, "persistence");
  g_autofree char *name = hw_sql_name (object);
  gboolean unlogged = FALSE;

  if (persistence != NULL)
    {
      unlogged = g_str_equal (persistence, "unlogged");
    }
  else if (is_identity (object))
    {
      HwObject *table = hw_object_get_owner (hw_object_get_owner (object));

      unlogged = hw_object_is (table, "table") && hw_object_get (table, "unlogged") != NULL;
    }
  hw_writer_add (writer, HW_RISK_SAFE, "ALTER SEQUENCE %s SET %s", name,
                 unlogged ? "UNLOGGED" : "LOGGED");
}

void
hw_sequence_write_persistence (HwWriter *writer, const HwObject *column)
{
  for (guint i = 0; i < hw_object_get_n_children (column); i++)
    {
      HwObject *child = hw_object_get_child (column, i);

      if (hw_object_is (child, "sequence") && hw_object_get (child, "persistence") != NULL)
        write_persistence (writer, child);
    }
}

static void
alter_options (HwWriter *writer, HwObject *from, HwObject *to)
{
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *name = hw_sql_name (to);

  append_options (changes, from, to);
  move_value (writer, from, to, changes);
  if (changes->len > 0)
    hw_writer_add (writer, HW_RISK_SAFE, "ALTER SEQUENCE %s%s", name, changes->str);
  if (hw_object_differs (from, to, "persistence"))
    write_persistence (writer, to);
}

/* Whether @column was there before, with its rows, and is of whole numbers all the time. */
static gboolean
may_hold_numbers (HwWriter *writer, const HwObject *column)
{
  static const char *const types[] = { "smallint", "integer", "bigint", NULL };
  HwObject *before = hw_schema_lookup (writer->from, column);

  return hw_object_is (hw_object_get_owner (column), "table") && before != NULL &&
         !g_hash_table_contains (writer->made, hw_object_get_owner (column)) &&
         !g_hash_table_contains (writer->made, column) &&
         g_strv_contains (types, hw_object_get (before, "type")) &&
         g_strv_contains (types, hw_object_get (column, "type"));
}

/* @sequence, just made for @column, goes on behind the values that are there. */
static void
write_position (HwWriter *writer, const HwObject *sequence, const HwObject *column)
{
  gboolean up = get_number (sequence, "increment") > 0;
  g_autofree char *name = hw_sql_name (sequence);
  g_autofree char *literal = hw_quote_literal (name);
  g_autofree char *table = hw_sql_name (hw_object_get_owner (column));
  g_autofree char *own = hw_sql_own_name (column);
  const char *last = up ? "max" : "min";

  if (may_hold_numbers (writer, column))
    hw_writer_add (writer, HW_RISK_SAFE,
                   "SELECT pg_catalog.setval(%s, %s(%s)) FROM %s HAVING %s(%s) BETWEEN %s AND %s",
                   literal, last, own, table, last, own,
                   hw_object_get (sequence, up ? "start" : "minimum"),
                   hw_object_get (sequence, up ? "maximum" : "start"));
}

void
hw_sequence_write_identity (HwWriter *writer, const HwObject *column)
{
  HwObject *sequence = hw_sequence_of_identity (column);
  g_autoptr (GString) identity = g_string_new (NULL);
  g_autofree char *alter = hw_inheritance_dup_alter_column (column, FALSE);

  hw_sequence_append_identity (identity, column);
  hw_writer_add (writer, HW_RISK_SAFE, "%s ADD %s", alter, identity->str);
  if (sequence != NULL)
    write_position (writer, sequence, column);
}

/* An identity that stays may have a sequence of another name. */
static HwObject *
find_counterpart (HwSchema *schema, const HwObject *sequence)
{
  HwObject *column = hw_schema_lookup (schema, hw_object_get_owner (sequence));

  return column != NULL ? hw_sequence_of_identity (column) : NULL;
}

/* An identity for a column that is there already, or another name for the sequence of one. */
static void
create_identity (HwWriter *writer, HwObject *object)
{
  HwObject *old = find_counterpart (writer->from, object);
  HwObject *column = hw_object_get_owner (object);

  if (old != NULL)
    {
      g_autofree char *name = hw_sql_name (old);
      g_autofree char *new_name = hw_sql_own_name (object);

      hw_writer_add (writer, HW_RISK_SAFE, "ALTER SEQUENCE %s RENAME TO %s", name, new_name);
      alter_options (writer, old, object);
    }
  else
    {
      hw_sequence_write_identity (writer, column);
      hw_sequence_write_persistence (writer, column);
    }
}

static void
create (HwWriter *writer, HwObject *object)
{
  gboolean unlogged = g_strcmp0 (hw_object_get (object, "persistence"), "unlogged") == 0;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *name = hw_sql_name (object);

  if (is_identity (object))
    {
      create_identity (writer, object);
      return;
    }
  append_options (out, NULL, object);
  hw_writer_add (writer, HW_RISK_SAFE, "CREATE %sSEQUENCE %s%s", unlogged ? "UNLOGGED " : "", name,
                 out->str);
}

static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  if (hw_object_differs (from, to, "identity"))
    return FALSE;
  alter_options (writer, from, to);
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  if (!is_identity (object))
    {
      hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "DROP SEQUENCE %s", name);
    }
  else if (find_counterpart (writer->to, object) == NULL)
    {
      g_autofree char *alter =
          hw_inheritance_dup_alter_column (hw_object_get_owner (object), FALSE);

      hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "%s DROP IDENTITY", alter);
    }
}

static gboolean
is_inline (const HwObject *object)
{
  return FALSE;
}

static void
set_owner (HwWriter *writer, HwObject *object)
{
  HwObject *column = hw_object_get_owner (object);
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER SEQUENCE %s OWNED BY %s", name,
                 hw_object_get (object, "owned_by"));
  if (column != NULL && g_hash_table_contains (writer->made, object))
    write_position (writer, object, column);
}

static void
unset_owner (HwWriter *writer, HwObject *object)
{
  g_autofree char *name = hw_sql_name (object);

  hw_writer_add (writer, HW_RISK_SAFE, "ALTER SEQUENCE %s OWNED BY NONE", name);
}

static const HwDetail owned_by = { "owned_by", is_inline, set_owner, unset_owner };

const HwKind hw_kind_sequence[] = {
  { .name = "sequence",
    .sql = "SEQUENCE",
    .flags = HW_KIND_RELATION,
    .detail = &owned_by,
    .is_part = is_identity,
    .create = create,
    .alter = alter,
    .drop = drop },
  { .name = NULL },
};
