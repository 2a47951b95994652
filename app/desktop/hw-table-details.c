/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-details.c: one table: columns, keys, indexes and the rest, with what differs. */

#include "hw-table-details.h"

#include <glib/gi18n.h>

#include "hw-change-look.h"
#include "hw-kind-words.h"
#include "hw-label.h"
#include "hw-reference.h"
#include "hw-symbol.h"

struct _HwTableDetails
{
  AdwBin parent_instance;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (HwTableDetails, hw_table_details, ADW_TYPE_BIN)

static void
hw_table_details_class_init (HwTableDetailsClass *class)
{
}

static void
hw_table_details_init (HwTableDetails *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_valign (self->box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->box, 18);
  gtk_widget_set_margin_bottom (self->box, 18);
  gtk_widget_set_margin_start (self->box, 18);
  gtk_widget_set_margin_end (self->box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

static void
append_heading (HwTableDetails *self, HwTableItem *item)
{
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *summary = hw_table_item_dup_summary (item);
  g_autofree char *whole =
      g_strdup_printf ("%s · %s", hw_kind_get_word (hw_table_item_get_object (item)), summary);

  gtk_box_append (GTK_BOX (heading), hw_label_new_text (hw_table_item_get_title (item), "title-2"));
  gtk_box_append (GTK_BOX (heading), hw_label_new_text (whole, "dim-label"));
  gtk_box_append (GTK_BOX (self->box), heading);
}

/* The parts of the page; each kind of object belongs to one, the last takes the rest. */
typedef struct
{
  const char *title;
  const char *kinds[6];
} Part;

static const Part parts[] = {
  { N_ ("Columns"), { "column", NULL } },
  { N_ ("Keys and Checks"),
    { "primary-key", "unique", "foreign-key", "check", "exclusion", NULL } },
  { N_ ("Indexes"), { "index", NULL } },
  { N_ ("More"), { NULL } },
};

static const Part *
find_part (const HwObject *object)
{
  const Part *part = parts;

  while (part->kinds[0] != NULL && !g_strv_contains (part->kinds, hw_object_get_kind_name (object)))
    part++;
  return part;
}

static void
add_suffix (AdwActionRow *row, const char *icon, const char *style, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  if (icon != NULL)
    adw_action_row_add_suffix (row, hw_symbol_new (icon, style));
  else
    gtk_widget_add_css_class (label, style);
  adw_action_row_add_suffix (row, label);
}

/* What the column is a key of: "primary key", "→ orders". */
static void
add_keys (AdwActionRow *row, HwTableItem *item, HwObject *column)
{
  HwObject *table = hw_table_item_get_object (item);
  HwSchema *schema = hw_table_item_get_schema (item);

  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *key = hw_object_get_child (table, i);
      const char *kind = hw_object_get_kind_name (key);

      if (!hw_schema_constrains (schema, key, column))
        continue;
      if (g_str_equal (kind, "primary-key"))
        {
          add_suffix (row, NULL, "dim-label", hw_kind_get_word (key));
        }
      else if (g_str_equal (kind, "foreign-key"))
        {
          g_autofree char *title = hw_object_dup_title (hw_schema_get_referenced (schema, key));
          g_autofree char *arrow = g_strdup_printf ("→ %s", title);

          add_suffix (row, NULL, "dim-label", arrow);
        }
    }
}

/* (transfer full): what it is; where it is otherwise than it should be, both. */
static char *
dup_definition (HwObject *object, const HwDifference *difference)
{
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  if (difference == NULL || difference->change != HW_CHANGE_CHANGED)
    return hw_object_dup_definition (object);
  expected = hw_difference_dup_expected (difference);
  found = hw_difference_dup_actual (difference);
  /* Translators: how a column should be, and how it is. */
  return g_strdup_printf (_ ("expected %s\nfound %s"), expected, found);
}

static GtkWidget *
new_row (HwTableItem *item, HwObject *object, const Part *part)
{
  const HwDifference *difference = hw_table_item_find (item, object);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *definition = dup_definition (object, difference);
  g_autofree char *title = g_markup_escape_text (hw_object_get_name (object), -1);
  g_autofree char *subtitle = NULL;

  if (part->kinds[0] == NULL || part->kinds[1] != NULL)
    {
      g_autofree char *whole = g_strdup_printf ("%s · %s", hw_kind_get_word (object), definition);

      subtitle = g_markup_escape_text (whole, -1);
    }
  else
    {
      subtitle = g_markup_escape_text (definition, -1);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (part == parts)
    add_keys (ADW_ACTION_ROW (row), item, object);
  if (difference != NULL)
    {
      HwChangeLook look = hw_change_get_look (difference->change);

      add_suffix (ADW_ACTION_ROW (row), look.icon, look.style, look.word);
    }
  return row;
}

static void
append_part (HwTableDetails *self, HwTableItem *item, const Part *part)
{
  HwObject *table = hw_table_item_get_object (item);
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GPtrArray) objects =
      part == parts ? hw_object_dup_columns (hw_table_item_get_object (item)) : g_ptr_array_new ();

  for (guint i = 0; part != parts && i < hw_object_get_n_children (table); i++)
    if (find_part (hw_object_get_child (table, i)) == part)
      g_ptr_array_add (objects, hw_object_get_child (table, i));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (part->title));
  for (guint i = 0; i < objects->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               new_row (item, g_ptr_array_index (objects, i), part));
  gtk_widget_set_visible (group, objects->len > 0);
  gtk_box_append (GTK_BOX (self->box), group);
}

void
hw_table_details_set_item (HwTableDetails *self, HwTableItem *item)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (item == NULL)
    return;
  append_heading (self, item);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    append_part (self, item, &parts[i]);
}
