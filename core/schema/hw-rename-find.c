/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename-find.c: the rename that somebody asks for. */

#include "hw-rename-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-name.h"
#include "hw-option-list.h"
#include "hw-schema-private.h"
#include "hw-writer.h"

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

  if (from->kind != to->kind || !hw_rename_stays_near (from, to) ||
      g_strcmp0 (hw_object_get_arguments (from), hw_object_get_arguments (to)) != 0)
    return FALSE;
  if (hw_rename_is_in_table (from) &&
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
find_labels (HwRenameSearch *search, const char *old_name, const char *new_name)
{
  for (guint i = 0; i < hw_schema_get_n_objects (search->from); i++)
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
              g_ptr_array_add (
                  search->renames,
                  hw_rename_label (from, to, old[j], new[k], g_strdup (_ ("it was asked for"))));
          }
    }
}

static void
find_objects (HwRenameSearch *search, const char *kind, const char *old_name, const char *new_name)
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
                             hw_rename_object (from, to, g_strdup (_ ("it was asked for"))));
        }
    }
}

/* (transfer full) (nullable): the kind that @term begins with, up to a colon. */
static char *
dup_kind (const char *term)
{
  const char *colon = strchr (term, ':');
  g_autofree char *kind = colon != NULL ? g_strndup (term, (gsize) (colon - term)) : NULL;

  return kind != NULL && (hw_kind_find (kind) >= 0 || g_str_equal (kind, HW_RENAME_ENUM_VALUE))
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
  g_auto (HwRenameSearch) search = { 0 };

  hw_rename_search_init (&search, from, to);
  search.renames = found;
  if (old_name == NULL || old_name[0] == '\0' || equals[1] == '\0')
    {
      hw_set_error (error, HW_ERROR_USAGE,
                    _ ("Write KIND:OLD=NEW, for example table:orders=purchases or "
                       "column:orders.total=amount."),
                    _ ("“%s” does not say what is renamed"), term);
      return NULL;
    }
  if (g_strcmp0 (kind, HW_RENAME_ENUM_VALUE) != 0)
    find_objects (&search, kind, old_name, equals + 1);
  if (kind == NULL || g_str_equal (kind, HW_RENAME_ENUM_VALUE))
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
