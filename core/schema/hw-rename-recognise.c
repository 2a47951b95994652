/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename-recognise.c: what has the same shape under another name. */

#include "hw-rename-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-comparison.h"
#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-schema-private.h"
#include "hw-writer.h"

/* Appends @text, its own name and schema left out wherever they stand. */
static void
append_nameless (GString *out, const char *text, const HwObject *object)
{
  g_autofree char *name = hw_sql_own_name (object);
  const char *schema_name = hw_rename_is_in_table (object) ? NULL : hw_object_get_schema (object);
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

  if (hw_rename_is_in_table (object))
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

/* Among those of one shape: the only one left, or the one with the same name or at the same place.
 * (nullable) */
static HwObject *
choose (const HwObject *from, GPtrArray *gone, GPtrArray *new)
{
  HwObject *found = NULL;

  if (gone->len == 1 && new->len == 1)
    {
      found = g_ptr_array_index (new, 0);
      return hw_rename_stays_near (from, found) ? found : NULL;
    }
  for (guint i = 0; i < new->len; i++)
    {
      HwObject *to = g_ptr_array_index (new, i);
      gboolean fits = hw_object_is (from, "column")
                          ? !hw_object_differs (from, to, "position")
                          : g_str_equal (hw_object_get_name (from), hw_object_get_name (to));

      fits = fits && hw_rename_stays_near (from, to);
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
recognise_objects (HwRenameSearch *search)
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
      g_ptr_array_add (search->renames, hw_rename_object (from, to, dup_reason (from, to)));
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
                         hw_rename_label (from, to, old[i], new[i],
                                          g_strdup_printf (_ ("it is number %u of the same %u "
                                                              "labels"),
                                                           i + 1, n)));
    }
}

GPtrArray *
hw_rename_recognise (HwSchema *from, HwSchema *to, HwFilter *filter)
{
  HwComparison pairs = hw_comparison_begin (from, to);
  g_auto (HwRenameSearch) search = { 0 };

  hw_rename_search_init (&search, from, to);
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
