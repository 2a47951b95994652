/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-preferences-window.c: what the user of this machine wants, whatever fleet is open. */

#include "hw-preferences-window.h"

#include <glib/gi18n.h>

#include "hw-cache.h"
#include "hw-conninfo.h"
#include "hw-settings.h"

/* The choices of where the shadow is, in their order. */
enum
{
  SHADOW_FLEET,
  SHADOW_PRIVATE,
  SHADOW_SERVER,
  SHADOW_GIVEN,
};

struct _HwPreferencesWindow
{
  AdwPreferencesWindow parent_instance;
  GtkSpinButton *jobs;
  GtkSpinButton *connect_timeout;
  GtkSpinButton *lock_timeout;
  GtkSpinButton *statement_timeout;
  GtkSwitch *owners;
  GtkSwitch *privileges;
  GtkSwitch *column_order;
  AdwComboRow *shadow;
  GtkEditable *shadow_conninfo;
  AdwActionRow *cache;
  gboolean is_stale; /* the fleet that is open was opened with other preferences */
};

G_DEFINE_FINAL_TYPE (HwPreferencesWindow, hw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_cache_size (HwPreferencesWindow *self)
{
  g_autofree char *size = g_format_size_full (hw_cache_get_size (), G_FORMAT_SIZE_IEC_UNITS);
  /* Translators: the size of files, such as 12 MiB. */
  g_autofree char *text = g_strdup_printf (_ ("%s on disk; made again when needed"), size);

  adw_action_row_set_subtitle (self->cache, text);
}

static void
on_clear (HwPreferencesWindow *self)
{
  hw_cache_clear ();
  show_cache_size (self);
}

static void
on_shadow_selected (HwPreferencesWindow *self)
{
  static const char *const values[] = { "", "private", "server" };
  guint selected = adw_combo_row_get_selected (self->shadow);

  gtk_widget_set_visible (GTK_WIDGET (self->shadow_conninfo), selected == SHADOW_GIVEN);
  if (selected < G_N_ELEMENTS (values))
    g_settings_set_string (hw_settings_get (), "shadow", values[selected]);
}

/* Only what can be read, and holds no password, is kept. */
static void
on_shadow_applied (HwPreferencesWindow *self)
{
  const char *text = gtk_editable_get_text (self->shadow_conninfo);
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  if (hw_conninfo_check (text, &error))
    {
      g_settings_set_string (hw_settings_get (), "shadow", text);
      return;
    }
  /* Translators: what is wrong with the connection, such as "holds a password". */
  title = g_strdup_printf (_ ("Not kept: the connection %s"), error->message);
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (title));
}

static void
show_shadow (HwPreferencesWindow *self)
{
  g_autofree char *shadow = g_settings_get_string (hw_settings_get (), "shadow");
  guint selected = shadow[0] == '\0'                 ? SHADOW_FLEET
                   : g_str_equal (shadow, "private") ? SHADOW_PRIVATE
                   : g_str_equal (shadow, "server")  ? SHADOW_SERVER
                                                     : SHADOW_GIVEN;

  if (selected == SHADOW_GIVEN)
    gtk_editable_set_text (self->shadow_conninfo, shadow);
  adw_combo_row_set_selected (self->shadow, selected);
}

static void
on_changed (HwPreferencesWindow *self, const char *key)
{
  static const char *const of_fleet[] = {
    "shadow", "connect-timeout", "compare-owners", "compare-privileges", "compare-column-order",
    NULL
  };

  self->is_stale = self->is_stale || g_strv_contains (of_fleet, key);
}

/* What is shown is looked at anew as is wanted now. */
static gboolean
hw_preferences_window_close_request (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (HW_PREFERENCES_WINDOW (window)->is_stale && parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.reload", NULL);
  return GTK_WINDOW_CLASS (hw_preferences_window_parent_class)->close_request (window);
}

static void
hw_preferences_window_class_init (HwPreferencesWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  GTK_WINDOW_CLASS (class)->close_request = hw_preferences_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, jobs);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, connect_timeout);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, lock_timeout);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, statement_timeout);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, owners);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, privileges);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, column_order);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, shadow);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, shadow_conninfo);
  gtk_widget_class_bind_template_child (widget_class, HwPreferencesWindow, cache);
  gtk_widget_class_bind_template_callback (widget_class, on_shadow_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_shadow_applied);
  gtk_widget_class_bind_template_callback (widget_class, on_clear);
}

static void
hw_preferences_window_init (HwPreferencesWindow *self)
{
  GSettings *settings = hw_settings_get ();
  const char *const choices[] = { _ ("As the fleet file says"), _ ("Private, on this machine"),
                                  _ ("The service's own server"), _ ("Another server"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->shadow, G_LIST_MODEL (model));
  show_shadow (self);
  g_settings_bind (settings, "jobs", self->jobs, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "connect-timeout", self->connect_timeout, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "lock-timeout", self->lock_timeout, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "statement-timeout", self->statement_timeout, "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compare-owners", self->owners, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compare-privileges", self->privileges, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "compare-column-order", self->column_order, "active",
                   G_SETTINGS_BIND_DEFAULT);
  show_cache_size (self);
  g_signal_connect_object (settings, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

void
hw_preferences_window_show (GtkWindow *parent)
{
  gtk_window_present (g_object_new (HW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, "modal",
                                    TRUE, "destroy-with-parent", TRUE, NULL));
}
