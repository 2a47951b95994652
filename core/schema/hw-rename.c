/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename.c: a rename, the statement that carries it out, and what could be one. */

#include "hw-rename-private.h"

#include <string.h>

#include "hw-comparison.h"
#include "hw-name.h"
#include "hw-schema-private.h"
#include "hw-writer.h"

/* Kinds whose objects can be renamed; those of the first list can also go to another schema. */
static const char *const moving_kinds[] = { "table",
                                            "foreign-table",
                                            "view",
                                            "materialized-view",
                                            "sequence",
                                            "type",
                                            "enum",
                                            "domain",
                                            "range",
                                            "base-type",
                                            "function",
                                            "aggregate",
                                            "collation",
                                            "conversion",
                                            "operator-class",
                                            "operator-family",
                                            "statistics",
                                            "text-search-parser",
                                            "text-search-template",
                                            "text-search-dictionary",
                                            "text-search-configuration",
                                            NULL };
static const char *const staying_kinds[] = {
  "schema",      "column",      "primary-key",  "unique",   "exclusion",     "check",
  "foreign-key", "index",       "trigger",      "rule",     "policy",        "foreign-data-wrapper",
  "server",      "publication", "subscription", "language", "event-trigger", NULL
};

void
hw_rename_free (gpointer rename)
{
  HwRename *self = rename;

  hw_object_unref (self->from);
  hw_object_unref (self->to);
  g_free (self->kind);
  g_free (self->old_name);
  g_free (self->new_name);
  g_free (self->reason);
  g_ptr_array_unref (self->statements);
  g_free (self);
}

static HwRename *
rename_new (HwObject *from, HwObject *to, const char *kind, char *old_name, char *new_name,
            char *reason)
{
  HwRename *self = g_new0 (HwRename, 1);

  self->from = hw_object_ref (from);
  self->to = hw_object_ref (to);
  self->kind = g_strdup (kind);
  self->old_name = old_name;
  self->new_name = new_name;
  self->reason = reason;
  self->statements = g_ptr_array_new_with_free_func (hw_ddl_statement_free);
  return self;
}

static void G_GNUC_PRINTF (2, 3) add_statement (HwRename *rename, const char *format, ...)
{
  HwDdlStatement *statement = g_new0 (HwDdlStatement, 1);
  va_list arguments;

  va_start (arguments, format);
  statement->sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  statement->risk = HW_RISK_SAFE;
  statement->transactional = TRUE;
  statement->object = hw_object_ref (rename->to);
  g_ptr_array_add (rename->statements, statement);
}

gboolean
hw_rename_is_in_table (const HwObject *object)
{
  return hw_object_get_parent (object) != NULL;
}

static gboolean
is_constraint (const HwObject *object)
{
  return (hw_object_get_kind (object)->flags & HW_KIND_CONSTRAINT) != 0;
}

static void
write_statements (HwRename *rename)
{
  HwObject *from = rename->from, *to = rename->to;
  g_autofree char *address = hw_sql_address (from);
  g_autofree char *old_name = hw_sql_own_name (from);
  g_autofree char *name = hw_sql_own_name (to);
  gboolean moves = g_strcmp0 (hw_object_get_schema (from), hw_object_get_schema (to)) != 0;

  if (moves)
    {
      g_autofree char *schema = hw_quote_identifier (hw_object_get_schema (to));

      add_statement (rename, "ALTER %s SET SCHEMA %s", address, schema);
    }
  else if (hw_object_is (from, "column") || is_constraint (from))
    {
      g_autofree char *alter = hw_sql_alter_owner (from);
      gboolean is_field = hw_object_is (hw_object_get_owner (from), "type");
      const char *word = is_constraint (from) ? "CONSTRAINT" : is_field ? "ATTRIBUTE" : "COLUMN";

      add_statement (rename, "%s RENAME %s %s TO %s%s", alter, word, old_name, name,
                     is_field ? " CASCADE" : "");
    }
  else
    {
      add_statement (rename, "ALTER %s RENAME TO %s", address, name);
    }
}

HwRename *
hw_rename_object (HwObject *from, HwObject *to, char *reason)
{
  HwRename *rename = rename_new (from, to, hw_object_get_kind_name (from),
                                 hw_object_dup_title (from), hw_object_dup_title (to), reason);

  write_statements (rename);
  return rename;
}

/* (transfer full): "mood.happy"; @label is an SQL literal, and remains one where it must. */
static char *
dup_label_name (const HwObject *type, const char *label)
{
  g_autofree char *title = hw_object_dup_title (type);
  gboolean is_plain = label[0] == '\'' && *hw_quoted_skip (label) == '\0';

  return is_plain ? g_strdup_printf ("%s.%.*s", title, (int) strlen (label) - 2, label + 1)
                  : g_strdup_printf ("%s.%s", title, label);
}

HwRename *
hw_rename_label (HwObject *from, HwObject *to, const char *label, const char *new_label,
                 char *reason)
{
  g_autofree char *name = hw_sql_name (from);
  HwRename *rename = rename_new (from, to, HW_RENAME_ENUM_VALUE, dup_label_name (from, label),
                                 dup_label_name (to, new_label), reason);

  add_statement (rename, "ALTER TYPE %s RENAME VALUE %s TO %s", name, label, new_label);
  return rename;
}

/* Whether @object, which @other lacks, could be there under another name. */
static gboolean
can_be_renamed (HwObject *object, HwSchema *other)
{
  const char *kind = hw_object_get_kind_name (object);
  HwObject *owner = hw_object_get_owner (object);
  const char *inherited =
      hw_kind_can_be_handed_down (object) ? hw_object_get (object, "inherited") : NULL;

  if (!g_strv_contains (moving_kinds, kind) && !g_strv_contains (staying_kinds, kind))
    return FALSE;
  if (owner != NULL && hw_schema_lookup (other, owner) == NULL)
    return FALSE;
  /* What is handed down is renamed with that of the parent; an identity's sequence by itself. */
  if (inherited != NULL && !g_str_equal (inherited, "merged"))
    return FALSE;
  return !hw_comparison_is_derived (object) &&
         !(hw_object_is (object, "sequence") && hw_kind_is_part (object));
}

void
hw_rename_search_init (HwRenameSearch *search, HwSchema *from, HwSchema *to)
{
  HwComparison pairs = hw_comparison_begin (from, to);

  *search = (HwRenameSearch){ from, to, g_ptr_array_new (), g_ptr_array_new (), NULL, NULL };
  while (hw_comparison_next (&pairs))
    {
      if (pairs.to == NULL && can_be_renamed (pairs.from, to))
        g_ptr_array_add (search->gone, pairs.from);
      else if (pairs.from == NULL && can_be_renamed (pairs.to, from))
        g_ptr_array_add (search->new, pairs.to);
    }
}

void
hw_rename_search_clear (HwRenameSearch *search)
{
  g_ptr_array_unref (search->gone);
  g_ptr_array_unref (search->new);
}
/* Schemas come first among the objects. */
static gboolean
has_schema (HwSchema *schema, const char *name)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      const HwObject *object = hw_schema_get_object (schema, i);

      if (!hw_object_is (object, "schema"))
        return FALSE;
      if (g_str_equal (hw_object_get_name (object), name))
        return TRUE;
    }
  return FALSE;
}

gboolean
hw_rename_stays_near (const HwObject *from, const HwObject *to)
{
  const char *schema = hw_object_get_schema (to);

  if (g_strcmp0 (hw_object_get_schema (from), schema) == 0)
    return TRUE;
  return g_str_equal (hw_object_get_name (from), hw_object_get_name (to)) &&
         has_schema (from->schema, schema);
}

char *
hw_rename_dup_term (const HwRename *rename)
{
  g_autofree char *own = hw_sql_own_name (rename->to);
  const char *name = rename->new_name;

  /* Where it lies is said already. */
  if (hw_rename_is_in_table (rename->from))
    name = own;
  else if (g_str_equal (rename->kind, HW_RENAME_ENUM_VALUE))
    name = strrchr (rename->new_name, '.') + 1;
  return g_strdup_printf ("%s:%s=%s", rename->kind, rename->old_name, name);
}
