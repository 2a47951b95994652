/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-matrix.c: services by environments, each cell a verdict. */

#include "hw-matrix.h"

#include <glib/gi18n.h>

#include "hw-label.h"
#include "hw-page.h"
#include "hw-row-factory.h"
#include "hw-verdict-badge.h"

/* What a column's factory needs to know. */
typedef struct
{
  HwSession *session; /* the view's model lives no longer than it */
  char *environment;
} Column;

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_free (column->environment);
  g_free (column);
}

static GtkWidget *
new_name (void)
{
  return hw_label_new_line (NULL, NULL);
}

static void
show_name (GtkWidget *widget, gpointer service)
{
  GtkLabel *label = GTK_LABEL (widget);
  const char *name = service != NULL ? hw_service_get_name (service) : "";

  gtk_label_set_label (label, name);
  /* The verdicts beside it do not cut a short name. */
  gtk_label_set_width_chars (label, (int) MIN (g_utf8_strlen (name, -1), 12));
}

static void
on_cell_clicked (GtkButton *button)
{
  hw_page_show_database (GTK_WIDGET (button), g_object_get_data (G_OBJECT (button), "title"), NULL);
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), hw_verdict_badge_new ());
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (on_cell_clicked), NULL);
  gtk_list_item_set_child (list_item, button);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  HwDatabaseItem *item =
      hw_session_find_in (column->session, gtk_list_item_get_item (list_item), column->environment);
  GtkWidget *button = gtk_list_item_get_child (list_item);

  gtk_widget_set_visible (button, item != NULL);
  hw_verdict_badge_show (gtk_button_get_child (GTK_BUTTON (button)), item);
  if (item == NULL)
    return;
  g_object_set_data_full (G_OBJECT (button), "title", g_strdup (hw_database_item_get_title (item)),
                          g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hw_database_item_get_title (item), -1);
}

static void
unbind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *button = gtk_list_item_get_child (list_item);

  hw_verdict_badge_show (gtk_button_get_child (GTK_BUTTON (button)), NULL);
}

static void
add_column (GtkColumnView *view, const char *title, GtkListItemFactory *factory)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
}

static void
add_environment (GtkColumnView *view, HwSession *session, const char *environment)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new0 (Column, 1);

  column->session = session;
  column->environment = g_strdup (environment);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), NULL);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell), column, column_free, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell), NULL);
  add_column (view, environment, factory);
}

void
hw_matrix_show (GtkColumnView *view, HwSession *session)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkSelectionModel) model = NULL;
  const char *const *environments;

  gtk_column_view_set_model (view, NULL);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (view, column);
    }
  if (session == NULL)
    return;
  add_column (view, _ ("Service"), hw_row_factory_new (new_name, show_name));
  environments = hw_fleet_get_environments (hw_session_get_fleet (session));
  for (guint i = 0; environments[i] != NULL; i++)
    add_environment (view, session, environments[i]);
  model = GTK_SELECTION_MODEL (
      gtk_no_selection_new (G_LIST_MODEL (g_object_ref (hw_session_get_fleet (session)))));
  gtk_column_view_set_model (view, model);
}
