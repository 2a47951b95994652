/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-item.c: a table or view as the schema view shows it, with what differs in it. */

#include "hw-table-item.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-mend.h"

struct _HwTableItem
{
  GObject parent_instance;
  HwSchema *schema;
  HwObject *object;
  HwDifferences *drift; /* (nullable) */
  char *title;
  HwSize size;
  gboolean has_size;
  guint n_columns;
  guint n_differences;
};

G_DEFINE_FINAL_TYPE (HwTableItem, hw_table_item, G_TYPE_OBJECT)

static void
hw_table_item_finalize (GObject *object)
{
  HwTableItem *self = HW_TABLE_ITEM (object);

  g_clear_pointer (&self->schema, hw_schema_unref);
  g_clear_pointer (&self->drift, hw_differences_unref);
  g_free (self->title);
  G_OBJECT_CLASS (hw_table_item_parent_class)->finalize (object);
}

static void
hw_table_item_class_init (HwTableItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = hw_table_item_finalize;
}

static void
hw_table_item_init (HwTableItem *self)
{
}

static void
count (HwTableItem *self, HwObject *object)
{
  if (self->drift != NULL && hw_differences_find (self->drift, object) != NULL)
    self->n_differences++;
  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    count (self, hw_object_get_child (object, i));
}

static HwTableItem *
new_item (HwSchema *schema, HwObject *object, HwCheck *check, HwSizes *sizes)
{
  HwTableItem *self = g_object_new (HW_TYPE_TABLE_ITEM, NULL);
  const HwSize *size = sizes != NULL ? hw_sizes_get_table (sizes, object) : NULL;

  self->schema = hw_schema_ref (schema);
  self->object = object;
  self->drift = check->drift != NULL ? hw_differences_ref (check->drift) : NULL;
  self->title = hw_object_dup_title (object);
  if (size != NULL)
    {
      self->has_size = TRUE;
      self->size = *size;
    }
  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    self->n_columns +=
        g_str_equal (hw_object_get_kind_name (hw_object_get_child (object, i)), "column");
  count (self, object);
  return self;
}

/* What there is and what should be. A check of a database that is as it should be may keep only one
 * of the two. (transfer full) (nullable) */
static HwSchema *
unite (HwCheck *check)
{
  HwSchema *one = check->live != NULL ? check->live : check->expected;

  if (check->live != NULL && check->drift != NULL && hw_differences_get_n (check->drift) > 0)
    return hw_schema_unite (check->live, check->expected);
  return one != NULL ? hw_schema_ref (one) : NULL;
}

GListStore *
hw_table_item_new_list (HwCheck *check, HwSizes *sizes)
{
  static const char *const kinds[] = { "table", "foreign-table", "view", "materialized-view",
                                       NULL };
  GListStore *list = g_list_store_new (HW_TYPE_TABLE_ITEM);
  g_autoptr (HwSchema) schema = unite (check);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; schema != NULL && i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (g_strv_contains (kinds, hw_object_get_kind_name (object)))
        g_ptr_array_add (items, new_item (schema, object, check, sizes));
    }
  g_list_store_splice (list, 0, 0, items->pdata, items->len);
  return list;
}

HwObject *
hw_table_item_get_object (HwTableItem *self)
{
  return self->object;
}

HwSchema *
hw_table_item_get_schema (HwTableItem *self)
{
  return self->schema;
}

const char *
hw_table_item_get_title (HwTableItem *self)
{
  return self->title;
}

char *
hw_table_item_dup_summary (HwTableItem *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u column", "%u columns", self->n_columns),
                          self->n_columns);
  if (self->has_size && self->size.rows >= 0)
    {
      g_autofree char *rows = g_strdup_printf ("%'" G_GINT64_FORMAT, self->size.rows);

      g_string_append (text, " · ");
      /* Translators: rows of a table, as the server last counted them. */
      g_string_append_printf (
          text, ngettext ("about %s row", "about %s rows", (gulong) self->size.rows), rows);
    }
  if (self->has_size)
    {
      g_autofree char *size = g_format_size_full (self->size.bytes, G_FORMAT_SIZE_IEC_UNITS);

      g_string_append_printf (text, " · %s", size);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

guint
hw_table_item_get_n_differences (HwTableItem *self)
{
  return self->n_differences;
}

const HwDifference *
hw_table_item_find (HwTableItem *self, const HwObject *object)
{
  const HwObject *own = object;

  for (; self->drift != NULL && object != NULL; object = hw_object_get_owner (object))
    {
      const HwDifference *difference = hw_differences_find (self->drift, object);

      /* A column is not changed where its table is. */
      if (difference != NULL && (object == own || difference->change != HW_CHANGE_CHANGED))
        return difference;
    }
  return NULL;
}

static gboolean
contains (const char *name, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (name, -1);

  return strstr (own, folded) != NULL;
}

gboolean
hw_table_item_matches (HwTableItem *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  if (contains (self->title, folded))
    return TRUE;
  for (guint i = 0; i < hw_object_get_n_children (self->object); i++)
    {
      HwObject *child = hw_object_get_child (self->object, i);

      if (g_str_equal (hw_object_get_kind_name (child), "column") &&
          contains (hw_object_get_name (child), folded))
        return TRUE;
    }
  return FALSE;
}
