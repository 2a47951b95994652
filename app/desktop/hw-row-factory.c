/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-row-factory.c: the rows of a long list: made by a function, and given their item. */

#include "hw-row-factory.h"

static void
setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, GtkWidget *(*create) (void) )
{
  gtk_list_item_set_child (list_item, create ());
}

static void
bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, HwRowShow show)
{
  show (gtk_list_item_get_child (list_item), gtk_list_item_get_item (list_item));
}

static void
unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, HwRowShow show)
{
  show (gtk_list_item_get_child (list_item), NULL);
}

GtkListItemFactory *
hw_row_factory_new (GtkWidget *(*create) (void), HwRowShow show)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup), create);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), show);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), show);
  return factory;
}
