/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-new-fleet-page.c: makes a fleet file for the services that a folder holds. */

#include "hw-new-fleet-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-fleet-edit.h"
#include "hw-fleet.h"
#include "hw-found-row.h"
#include "hw-message.h"
#include "hw-work.h"

struct _HwNewFleetPage
{
  AdwBin parent_instance;
  AdwWindowTitle *title;
  GtkWidget *create;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkEditable *name;
  GtkEditable *file;
  GtkEditable *environment;
  AdwPreferencesGroup *services;
  char *folder;
  GPtrArray *rows; /* of HwFoundRow, which the group holds */
  HwWork *work;
};

G_DEFINE_FINAL_TYPE (HwNewFleetPage, hw_new_fleet_page, ADW_TYPE_BIN)

static gpointer
search_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  return hw_discovery_find (data, cancellable, error);
}

static void
show_found (HwNewFleetPage *self, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      GtkWidget *row = hw_found_row_new (g_ptr_array_index (found, i));

      adw_preferences_group_add (self->services, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_sensitive (self->create, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "found");
}

static void
search_done (gpointer owner, gpointer result, const GError *error)
{
  HwNewFleetPage *self = owner;

  if (result != NULL)
    {
      show_found (self, result);
      return;
    }
  else
    {
      g_autofree char *text = hw_message_dup_text (error);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->nothing, markup);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }
}

void
hw_new_fleet_page_stop (HwNewFleetPage *self)
{
  hw_work_cancel (&self->work);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->services, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_sensitive (self->create, FALSE);
}

void
hw_new_fleet_page_search (HwNewFleetPage *self, const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *file = g_build_filename (absolute, "headway.fleet", NULL);

  hw_new_fleet_page_stop (self);
  gtk_editable_set_text (self->name, name);
  gtk_editable_set_text (self->file, file);
  gtk_editable_set_text (self->environment, "local");
  adw_window_title_set_subtitle (self->title, absolute);
  gtk_stack_set_visible_child_name (self->stack, "searching");
  g_free (self->folder);
  self->folder = g_steal_pointer (&absolute);
  hw_work_start (&self->work, _ ("Looking for services"), G_OBJECT (self), search_in_thread,
                 g_strdup (self->folder), g_free, (GDestroyNotify) g_ptr_array_unref, search_done);
}

/* A fleet file that is to be written. */
typedef struct
{
  char *path;
  char *text;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->path);
  g_free (draft->text);
  g_free (draft);
}

/* What could not be loaded is not written. Returns the path. */
static gpointer
write_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Draft *draft = data;
  g_autoptr (HwFleetFile) file =
      hw_fleet_file_parse (draft->path, draft->text, strlen (draft->text), error);
  g_autoptr (HwFleet) fleet = file != NULL ? hw_fleet_new (file, error) : NULL;

  if (fleet == NULL || !hw_fleet_edit_create (draft->path, draft->text, error))
    return NULL;
  return g_strdup (draft->path);
}

static void
write_done (gpointer owner, gpointer result, const GError *error)
{
  HwNewFleetPage *self = owner;

  gtk_widget_set_sensitive (self->create, TRUE);
  if (result == NULL)
    hw_message_show_error (GTK_WIDGET (self), _ ("The Fleet File Was Not Written"), error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-path", "s", result);
}

static void
on_create (HwNewFleetPage *self)
{
  g_autoptr (GPtrArray) chosen =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hw_found_service_free);
  Draft *draft;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HwFoundService *service = hw_found_row_dup_service (g_ptr_array_index (self->rows, i));
      g_autofree char *migrations = NULL;

      if (service == NULL)
        continue;
      migrations = g_build_filename (self->folder, service->migrations, NULL);
      g_free (service->migrations);
      service->migrations = hw_fleet_edit_dup_path (gtk_editable_get_text (self->file), migrations);
      g_ptr_array_add (chosen, service);
    }
  if (chosen->len == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                  _ ("Choose at least one service"));
      return;
    }
  draft = g_new0 (Draft, 1);
  draft->path = g_strdup (gtk_editable_get_text (self->file));
  draft->text = hw_discovery_to_text (chosen, gtk_editable_get_text (self->name),
                                      gtk_editable_get_text (self->environment));
  gtk_widget_set_sensitive (self->create, FALSE);
  hw_work_start (&self->work, _ ("Writing the fleet file"), G_OBJECT (self), write_in_thread, draft,
                 draft_free, g_free, write_done);
}

static void
hw_new_fleet_page_dispose (GObject *object)
{
  HwNewFleetPage *self = HW_NEW_FLEET_PAGE (object);

  g_clear_object (&self->work);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (hw_new_fleet_page_parent_class)->dispose (object);
}

static void
hw_new_fleet_page_class_init (HwNewFleetPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_new_fleet_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-new-fleet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, title);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, create);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, name);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, file);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, environment);
  gtk_widget_class_bind_template_child (widget_class, HwNewFleetPage, services);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
}

static void
hw_new_fleet_page_init (HwNewFleetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}
