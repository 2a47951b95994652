/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sidebar.c: all services, and each of them: the way to their pages. */

#include "hw-sidebar.h"

#include "hw-gradual.h"
#include "hw-row-factory.h"
#include "hw-sidebar-row.h"
#include "hw-tab-stop.h"

struct _HwSidebar
{
  AdwBin parent_instance;
  GtkListView *list;
  GListModel *rows; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HwSidebar, hw_sidebar, ADW_TYPE_BIN)

static guint chosen_signal;

/* (transfer none) (nullable) */
static GtkSingleSelection *
get_selection (HwSidebar *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  return model != NULL ? GTK_SINGLE_SELECTION (model) : NULL;
}

HwDatabaseItem *
hw_sidebar_get_chosen (HwSidebar *self)
{
  GtkSingleSelection *selection = get_selection (self);
  gpointer row = selection != NULL ? gtk_single_selection_get_selected_item (selection) : NULL;

  return HW_IS_DATABASE_ITEM (row) ? row : NULL;
}

void
hw_sidebar_choose (HwSidebar *self, HwDatabaseItem *item)
{
  GtkSingleSelection *selection = get_selection (self);
  guint n;

  hw_gradual_finish (self->rows);
  n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (selection), i);

      if (item != NULL ? row == G_OBJECT (item) : !HW_IS_DATABASE_ITEM (row))
        gtk_single_selection_set_selected (selection, i);
    }
}

static void
on_selected (GtkSingleSelection *selection, GParamSpec *pspec, HwSidebar *self)
{
  if (gtk_single_selection_get_selected_item (selection) != NULL)
    g_signal_emit (self, chosen_signal, 0);
}

/* In a narrow window, what is selected already can be gone to again. */
static void
on_activated (HwSidebar *self, guint position)
{
  GtkSingleSelection *selection = get_selection (self);

  if (gtk_single_selection_get_selected (selection) == position)
    g_signal_emit (self, chosen_signal, 0);
  else
    gtk_single_selection_set_selected (selection, position);
}

void
hw_sidebar_set_session (HwSidebar *self, HwSession *session)
{
  g_autoptr (GtkStringList) first = gtk_string_list_new ((const char *const[]){ "", NULL });
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkSingleSelection) selection = NULL;

  g_list_store_append (parts, first);
  g_list_store_append (parts, hw_session_get_shown (session));
  g_clear_object (&self->rows);
  self->rows = hw_gradual_new (
      G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)))),
      GTK_SCROLLABLE (self->list));
  selection = gtk_single_selection_new (g_object_ref (self->rows));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (on_selected), self, 0);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
hw_sidebar_dispose (GObject *object)
{
  g_clear_object (&HW_SIDEBAR (object)->rows);
  G_OBJECT_CLASS (hw_sidebar_parent_class)->dispose (object);
}

static void
hw_sidebar_class_init (HwSidebarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_sidebar_dispose;
  g_type_ensure (HW_TYPE_TAB_STOP);
  chosen_signal = g_signal_new ("chosen", HW_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, HwSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
hw_sidebar_init (HwSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory =
      hw_row_factory_new (hw_sidebar_row_new, hw_sidebar_row_show);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
}
