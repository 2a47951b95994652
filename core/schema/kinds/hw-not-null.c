/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-not-null.c: NOT NULL of columns and domains, which newer servers keep as a constraint. */

#include "hw-not-null.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-inheritance.h"
#include "hw-kind-index.h"
#include "hw-name.h"
#include "hw-phrase.h"

#define CONSTRAINT "CONSTRAINT "
#define NO_INHERIT "NO INHERIT"
#define NOT_VALID "NOT VALID"

static const char *
get_form (const HwObject *object)
{
  const char *form = hw_object_get (object, "not_null_constraint");

  return form != NULL ? form : "";
}

/* The end of "CONSTRAINT x" in @form; the beginning when it is not there. */
static const char *
skip_name (const char *form)
{
  return g_str_has_prefix (form, CONSTRAINT) ? hw_name_skip (form + strlen (CONSTRAINT)) : form;
}

static gboolean
says (const HwObject *object, const char *words)
{
  return strstr (skip_name (get_form (object)), words) != NULL;
}

static gboolean
is_not_null (const HwObject *object)
{
  return object != NULL && hw_object_get (object, "not_null") != NULL;
}

gboolean
hw_not_null_is_unknown (const HwObject *object)
{
  HwObject *table = hw_object_get_owner (object);

  if (!is_not_null (object) || !hw_object_is (object, "column") || get_form (object)[0] != '\0')
    return FALSE;
  return hw_inheritance_is_partition (table) ||
         (hw_object_is (table, "table") && hw_object_get (table, "partition_by") != NULL);
}

gboolean
hw_not_null_is_apart (const HwObject *object)
{
  return is_not_null (object) && says (object, NOT_VALID);
}

void
hw_not_null_append (GString *out, const HwObject *object)
{
  const char *form = get_form (object), *rest = skip_name (form);

  if (!is_not_null (object) || says (object, NOT_VALID))
    return;
  if (rest > form)
    g_string_append_printf (out, " %.*s", (int) (rest - form), form);
  g_string_append (out, " NOT NULL");
  if (rest[0] != '\0')
    g_string_append_printf (out, "%s%s", rest > form ? "" : " ", rest);
}

char *
hw_not_null_dup_name (const HwObject *object)
{
  const char *form = get_form (object), *end = skip_name (form);
  HwObject *table = hw_object_get_owner (object);
  g_autofree char *name = NULL;

  if (end > form)
    return g_strndup (form + strlen (CONSTRAINT), end - form - strlen (CONSTRAINT));
  name = hw_object_is (object, "domain")
             ? g_strconcat (hw_object_get_name (object), "_not_null", NULL)
             : g_strdup_printf ("%s_%s_not_null", hw_object_get_name (table),
                                hw_object_get_name (object));
  return hw_quote_identifier (name);
}

/* (transfer full): "ALTER TABLE orders ALTER COLUMN total", "ALTER DOMAIN price". */
static char *
dup_alter (const HwObject *object)
{
  g_autofree char *name = NULL;

  if (!hw_object_is (object, "domain"))
    return hw_inheritance_dup_alter_column (object, FALSE);
  name = hw_sql_name (object);
  return g_strconcat ("ALTER DOMAIN ", name, NULL);
}

static char *
dup_alter_constraint (const HwObject *object)
{
  return hw_object_is (object, "domain") ? dup_alter (object) : hw_sql_alter_owner (object);
}

static void
set_needs (HwWriter *writer, const HwObject *to)
{
  if (!says (to, NOT_VALID))
    hw_writer_set_needs (writer,
                         _ ("Needs a value in every row: fill those that are null before."));
}

static void
add (HwWriter *writer, HwObject *to)
{
  const char *form = get_form (to), *rest = skip_name (form);
  HwRisk risk = says (to, NOT_VALID) ? HW_RISK_SAFE : HW_RISK_BLOCKING;
  g_autofree char *alter = NULL, *name = NULL;

  if (form[0] == '\0')
    {
      alter = dup_alter (to);
      hw_writer_add (writer, risk, "%s SET NOT NULL", alter);
      set_needs (writer, to);
      return;
    }
  alter = dup_alter_constraint (to);
  name = hw_sql_own_name (to);
  hw_writer_add (writer, risk, "%s ADD %.*s%sNOT NULL%s%s%s%s", alter, (int) (rest - form), form,
                 rest > form ? " " : "", hw_object_is (to, "domain") ? "" : " ",
                 hw_object_is (to, "domain") ? "" : name,
                 rest[0] != '\0' && rest == form ? " " : "", rest);
  set_needs (writer, to);
}

/* What is handed down has its name for good. */
static void
rename_constraint (HwWriter *writer, const char *old, HwObject *to)
{
  HwObject *table = hw_object_get_owner (to);
  gboolean handed_down = hw_object_is (to, "column") && hw_object_get (to, "inherited") != NULL;
  g_autofree char *alter = dup_alter_constraint (to);
  g_autofree char *name = hw_not_null_dup_name (to);

  if (g_str_equal (old, name))
    return;
  if (handed_down)
    hw_inheritance_leave (writer, table);
  hw_writer_add (writer, HW_RISK_SAFE, "%s RENAME CONSTRAINT %s TO %s", alter, old, name);
  if (handed_down)
    hw_inheritance_rejoin (writer, table);
}

/* What a parent hands down has the parent's name, and is not the column's own. */
char *
hw_not_null_dup_given_name (const HwObject *object)
{
  HwObject *original =
      hw_object_is (object, "column") ? hw_inheritance_find_original (object) : NULL;

  return hw_not_null_dup_name (original != NULL ? original : object);
}

static void
change (HwWriter *writer, HwObject *from, HwObject *to)
{
  gboolean handed_down = get_form (from)[0] == '\0' && hw_object_is (from, "column") &&
                         hw_object_get (from, "inherited") != NULL;
  g_autofree char *alter = dup_alter_constraint (to);
  g_autofree char *old =
      handed_down ? hw_not_null_dup_given_name (from) : hw_not_null_dup_name (from);
  g_autofree char *name = hw_not_null_dup_name (to);

  if (handed_down)
    {
      g_autofree char *column = dup_alter (to);

      hw_writer_add (writer, HW_RISK_SAFE, "%s SET NOT NULL", column);
    }
  rename_constraint (writer, old, to);
  if (says (from, NO_INHERIT) != says (to, NO_INHERIT))
    hw_writer_add (writer, HW_RISK_SAFE, "%s ALTER CONSTRAINT %s %s", alter, name,
                   says (to, NO_INHERIT) ? NO_INHERIT : "INHERIT");
  if (says (from, NOT_VALID))
    hw_writer_add (writer, HW_RISK_SAFE, "%s VALIDATE CONSTRAINT %s", alter, name);
}

/* Whether @to is left with what a parent handed down as @from. */
static gboolean
is_left_over (HwWriter *writer, const HwObject *from, const HwObject *to)
{
  return hw_writer_is_since (writer, 18) && is_not_null (from) && hw_object_is (to, "column") &&
         g_strcmp0 (hw_object_get (from, "inherited"), "inherited") == 0 &&
         hw_object_get (to, "inherited") == NULL && get_form (from)[0] == '\0';
}

void
hw_not_null_write (HwWriter *writer, HwObject *from, HwObject *to)
{
  gboolean was = is_not_null (from), is = is_not_null (to);
  gboolean anew = was && is && says (to, NOT_VALID) && !says (from, NOT_VALID);

  if (was && (!is || anew))
    {
      g_autofree char *alter = dup_alter (to);

      hw_index_release_column (writer, to);
      hw_writer_add (writer, HW_RISK_SAFE, "%s DROP NOT NULL", alter);
    }
  if (is && (!was || anew))
    add (writer, to);
  else if (is && hw_object_differs (from, to, "not_null_constraint") &&
           !hw_not_null_is_unknown (from) && !hw_not_null_is_unknown (to))
    change (writer, from, to);
  else if (is && is_left_over (writer, from, to))
    {
      g_autofree char *old = hw_not_null_dup_given_name (from);

      rename_constraint (writer, old, to);
    }
}

void
hw_not_null_follow (HwWriter *writer, HwObject *to)
{
  g_autofree char *given = hw_not_null_dup_given_name (to);

  if (get_form (to)[0] != '\0')
    rename_constraint (writer, given, to);
}

char *
hw_not_null_describe (const HwObject *object, gboolean alone)
{
  const char *form = get_form (object);

  return form[0] != '\0' ? hw_phrase_from_sql (form)
                         : g_strdup (alone ? _ ("constraint of the usual name") : "");
}
