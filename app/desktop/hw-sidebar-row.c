/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sidebar-row.c: a service in the sidebar: its verdict as symbol and words, and its name. */

#include "hw-sidebar-row.h"

#include <glib/gi18n.h>

#include "hw-verdict-badge.h"
#include "hw-verdict-look.h"

struct _HwSidebarRow
{
  GtkWidget parent_instance;
  GtkStack *symbol;
  GtkWidget *all;
  GtkWidget *badge;
  GtkLabel *name;
  GtkLabel *words;
  HwDatabaseItem *item;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HwSidebarRow, hw_sidebar_row, GTK_TYPE_WIDGET)

static void
update (HwSidebarRow *self)
{
  HwCheck *check = self->item != NULL ? hw_database_item_get_check (self->item) : NULL;

  gtk_stack_set_visible_child (self->symbol, self->item != NULL ? self->badge : self->all);
  gtk_widget_set_visible (GTK_WIDGET (self->words), self->item != NULL);
  if (self->item == NULL)
    {
      gtk_label_set_label (self->name, _ ("All services"));
      return;
    }
  gtk_label_set_label (self->name, hw_database_item_get_name (self->item));
  if (hw_database_item_get_database (self->item) == NULL)
    gtk_label_set_label (self->words, _ ("No database"));
  else if (hw_database_item_is_checking (self->item))
    gtk_label_set_label (self->words, _ ("Checking…"));
  else
    gtk_label_set_label (self->words, check != NULL ? hw_verdict_get_look (check->verdict).words
                                                    : hw_verdict_get_unchecked_look ().words);
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

static GtkLabel *
new_label (GtkWidget *box)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
hw_sidebar_row_init (HwSidebarRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->symbol = GTK_STACK (gtk_stack_new ());
  self->all = gtk_image_new_from_icon_name ("hw-fleet-symbolic");
  self->badge = hw_verdict_badge_new (TRUE);
  gtk_stack_add_child (self->symbol, self->all);
  gtk_stack_add_child (self->symbol, self->badge);
  gtk_widget_set_valign (GTK_WIDGET (self->symbol), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (GTK_WIDGET (self->symbol), GTK_WIDGET (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->name = new_label (box);
  self->words = new_label (box);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::checking", G_CALLBACK (update), self);
  update (self);
}

GtkWidget *
hw_sidebar_row_new (void)
{
  return g_object_new (HW_TYPE_SIDEBAR_ROW, NULL);
}

void
hw_sidebar_row_set_item (HwSidebarRow *self, HwDatabaseItem *item)
{
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->signals, item);
  hw_verdict_badge_set_item (HW_VERDICT_BADGE (self->badge), item);
  update (self);
}
