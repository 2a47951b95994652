/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-constraint.c: keys, checks and exclusions, as the server defines them. */

#include <string.h>

#include "hw-inheritance.h"
#include "hw-kind-index.h"
#include "hw-kind-table.h"
#include "hw-phrase.h"

#define NOT_VALID " NOT VALID"

static gboolean
is_index (const HwObject *object)
{
  return (hw_object_get_kind (object)->flags & HW_KIND_INDEX) != 0;
}

static gboolean
is_of_partitioned (const HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);

  return hw_object_is (owner, "table") && hw_object_get (owner, "partition_by") != NULL;
}

static void
write_properties (HwWriter *writer, HwObject *from, HwObject *object)
{
  g_autofree char *name = NULL, *address = NULL;

  if (!is_index (object))
    return;
  name = hw_sql_name (object);
  address = g_strconcat ("INDEX ", name, NULL);
  if (!is_of_partitioned (object))
    hw_table_alter_options (writer, address, from, object);
  hw_index_write_properties (writer, from, object);
}

/* A partition's keys are made before its parent's, which then adopt them. Its foreign keys,
 * exclusions and checks follow from the parent's, but that it must have the checks before it is
 * attached. */
static gboolean
is_made_by_parent (HwWriter *writer, HwObject *object)
{
  if (hw_object_get (object, "inherited") == NULL)
    return FALSE;
  if (hw_object_is (object, "foreign-key") || hw_object_is (object, "exclusion"))
    return TRUE;
  return !is_index (object) && hw_inheritance_makes (writer, object);
}

/* The length of @definition without the last words @words. */
static gsize
get_length_before (const char *definition, gsize length, const char *words)
{
  gsize n = strlen (words);

  return length >= n && strncmp (definition + length - n, words, n) == 0 ? length - n : length;
}

/* (transfer full): with the options of its index, which that of a partitioned table can only be
 * made with. They stand before when it is checked. */
static char *
dup_whole_definition (HwObject *object)
{
  const char *definition = hw_object_get (object, "definition");
  const char *options =
      is_index (object) && is_of_partitioned (object) ? hw_object_get (object, "options") : NULL;
  gsize length;

  if (options == NULL)
    return g_strdup (definition);
  length = get_length_before (definition, strlen (definition), " INITIALLY DEFERRED");
  length = get_length_before (definition, length, " DEFERRABLE");
  return g_strdup_printf ("%.*s WITH (%s)%s", (int) length, definition, options,
                          definition + length);
}

static void
create (HwWriter *writer, HwObject *object)
{
  const char *definition = hw_object_get (object, "definition");
  gboolean on_rows = !g_str_has_suffix (definition, NOT_VALID);
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autofree char *name = hw_sql_own_name (object);
  g_autofree char *whole = NULL;
  HwObject *counterpart = hw_inheritance_find_counterpart (writer, object);

  if (counterpart != NULL)
    {
      g_autofree char *old_name = hw_sql_own_name (counterpart);

      hw_writer_add (writer, HW_RISK_SAFE, "%s RENAME CONSTRAINT %s TO %s", owner, old_name, name);
      write_properties (writer, counterpart, object);
      return;
    }
  if (is_made_by_parent (writer, object))
    {
      HwObject *original = hw_inheritance_find_original (object);

      if (original != NULL && on_rows &&
          g_str_has_suffix (hw_object_get (original, "definition"), NOT_VALID))
        hw_writer_add (writer, HW_RISK_SAFE, "%s VALIDATE CONSTRAINT %s", owner, name);
      return;
    }
  whole = dup_whole_definition (object);
  hw_writer_add (writer, on_rows ? HW_RISK_BLOCKING : HW_RISK_SAFE, "%s ADD CONSTRAINT %s %s",
                 owner, name, whole);
  write_properties (writer, NULL, object);
}

/* When a foreign key is checked, it says last, before whether it has been. */
static gboolean
alter (HwWriter *writer, HwObject *from, HwObject *to)
{
  const char *definitions[] = { hw_object_get (from, "definition"),
                                hw_object_get (to, "definition") };
  gsize valid[2], immediate[2], plain[2];
  g_autofree char *owner = hw_sql_alter_owner (to);
  g_autofree char *name = hw_sql_own_name (to);
  gboolean other_moment;

  if (is_index (to) && is_of_partitioned (to) && hw_object_differs (from, to, "options"))
    return FALSE;

  for (guint i = 0; i < 2; i++)
    {
      const char *text = definitions[i];

      valid[i] = get_length_before (text, strlen (text), NOT_VALID);
      immediate[i] = plain[i] = valid[i];
      if (!hw_object_is (to, "foreign-key"))
        continue;
      immediate[i] = get_length_before (text, valid[i], " INITIALLY DEFERRED");
      plain[i] = get_length_before (text, immediate[i], " DEFERRABLE");
    }
  if (plain[0] != plain[1] || strncmp (definitions[0], definitions[1], plain[0]) != 0 ||
      (definitions[0][valid[0]] == '\0' && definitions[1][valid[1]] != '\0'))
    return FALSE;
  write_properties (writer, from, to);
  if (is_made_by_parent (writer, to))
    return TRUE;
  other_moment = valid[0] != valid[1] || immediate[0] != immediate[1];
  if (other_moment)
    hw_writer_add (writer, HW_RISK_SAFE, "%s ALTER CONSTRAINT %s %sDEFERRABLE%s", owner, name,
                   immediate[1] == plain[1] ? "NOT " : "",
                   valid[1] != immediate[1] ? " INITIALLY DEFERRED" : "");
  if (definitions[0][valid[0]] != '\0' && definitions[1][valid[1]] == '\0')
    hw_writer_add (writer, HW_RISK_SAFE, "%s VALIDATE CONSTRAINT %s", owner, name);
  return TRUE;
}

static void
drop (HwWriter *writer, HwObject *object)
{
  g_autofree char *owner = hw_sql_alter_owner (object);
  g_autofree char *name = hw_sql_own_name (object);

  if (!hw_inheritance_drops (writer, object))
    hw_writer_add (writer, hw_writer_get_drop_risk (writer, object), "%s DROP CONSTRAINT %s", owner,
                   name);
}

static void
append_address (GString *out, const HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);
  g_autofree char *name = hw_sql_own_name (object);
  g_autofree char *owner_name = hw_sql_name (owner);

  g_string_append_printf (out, "CONSTRAINT %s ON %s%s", name,
                          hw_object_is (owner, "domain") ? "DOMAIN " : "", owner_name);
}

/* The kind is said already: "(restaurant_id) references restaurants(id)", "(total > 0)". */
static char *
describe (const HwObject *object, const char *attribute, gboolean alone)
{
  g_autofree char *phrase = hw_phrase_from_sql (hw_object_get (object, "definition"));
  g_autofree char *word = g_strdelimit (g_strdup (hw_object_get_kind_name (object)), "-", ' ');
  const char *p = phrase;

  if (!g_str_equal (attribute, "definition"))
    return g_str_equal (attribute, "inherited") ? g_strdup ("") : NULL;
  if (g_str_has_prefix (p, word))
    p += strlen (word);
  while (*p == ' ')
    p++;
  /* The server puts a check in two pairs of parentheses. */
  if (g_str_has_prefix (p, "((") && g_str_has_suffix (p, "))"))
    return g_strndup (p + 1, strlen (p) - 2);
  return g_strdup (p);
}

#define KEY (HW_KIND_RELATION | HW_KIND_INDEX | HW_KIND_SURVIVES_RETYPE)

#define CONSTRAINT(kind, more_flags)                                                               \
  {                                                                                                \
    .name = kind, .sql = "CONSTRAINT",                                                             \
    .flags = HW_KIND_CONSTRAINT | HW_KIND_HANDED_DOWN | more_flags,                                \
    .append_address = append_address, .create = create, .alter = alter, .drop = drop,              \
    .describe = describe                                                                           \
  }

const HwKind hw_kind_constraint[] = {
  CONSTRAINT ("primary-key", KEY), CONSTRAINT ("unique", KEY),
  CONSTRAINT ("exclusion", KEY),   CONSTRAINT ("check", HW_KIND_SURVIVES_RETYPE),
  CONSTRAINT ("foreign-key", 0),   { .name = NULL },
};
