/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-application.c: the running program: one instance, its windows and what concerns all of them.
 */

#include "hw-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "hw-preferences-window.h"
#include "hw-settings.h"
#include "hw-window.h"

struct _HwApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (HwApplication, hw_application, ADW_TYPE_APPLICATION)

/* (transfer none): the window there is, or a new one. */
static HwWindow *
get_window (HwApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return window != NULL ? HW_WINDOW (window) : hw_window_new (GTK_APPLICATION (self));
}

static void
hw_application_activate (GApplication *application)
{
  HwWindow *window = get_window (HW_APPLICATION (application));
  g_autofree char *last = hw_settings_dup_last_fleet ();

  if (hw_window_get_session (window) == NULL && last != NULL &&
      g_file_test (last, G_FILE_TEST_EXISTS))
    hw_window_open (window, last);
  gtk_window_present (GTK_WINDOW (window));
}

static void
hw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  HwWindow *window = get_window (HW_APPLICATION (application));
  g_autofree char *path = g_file_get_path (files[0]);

  if (path != NULL)
    hw_window_open (window, path);
  gtk_window_present (GTK_WINDOW (window));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
      gtk_application_get_active_window (user_data), "application-name", "Headway",
      "application-icon", "org.headwaydb.Headway", "version", HW_VERSION, "developer-name",
      _ ("The Headway team"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("Looks after the PostgreSQL databases of many services at once."), NULL);
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  hw_preferences_window_show (gtk_application_get_active_window (user_data));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (user_data);

  /* Each window may have its say: work that is going on is not cut off unasked. */
  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

/* A signal ends the program as the user would: what is open is rolled back first. */
static gboolean
on_signal (gpointer user_data)
{
  g_action_group_activate_action (user_data, "quit", NULL);
  return G_SOURCE_CONTINUE;
}

static void
hw_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "about", .activate = about_action },
    { .name = "preferences", .activate = preferences_action },
    { .name = "quit", .activate = quit_action },
  };
  static const char *const preferences[] = { "<Control>comma", NULL };
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const help[] = { "<Control>question", NULL };

  G_APPLICATION_CLASS (hw_application_parent_class)->startup (application);
  gtk_source_init ();
  /* Text that can be copied is not marked as if it were about to be. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  g_unix_signal_add (SIGTERM, on_signal, application);
  g_unix_signal_add (SIGINT, on_signal, application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.preferences",
                                         preferences);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.show-help-overlay",
                                         help);
}

static void
hw_application_class_init (HwApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = hw_application_startup;
  application_class->activate = hw_application_activate;
  application_class->open = hw_application_open;
}

static void
hw_application_init (HwApplication *self)
{
}

HwApplication *
hw_application_new (void)
{
  return g_object_new (HW_TYPE_APPLICATION, "application-id", "org.headwaydb.Headway", "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/headwaydb/Headway",
                       NULL);
}
