/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ignore-dialog.c: writes into the fleet file that something is no drift. */

#include "hw-ignore-dialog.h"

#include <glib/gi18n.h>

#include "hw-fleet-edit.h"
#include "hw-kind-words.h"
#include "hw-message.h"
#include "hw-work.h"

/* What is to be written, and where. */
typedef struct
{
  GtkWidget *widget; /* owns the work */
  HwFleet *fleet;
  char *term;
  char *groups[2]; /* of the database, of the service */
  const char *group;
} Ignoring;

static void
ignoring_free (gpointer data)
{
  Ignoring *ignoring = data;

  g_object_unref (ignoring->fleet);
  g_free (ignoring->term);
  g_free (ignoring->groups[0]);
  g_free (ignoring->groups[1]);
  g_free (ignoring);
}

static gpointer
write_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Ignoring *ignoring = data;

  hw_fleet_edit_ignore (hw_fleet_get_path (ignoring->fleet), ignoring->group, ignoring->term,
                        error);
  return g_strdup (hw_fleet_get_path (ignoring->fleet));
}

static void
written (gpointer owner, gpointer result, const GError *error)
{
  if (error != NULL)
    hw_message_show_error (owner, _ ("The Fleet File Cannot Be Written"), error);
  else
    gtk_widget_activate_action (owner, "win.open-path", "s", result);
}

static void
on_response (GtkWidget *dialog, const char *response, Ignoring *ignoring)
{
  if (g_str_equal (response, "cancel"))
    {
      ignoring_free (ignoring);
      return;
    }
  ignoring->group = ignoring->groups[g_str_equal (response, "service")];
  hw_work_start (NULL, _ ("Writing the fleet file"), G_OBJECT (ignoring->widget), write_in_thread,
                 ignoring, ignoring_free, g_free, written);
}

void
hw_ignore_dialog_show (GtkWidget *widget, HwFleet *fleet, HwDatabase *database, HwObject *object)
{
  Ignoring *ignoring = g_new0 (Ignoring, 1);
  const char *title = hw_database_get_title (database);
  const char *service = hw_database_get_service_name (database);
  g_autofree char *file = g_path_get_basename (hw_fleet_get_path (fleet));
  g_autofree char *name = hw_object_dup_title (object);
  g_autofree char *body = NULL;
  g_autofree char *everywhere = NULL;
  GtkWidget *dialog;

  ignoring->widget = widget;
  ignoring->fleet = g_object_ref (fleet);
  ignoring->term = hw_filter_dup_term (object);
  ignoring->groups[0] = g_strdup_printf ("Database %s", title);
  ignoring->groups[1] = g_strdup_printf ("Service %s", service);
  body = g_strdup_printf (
      /* Translators: kind, name, the fleet file's name, what is written into it. */
      _ ("The %s %s will count as no drift any more, here and for the command. This is written "
         "into "
         "%s, for everybody who uses it:\n\nIgnore=%s"),
      hw_kind_get_word (object), name, file, ignoring->term);
  /* Translators: a service's name. */
  everywhere = g_strdup_printf (_ ("In _Every Database of %s"), service);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _ ("Ignore This Difference for Good?"), body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "service",
                                    everywhere, "database", _ ("_Only in This Database"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), ignoring);
  gtk_window_present (GTK_WINDOW (dialog));
}
