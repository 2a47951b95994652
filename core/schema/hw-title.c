/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-title.c: an object in one line: what people call it, and what it is. */

#include "hw-name.h"
#include "hw-phrase.h"
#include "hw-writer.h"

char *
hw_object_dup_title (const HwObject *object)
{
  const HwKind *kind = hw_object_get_kind (object);
  g_autoptr (GString) title = g_string_new (NULL);
  const char *schema = hw_object_get_schema (object), *parent = hw_object_get_parent (object);
  const char *parts[] = { g_strcmp0 (schema, "public") != 0 ? schema : NULL, parent,
                          hw_object_get_name (object) };

  if (kind->dup_title != NULL)
    return kind->dup_title (object);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *quoted = parts[i] != NULL ? hw_quote_identifier (parts[i]) : NULL;

      if (quoted != NULL)
        g_string_append_printf (title, "%s%s", title->len > 0 ? "." : "", quoted);
    }
  hw_phrase_append_arguments (title, object);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/* "(id, restaurant_id)", when there are any. */
static void
append_column_names (GString *out, const HwObject *object)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (object);

  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *name = hw_sql_own_name (g_ptr_array_index (columns, i));

      g_string_append_printf (out, "%s%s%s", i == 0 ? "(" : ", ", name,
                              i + 1 == columns->len ? ")" : "");
    }
}

char *
hw_object_dup_definition (const HwObject *object)
{
  g_autoptr (GString) definition = g_string_new (NULL);

  for (guint i = 0; i < hw_object_get_n_attributes (object); i++)
    hw_phrase_append (definition, object, i, FALSE);
  if (definition->len == 0)
    append_column_names (definition, object);
  return g_string_free (g_steal_pointer (&definition), FALSE);
}
