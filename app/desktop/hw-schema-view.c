/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-view.c: the tables of a database, as a list with details and as a diagram. */

#include "hw-schema-view.h"

#include <glib/gi18n.h>

#include "hw-row-factory.h"
#include "hw-schema-diagram.h"
#include "hw-split.h"
#include "hw-table-details.h"
#include "hw-table-row.h"

struct _HwSchemaView
{
  HwDatabaseView parent_instance;
  GtkEditable *search;
  GtkToggleButton *list_button;
  GtkStack *ways;
  HwSplit *split;
  GtkListView *list;
  HwTableDetails *details;
  HwSchemaDiagram *diagram;
  GtkFilter *filter;
  GtkFilterListModel *found;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (HwSchemaView, hw_schema_view, HW_TYPE_DATABASE_VIEW)

/* What is looked at, for the thread that lists its tables. */
typedef struct
{
  HwCheck *check;
  HwSizes *sizes;
} Looking;

static void
looking_free (gpointer data)
{
  Looking *looking = data;

  hw_check_unref (looking->check);
  g_clear_pointer (&looking->sizes, hw_sizes_unref);
  g_free (looking);
}

static gpointer
list_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Looking *looking = data;

  return hw_table_item_new_list (looking->check, looking->sizes);
}

/* Selects the table @title, or else the first one. */
static void
select_table (HwSchemaView *self, const char *title)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwTableItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (g_strcmp0 (hw_table_item_get_title (item), title) == 0)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

static void
listed (gpointer owner, gpointer result, const GError *error)
{
  HwSchemaView *self = owner;
  HwTableItem *selected = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *title = NULL;

  if (hw_database_view_has_content (owner) && selected != NULL)
    title = g_strdup (hw_table_item_get_title (selected));
  else
    hw_split_show_list (self->split);
  if (g_list_model_get_n_items (result) == 0)
    {
      hw_database_view_show_message (owner, "hw-unchecked-symbolic", _ ("No Tables"),
                                     _ ("The database has none, and none are expected."));
      return;
    }
  gtk_filter_list_model_set_model (self->found, result);
  select_table (self, title);
  hw_schema_diagram_set_items (self->diagram, result);
  hw_schema_diagram_search (self->diagram, gtk_editable_get_text (self->search));
  hw_database_view_show_content (owner);
}

static void
update (HwDatabaseView *view, HwDatabaseItem *item)
{
  HwCheck *check =
      hw_database_view_require_check (view, _ ("Check it now, and its tables are shown here."));
  HwSizes *sizes = hw_database_item_get_sizes (item);
  Looking *looking;

  if (check == NULL)
    return;
  if (check->live == NULL && check->expected == NULL)
    {
      hw_database_view_show_message (view, "hw-unchecked-symbolic", _ ("The Schema Is Not Known"),
                                     check->error != NULL ? check->error->message : "");
      return;
    }
  looking = g_new0 (Looking, 1);
  looking->check = hw_check_ref (check);
  looking->sizes = sizes != NULL ? hw_sizes_ref (sizes) : NULL;
  hw_database_view_find (view, _ ("Listing tables"), list_in_thread, looking, looking_free,
                         g_object_unref, listed);
}

/* What the user does */

static gboolean
is_found (gpointer item, gpointer user_data)
{
  HwSchemaView *self = user_data;

  return hw_table_item_matches (item, gtk_editable_get_text (self->search));
}

static void
on_search (HwSchemaView *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  hw_schema_diagram_search (self->diagram, gtk_editable_get_text (self->search));
}

static void
on_toggled (HwSchemaView *self)
{
  gtk_stack_set_visible_child_name (
      self->ways, gtk_toggle_button_get_active (self->list_button) ? "list" : "diagram");
}

static void
on_selected (HwSchemaView *self)
{
  hw_table_details_set_item (self->details,
                             gtk_single_selection_get_selected_item (self->selection));
}

static void
on_activated (HwSchemaView *self)
{
  hw_split_show_details (self->split);
}

static void
on_table_activated (HwSchemaView *self, HwTableItem *item)
{
  g_autofree char *title = g_strdup (hw_table_item_get_title (item));

  /* A search that hides it would keep it hidden. */
  if (!is_found (item, self))
    gtk_editable_set_text (self->search, "");
  gtk_toggle_button_set_active (self->list_button, TRUE);
  select_table (self, title);
  on_activated (self);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hw_schema_diagram_zoom (HW_SCHEMA_VIEW (widget)->diagram, g_str_has_suffix (name, "in")    ? 1
                                                            : g_str_has_suffix (name, "out") ? -1
                                                                                             : 0);
}

static void
hw_schema_view_dispose (GObject *object)
{
  HwSchemaView *self = HW_SCHEMA_VIEW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (hw_schema_view_parent_class)->dispose (object);
}

static void
hw_schema_view_class_init (HwSchemaViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_schema_view_dispose;
  HW_DATABASE_VIEW_CLASS (class)->update = update;
  g_type_ensure (HW_TYPE_TABLE_DETAILS);
  g_type_ensure (HW_TYPE_SCHEMA_DIAGRAM);
  g_type_ensure (HW_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-schema-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, search);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, list_button);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, ways);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, split);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, list);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, details);
  gtk_widget_class_bind_template_child (widget_class, HwSchemaView, diagram);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_table_activated);
  gtk_widget_class_install_action (widget_class, "schema.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "schema.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "schema.zoom-normal", NULL, zoom_action);
}

static void
hw_schema_view_init (HwSchemaView *self)
{
  g_autoptr (GtkListItemFactory) factory = hw_row_factory_new (hw_table_row_new, hw_table_row_show);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  self->found = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->found)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}
