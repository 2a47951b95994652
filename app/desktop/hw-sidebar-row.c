/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sidebar-row.c: a service in the sidebar: its verdict as symbol and words, and its name. */

#include "hw-sidebar-row.h"

#include <glib/gi18n.h>

#include "hw-symbol.h"
#include "hw-text-line.h"
#include "hw-verdict-look.h"

struct _HwSidebarRow
{
  GtkWidget parent_instance;
  HwSymbol *symbol;
  GtkInscription *name;
  GtkInscription *words;
  HwDatabaseItem *item;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HwSidebarRow, hw_sidebar_row, GTK_TYPE_WIDGET)

static void
update (HwSidebarRow *self)
{
  HwVerdictLook look = self->item != NULL
                           ? hw_verdict_get_look_of (self->item)
                           : (HwVerdictLook){ "hw-fleet-symbolic", "all", NULL, NULL };

  hw_symbol_show (self->symbol, look.icon, look.style);
  gtk_widget_set_visible (GTK_WIDGET (self->words), self->item != NULL);
  if (look.words != NULL)
    hw_text_line_set (self->words, look.words);
  hw_text_line_set (self->name, self->item != NULL ? hw_database_item_get_name (self->item)
                                                   : _ ("All services"));
}

static void
hw_sidebar_row_dispose (GObject *object)
{
  HwSidebarRow *self = HW_SIDEBAR_ROW (object);
  GtkWidget *child;

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (hw_sidebar_row_parent_class)->dispose (object);
}

static void
hw_sidebar_row_class_init (HwSidebarRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = hw_sidebar_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "row-content");
}

static GtkInscription *
new_text (GtkWidget *box)
{
  GtkInscription *text = hw_text_line_new ();

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (text));
  return text;
}

static void
hw_sidebar_row_init (HwSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->symbol = HW_SYMBOL (hw_symbol_new (NULL, NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->symbol), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->symbol), GTK_WIDGET (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->name = new_text (box);
  self->words = new_text (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::check", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::checking", G_CALLBACK (update), self);
}

GtkWidget *
hw_sidebar_row_new (void)
{
  return g_object_new (HW_TYPE_SIDEBAR_ROW, NULL);
}

void
hw_sidebar_row_show (GtkWidget *row, gpointer item)
{
  HwSidebarRow *self = HW_SIDEBAR_ROW (row);
  HwDatabaseItem *database = HW_IS_DATABASE_ITEM (item) ? item : NULL;

  g_set_object (&self->item, database);
  g_signal_group_set_target (self->signals, database);
  if (item != NULL)
    update (self);
}
