/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-row.c: a table in the list of tables: its name, its size, and whether it differs. */

#include "hw-table-row.h"

#include <glib/gi18n.h>

#include "hw-change-look.h"
#include "hw-kind-words.h"
#include "hw-label.h"
#include "hw-symbol.h"

struct _HwTableRow
{
  AdwBin parent_instance;
  GtkWidget *title;
  GtkWidget *summary;
  GtkWidget *icon;
  GtkWidget *word;
};

G_DEFINE_FINAL_TYPE (HwTableRow, hw_table_row, ADW_TYPE_BIN)

static void
hw_table_row_class_init (HwTableRowClass *class)
{
}

static GtkWidget *
append_label (GtkWidget *box)
{
  GtkWidget *label = hw_label_new_line (NULL, NULL);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
hw_table_row_init (HwTableRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  self->title = append_label (lines);
  self->summary = append_label (lines);
  gtk_widget_add_css_class (self->summary, "caption");
  gtk_widget_add_css_class (self->summary, "dim-label");
  self->icon = hw_symbol_new (NULL, NULL);
  gtk_box_append (GTK_BOX (box), self->icon);
  self->word = append_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "table-row");
}

GtkWidget *
hw_table_row_new (void)
{
  return g_object_new (HW_TYPE_TABLE_ROW, NULL);
}

static void
show_table (HwTableRow *self, HwTableItem *item)
{
  HwObject *object = hw_table_item_get_object (item);
  const HwDifference *own = hw_table_item_find (item, object);
  guint n = hw_table_item_get_n_differences (item);
  HwChangeLook look = hw_change_get_look (own != NULL ? own->change : HW_CHANGE_CHANGED);
  g_autofree char *summary = hw_table_item_dup_summary (item);
  g_autofree char *whole = g_strdup_printf ("%s · %s", hw_kind_get_word (object), summary);
  g_autofree char *count = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);

  gtk_label_set_label (GTK_LABEL (self->title), hw_table_item_get_title (item));
  gtk_label_set_label (GTK_LABEL (self->summary), whole);
  gtk_widget_set_visible (self->icon, n > 0);
  gtk_widget_set_visible (self->word, n > 0);
  hw_symbol_show (HW_SYMBOL (self->icon), look.icon, look.style);
  gtk_label_set_label (GTK_LABEL (self->word),
                       own != NULL && own->change != HW_CHANGE_CHANGED ? look.word : count);
}

void
hw_table_row_show (GtkWidget *row, gpointer item)
{
  if (item != NULL)
    show_table (HW_TABLE_ROW (row), item);
}
