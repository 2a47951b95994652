/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename.c: what has another name on the other side: recognised, and never taken for granted. */

#include "hw-rename.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-comparison.h"
#include "hw-error.h"
#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-schema-private.h"
#include "hw-writer.h"

#define ENUM_VALUE "enum-value"

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

/* What only one side has, and could have been renamed. */
typedef struct
{
  HwSchema *from;
  HwSchema *to;
  GPtrArray *gone; /* (element-type HwObject) */
  GPtrArray *new;
  GPtrArray *renames; /* (element-type HwRename) (nullable) */
  HwFilter *filter;   /* (nullable) */
} Search;

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

static gboolean
is_in_table (const HwObject *object)
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

static HwRename *
rename_object (HwObject *from, HwObject *to, char *reason)
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

/* @label and @new_label are SQL literals. */
static HwRename *
rename_label (HwObject *from, HwObject *to, const char *label, const char *new_label, char *reason)
{
  g_autofree char *name = hw_sql_name (from);
  HwRename *rename = rename_new (from, to, ENUM_VALUE, dup_label_name (from, label),
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

static void
search_init (Search *search, HwSchema *from, HwSchema *to)
{
  HwComparison pairs = hw_comparison_begin (from, to);

  *search = (Search){ from, to, g_ptr_array_new (), g_ptr_array_new (), NULL, NULL };
  while (hw_comparison_next (&pairs))
    {
      if (pairs.to == NULL && can_be_renamed (pairs.from, to))
        g_ptr_array_add (search->gone, pairs.from);
      else if (pairs.from == NULL && can_be_renamed (pairs.to, from))
        g_ptr_array_add (search->new, pairs.to);
    }
}

static void
search_clear (Search *search)
{
  g_ptr_array_unref (search->gone);
  g_ptr_array_unref (search->new);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* Appends @text, its own name and schema left out wherever they stand. */
static void
append_nameless (GString *out, const char *text, const HwObject *object)
{
  g_autofree char *name = hw_sql_own_name (object);
  const char *schema_name = is_in_table (object) ? NULL : hw_object_get_schema (object);
  g_autofree char *schema = schema_name != NULL ? hw_quote_identifier (schema_name) : NULL;

  while (*text != '\0')
    {
      const char *end = text;
      gsize length;

      if (*end == '"' || *end == '\'')
        end = hw_quoted_skip (end);
      else
        while (g_ascii_isalnum (*end) || *end == '_' || *end == '$' || (guchar) *end >= 0x80)
          end++;
      end += end == text;
      length = (gsize) (end - text);
      if (length == strlen (name) && strncmp (text, name, length) == 0)
        g_string_append_c (out, '\1');
      else if (schema != NULL && length == strlen (schema) && strncmp (text, schema, length) == 0)
        g_string_append_c (out, '\2');
      else
        g_string_append_len (out, text, (gssize) length);
      text = end;
    }
}

static void
append_columns (GString *out, const HwObject *object)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  for (guint i = 0; i < columns->len; i++)
    {
      HwObject *column = g_ptr_array_index (columns, i);

      g_string_append_printf (out, "\n%s %s", hw_object_get_name (column),
                              hw_object_get (column, "type"));
    }
}

static void
append_attributes (GString *out, const HwObject *object)
{
  static const char *const left_out[] = { "position", "inherited", "parents", "unpopulated", NULL };

  for (guint i = 0; i < hw_object_get_n_attributes (object); i++)
    {
      const char *value = hw_object_get_attribute (object, i);
      const char *name = hw_object_get_attribute_name (object, i);

      if (value == NULL || g_strv_contains (left_out, name))
        continue;
      g_string_append_printf (out, "\n%s ", name);
      /* Its name follows that of the column. */
      if (g_str_equal (name, "default") && g_str_has_prefix (value, "nextval("))
        continue;
      append_nameless (out, value, object);
    }
}

/* The identities of all that lies in it. */
static void
append_contents (GString *out, const HwObject *schema)
{
  const char *name = hw_object_get_name (schema);

  for (guint i = 0; i < schema->schema->n_objects; i++)
    {
      const HwObject *object = &schema->schema->objects[i];

      if (g_strcmp0 (hw_object_get_schema (object), name) != 0)
        continue;
      g_string_append_printf (out, "\n%s", hw_object_get_kind_name (object));
      for (guint j = HW_VALUE_PARENT; j < HW_VALUE_FIRST_ATTRIBUTE; j++)
        g_string_append_printf (out, " %s", object->values[j] != NULL ? object->values[j] : "");
    }
}

static gboolean
is_made_of_columns (const HwObject *object)
{
  return hw_object_is (object, "table") || hw_object_is (object, "foreign-table") ||
         hw_object_is (object, "type");
}

/* (transfer full) (nullable): all that a rename leaves as it is, where it lies too; NULL for
 * something that is a mere name. */
static char *
dup_shape (const HwObject *object)
{
  const char *arguments = hw_object_get_arguments (object);
  g_autoptr (GString) out = g_string_new (hw_object_get_kind_name (object));
  gsize bare;

  if (is_in_table (object))
    g_string_append_printf (out, "\n%s.%s", hw_object_get_schema (object),
                            hw_object_get_parent (object));
  g_string_append_printf (out, "\n%s", arguments != NULL ? arguments : "");
  bare = out->len;
  if (hw_object_is (object, "schema"))
    append_contents (out, object);
  else if (is_made_of_columns (object))
    append_columns (out, object);
  else
    append_attributes (out, object);
  return out->len > bare ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static char *
dup_reason (const HwObject *from, const HwObject *to)
{
  g_autofree char *definition = NULL;

  if (hw_object_is (from, "schema"))
    return g_strdup (_ ("it holds the same objects"));
  if (is_made_of_columns (from))
    {
      g_autoptr (GPtrArray) columns = hw_object_dup_columns (from);

      return g_strdup_printf (columns->len == 1 ? _ ("it has the same column")
                                                : _ ("it has the same %u columns"),
                              columns->len);
    }
  if (hw_object_is (from, "column") && !hw_object_differs (from, to, "position"))
    return g_strdup (_ ("it stands at the same place with the same definition"));
  return g_strdup (_ ("no other has the same definition"));
}

/* Schemas come first among the objects. */
static gboolean
has_schema (HwSchema *schema, const char *name)
{
  for (guint i = 0; i < schema->n_objects && hw_object_is (&schema->objects[i], "schema"); i++)
    if (g_str_equal (hw_object_get_name (&schema->objects[i]), name))
      return TRUE;
  return FALSE;
}

/* Another name in the same schema, or the same name in another one that is there. */
static gboolean
stays_near (const HwObject *from, const HwObject *to)
{
  const char *schema = hw_object_get_schema (to);

  if (g_strcmp0 (hw_object_get_schema (from), schema) == 0)
    return TRUE;
  return g_str_equal (hw_object_get_name (from), hw_object_get_name (to)) &&
         has_schema (from->schema, schema);
}

/* Among those of one shape: the only one left, or the one with the same name or at the same place.
 * (nullable) */
static HwObject *
choose (const HwObject *from, GPtrArray *gone, GPtrArray *new)
{
  HwObject *found = NULL;

  if (gone->len == 1 && new->len == 1)
    {
      found = g_ptr_array_index (new, 0);
      return stays_near (from, found) ? found : NULL;
    }
  for (guint i = 0; i < new->len; i++)
    {
      HwObject *to = g_ptr_array_index (new, i);
      gboolean fits = hw_object_is (from, "column")
                          ? !hw_object_differs (from, to, "position")
                          : g_str_equal (hw_object_get_name (from), hw_object_get_name (to));

      fits = fits && stays_near (from, to);
      if (fits && found != NULL)
        return NULL;
      if (fits)
        found = to;
    }
  return found;
}

/* (transfer full): objects by their shape. */
static GHashTable *
group_by_shape (GPtrArray *objects)
{
  GHashTable *groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < objects->len; i++)
    {
      HwObject *object = g_ptr_array_index (objects, i);
      char *shape = dup_shape (object);
      GPtrArray *group = shape != NULL ? g_hash_table_lookup (groups, shape) : NULL;

      if (shape == NULL)
        continue;
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, shape, group);
        }
      else
        {
          g_free (shape);
        }
      g_ptr_array_add (group, object);
    }
  return groups;
}

/* Whether the schema that @object lies in is renamed itself, or the other one. */
static gboolean
goes_with_schema (GPtrArray *renames, const HwObject *object)
{
  const char *schema = hw_object_get_schema (object);

  for (guint i = 0; schema != NULL && i < renames->len; i++)
    {
      const HwRename *rename = g_ptr_array_index (renames, i);

      if (hw_object_is (rename->from, "schema") &&
          (g_str_equal (hw_object_get_name (rename->from), schema) ||
           g_str_equal (hw_object_get_name (rename->to), schema)))
        return TRUE;
    }
  return FALSE;
}

static void
recognise_objects (Search *search)
{
  g_autoptr (GHashTable) gone = group_by_shape (search->gone);
  g_autoptr (GHashTable) new = group_by_shape (search->new);

  for (guint i = 0; i < search->gone->len; i++)
    {
      HwObject *from = g_ptr_array_index (search->gone, i), *to;
      g_autofree char *shape = dup_shape (from);
      GPtrArray *others = shape != NULL ? g_hash_table_lookup (new, shape) : NULL;

      if (others == NULL || goes_with_schema (search->renames, from))
        continue;
      to = choose (from, g_hash_table_lookup (gone, shape), others);
      if (to == NULL || goes_with_schema (search->renames, to) ||
          (search->filter != NULL && !hw_filter_fits (search->filter, to)))
        continue;
      g_ptr_array_add (search->renames, rename_object (from, to, dup_reason (from, to)));
    }
}

/* The labels that differ are others, in equal number and at the same places. */
static void
recognise_labels (GPtrArray *renames, HwObject *from, HwObject *to)
{
  g_auto (GStrv) old = hw_option_list_split (hw_object_get (from, "labels"));
  g_auto (GStrv) new = hw_option_list_split (hw_object_get (to, "labels"));
  guint n = g_strv_length (old);

  if (n != g_strv_length (new))
    return;
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (old[i], new[i]) && (g_strv_contains ((const char *const *) old, new[i]) ||
                                            g_strv_contains ((const char *const *) new, old[i])))
        return;
    }
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (old[i], new[i]))
        g_ptr_array_add (renames,
                         rename_label (from, to, old[i], new[i],
                                       g_strdup_printf (_ ("it is number %u of the same %u "
                                                           "labels"),
                                                        i + 1, n)));
    }
}

GPtrArray *
hw_rename_recognise (HwSchema *from, HwSchema *to, HwFilter *filter)
{
  HwComparison pairs = hw_comparison_begin (from, to);
  g_auto (Search) search = { 0 };

  search_init (&search, from, to);
  search.filter = filter;
  search.renames = g_ptr_array_new_with_free_func (hw_rename_free);
  recognise_objects (&search);
  while (hw_comparison_next (&pairs))
    {
      if (pairs.from != NULL && pairs.to != NULL && hw_object_is (pairs.to, "enum") &&
          hw_object_differs (pairs.from, pairs.to, "labels") &&
          (filter == NULL || hw_filter_fits (filter, pairs.to)))
        recognise_labels (search.renames, pairs.from, pairs.to);
    }
  return search.renames;
}

/* Whether people call @object so: with its schema, or without public; a function with its
 * arguments, or without. */
static gboolean
is_called (const HwObject *object, const char *name)
{
  g_autofree char *title = hw_object_dup_title (object);
  g_autofree char *qualified = g_strdup_printf ("%s.%s", hw_object_get_schema (object), title);
  gsize length = strlen (name);

  if (g_str_equal (title, name) || g_str_equal (qualified, name))
    return TRUE;
  return hw_object_get_arguments (object) != NULL && strncmp (title, name, length) == 0 &&
         title[length] == '(';
}

static gboolean
can_become (const HwObject *from, const HwObject *to, const char *name)
{
  g_autofree char *own = hw_sql_own_name (to);

  if (from->kind != to->kind || !stays_near (from, to) ||
      g_strcmp0 (hw_object_get_arguments (from), hw_object_get_arguments (to)) != 0)
    return FALSE;
  if (is_in_table (from) &&
      (g_strcmp0 (hw_object_get_schema (from), hw_object_get_schema (to)) != 0 ||
       g_strcmp0 (hw_object_get_parent (from), hw_object_get_parent (to)) != 0))
    return FALSE;
  if (is_called (to, name))
    return TRUE;
  return g_strcmp0 (hw_object_get_schema (from), hw_object_get_schema (to)) == 0 &&
         (g_str_equal (own, name) || g_str_equal (hw_object_get_name (to), name));
}

/* "mood.happy": the label alone, or with its type, quoted or not. */
static gboolean
is_label (const HwObject *type, const char *label, const char *name, gboolean alone)
{
  g_autofree char *quoted = hw_quote_literal (name);
  const char *dot = strrchr (name, '.');
  g_autofree char *title = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;

  if (alone && (g_str_equal (quoted, label) || g_str_equal (name, label)))
    return TRUE;
  return dot != NULL && is_called (type, title) && is_label (type, label, dot + 1, TRUE);
}

static void
find_labels (Search *search, const char *old_name, const char *new_name)
{
  for (guint i = 0; i < search->from->n_objects; i++)
    {
      HwObject *from = hw_schema_get_object (search->from, i);
      HwObject *to = hw_object_is (from, "enum") ? hw_schema_lookup (search->to, from) : NULL;
      g_auto (GStrv) old = NULL;
      g_auto (GStrv) new = NULL;

      if (to == NULL || !hw_object_differs (from, to, "labels"))
        continue;
      old = hw_option_list_split (hw_object_get (from, "labels"));
      new = hw_option_list_split (hw_object_get (to, "labels"));
      for (guint j = 0; old[j] != NULL; j++)
        for (guint k = 0; new[k] != NULL; k++)
          {
            if (is_label (from, old[j], old_name, FALSE) && is_label (to, new[k], new_name, TRUE) &&
                !g_strv_contains ((const char *const *) new, old[j]) &&
                !g_strv_contains ((const char *const *) old, new[k]))
              g_ptr_array_add (search->renames, rename_label (from, to, old[j], new[k],
                                                              g_strdup (_ ("it was asked for"))));
          }
    }
}

static void
find_objects (Search *search, const char *kind, const char *old_name, const char *new_name)
{
  for (guint i = 0; i < search->gone->len; i++)
    {
      HwObject *from = g_ptr_array_index (search->gone, i);

      if ((kind != NULL && !hw_object_is (from, kind)) || !is_called (from, old_name))
        continue;
      for (guint j = 0; j < search->new->len; j++)
        {
          HwObject *to = g_ptr_array_index (search->new, j);

          if (can_become (from, to, new_name))
            g_ptr_array_add (search->renames,
                             rename_object (from, to, g_strdup (_ ("it was asked for"))));
        }
    }
}

/* (transfer full) (nullable): the kind that @term begins with, up to a colon. */
static char *
dup_kind (const char *term)
{
  const char *colon = strchr (term, ':');
  g_autofree char *kind = colon != NULL ? g_strndup (term, (gsize) (colon - term)) : NULL;

  return kind != NULL && (hw_kind_find (kind) >= 0 || g_str_equal (kind, ENUM_VALUE))
             ? g_steal_pointer (&kind)
             : NULL;
}

HwRename *
hw_rename_find (HwSchema *from, HwSchema *to, const char *term, GError **error)
{
  g_autofree char *kind = dup_kind (term);
  const char *names = kind != NULL ? term + strlen (kind) + 1 : term;
  const char *equals = strchr (names, '=');
  g_autofree char *old_name = equals != NULL ? g_strndup (names, (gsize) (equals - names)) : NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (hw_rename_free);
  g_auto (Search) search = { 0 };

  search_init (&search, from, to);
  search.renames = found;
  if (old_name == NULL || old_name[0] == '\0' || equals[1] == '\0')
    {
      hw_set_error (error, HW_ERROR_USAGE,
                    _ ("Write KIND:OLD=NEW, for example table:orders=purchases or "
                       "column:orders.total=amount."),
                    _ ("“%s” does not say what is renamed"), term);
      return NULL;
    }
  if (g_strcmp0 (kind, ENUM_VALUE) != 0)
    find_objects (&search, kind, old_name, equals + 1);
  if (kind == NULL || g_str_equal (kind, ENUM_VALUE))
    find_labels (&search, old_name, equals + 1);
  if (found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  if (found->len == 0)
    hw_set_error (
        error, HW_ERROR_NOT_FOUND,
        _ ("Name one that only FROM has and one of the same kind that only TO has; what lies "
           "in a renamed table goes by the table's new name."),
        _ ("“%s”: there is nothing that could be renamed so"), term);
  else
    hw_set_error (error, HW_ERROR_AMBIGUOUS, _ ("Write the kind and a colon in front."),
                  _ ("“%s” could mean %u renames"), term, found->len);
  return NULL;
}

char *
hw_rename_dup_term (const HwRename *rename)
{
  g_autofree char *own = hw_sql_own_name (rename->to);
  const char *name = rename->new_name;

  /* Where it lies is said already. */
  if (is_in_table (rename->from))
    name = own;
  else if (g_str_equal (rename->kind, ENUM_VALUE))
    name = strrchr (rename->new_name, '.') + 1;
  return g_strdup_printf ("%s:%s=%s", rename->kind, rename->old_name, name);
}
