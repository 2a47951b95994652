/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-adopt-dialog.c: asks what a new migration does, writes it from differences, and shows it. */

#include "hw-adopt-dialog.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "hw-adopt.h"
#include "hw-fleet-edit.h"
#include "hw-message.h"
#include "hw-work.h"

/* What is to be written. */
typedef struct
{
  GtkWidget *widget; /* owns the work */
  GtkWidget *entry;
  HwFleet *fleet;
  HwCheck *check;
  GStrv only;
  char *message;
} Adopting;

static void
adopting_free (gpointer data)
{
  Adopting *adopting = data;

  g_object_unref (adopting->fleet);
  hw_check_unref (adopting->check);
  g_strfreev (adopting->only);
  g_free (adopting->message);
  g_free (adopting);
}

/* What was written: the file, and what a person should know. */
typedef struct
{
  char *path;
  char *name; /* as people write it: from the folder of the fleet file */
  char *text;
  GPtrArray *notices;
} Written;

static void
written_free (gpointer data)
{
  Written *written = data;

  g_free (written->path);
  g_free (written->name);
  g_free (written->text);
  g_ptr_array_unref (written->notices);
  g_free (written);
}

static gpointer
write_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Adopting *adopting = data;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path =
      hw_adopt_drift (adopting->fleet, adopting->check, (const char *const *) adopting->only,
                      adopting->message, NULL, notices, cancellable, error);
  g_autofree char *text = NULL;
  Written *written;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, error))
    return NULL;
  written = g_new0 (Written, 1);
  written->name = hw_fleet_edit_dup_path (hw_fleet_get_path (adopting->fleet), path);
  written->path = g_steal_pointer (&path);
  written->text = g_steal_pointer (&text);
  g_ptr_array_add (notices, NULL);
  written->notices = g_steal_pointer (&notices);
  return written;
}

/* The file's text, coloured after its name. */
static GtkWidget *
new_text (const Written *written)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSourceLanguage *language = gtk_source_language_manager_guess_language (
      gtk_source_language_manager_get_default (), written->path, NULL);
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
  GtkWidget *view = gtk_source_view_new_with_buffer (buffer);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_language (buffer, language);
  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (
                                                  gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita"));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (buffer), written->text, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The new migration"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_add_css_class (scrolled, "card");
  return scrolled;
}

static void
on_shown_response (GtkWidget *dialog, const char *response, char *path)
{
  if (g_str_equal (response, "open"))
    {
      g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

      gtk_show_uri (gtk_window_get_transient_for (GTK_WINDOW (dialog)), uri, GDK_CURRENT_TIME);
    }
}

static void
free_path (gpointer path, GClosure *closure)
{
  g_free (path);
}

static void
show_written (GtkWidget *widget, const Written *written)
{
  g_autofree char *notices = g_strjoinv ("\n", (char **) written->notices->pdata);
  g_autofree char *body = g_strdup_printf ("%s\n\n%s\n%s", written->name,
                                           _ ("Its way up and its way down were tried on a copy. "
                                              "Commit it, and stamp this database with "
                                              "it: it has what the migration makes already."),
                                           notices);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                              _ ("The Migration Is Written"), g_strchomp (body));

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_text (written));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), "open",
                                    _ ("_Open File"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_shown_response),
                         g_strdup (written->path), free_path, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
done (gpointer owner, HwWork *work, gpointer result, const GError *error)
{
  if (error != NULL)
    hw_message_show_error (owner, _ ("No Migration Was Written"), error);
  else
    show_written (owner, result);
}

static void
on_response (GtkWidget *dialog, const char *response, Adopting *adopting)
{
  g_autoptr (HwWork) work = NULL;

  if (!g_str_equal (response, "write"))
    {
      adopting_free (adopting);
      return;
    }
  adopting->message = g_strdup (gtk_editable_get_text (GTK_EDITABLE (adopting->entry)));
  work = hw_work_start (_ ("Writing a migration"), G_OBJECT (adopting->widget), write_in_thread,
                        adopting, adopting_free, written_free, done);
}

/* A migration needs a message. */
static void
on_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "write",
                                           gtk_editable_get_text (entry)[0] != '\0');
}

void
hw_adopt_dialog_show (GtkWidget *widget, HwFleet *fleet, HwCheck *check, const char *const *only)
{
  g_autoptr (GError) error = NULL;
  Adopting *adopting;
  GtkWidget *dialog;

  if (!hw_adopt_check (check, &error))
    {
      hw_message_show_error (widget, _ ("No Migration Can Be Written"), error);
      return;
    }
  adopting = g_new0 (Adopting, 1);
  adopting->widget = widget;
  adopting->fleet = g_object_ref (fleet);
  adopting->check = hw_check_ref (check);
  adopting->only = g_strdupv ((char **) only);
  adopting->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (adopting->entry), _ ("What it does, in one line"));
  gtk_entry_set_activates_default (GTK_ENTRY (adopting->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (adopting->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What it does, in one line"), -1);
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Write a Migration"),
      _ ("It makes of what the migrations build what this database has: for a change made by hand "
         "that shall stay."));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), adopting->entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "write",
                                    _ ("_Write"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "write",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "write");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  on_changed (GTK_EDITABLE (adopting->entry), ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect (adopting->entry, "changed", G_CALLBACK (on_changed), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), adopting);
  gtk_window_present (GTK_WINDOW (dialog));
}
