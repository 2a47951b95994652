/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-dialog.c: asks what a new migration does, writes it, and shows it. */

#include "hw-revision-dialog.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "hw-adopt.h"
#include "hw-fleet-edit.h"
#include "hw-message.h"
#include "hw-work.h"

typedef struct _Writing Writing;

/* What there is to write a migration for. */
typedef struct
{
  const char *body;  /* of the question */
  const char *after; /* what to do with the file that was written */
  /* (transfer full): its path. */
  char *(*write) (Writing *writing, GPtrArray *notices, GCancellable *cancellable, GError **error);
} Purpose;

/* What is to be written. */
struct _Writing
{
  const Purpose *purpose;
  GtkWidget *widget; /* owns the work */
  GtkWidget *entry;
  HwFleet *fleet;
  HwCheck *check;
  GStrv only; /* (nullable) */
  char *message;
};

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_object_unref (writing->fleet);
  hw_check_unref (writing->check);
  g_strfreev (writing->only);
  g_free (writing->message);
  g_free (writing);
}

static char *
write_drift (Writing *writing, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  return hw_adopt_drift (writing->fleet, writing->check, (const char *const *) writing->only,
                         writing->message, NULL, notices, cancellable, error);
}

/* The heads there are now: somebody may have joined them meanwhile. */
static char *
write_merge (Writing *writing, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  HwService *service = hw_database_get_service (writing->check->database);
  g_autoptr (HwHistory) history = NULL;
  g_auto (GStrv) heads = NULL;

  hw_service_forget_history (service);
  history = hw_service_load_history (service, cancellable, error);
  if (history == NULL)
    return NULL;
  heads = hw_history_dup_heads (history);
  return hw_revision_file_merge (
      history, &(HwNewRevision){ .message = writing->message, .down = (const char *const *) heads },
      error);
}

static const Purpose adopting = {
  N_ ("It makes of what the migrations build what this database has: for a change made by hand "
      "that shall stay."),
  N_ ("Its way up and its way down were tried on a copy. Commit it, and stamp this database with "
      "it: it has what the migration makes already."),
  write_drift,
};

static const Purpose merging = {
  N_ ("It is empty and follows all the heads, so that there is one head again. It is for branches "
      "that go on together."),
  N_ ("Commit it. A database is brought to it like to any other revision."),
  write_merge,
};

/* What was written: the file, and what a person should know. */
typedef struct
{
  char *path;
  char *name; /* as people write it: from the folder of the fleet file */
  char *text;
  const char *after;
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
  Writing *writing = data;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = writing->purpose->write (writing, notices, cancellable, error);
  g_autofree char *text = NULL;
  Written *written;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, error))
    return NULL;
  written = g_new0 (Written, 1);
  written->after = writing->purpose->after;
  written->name = hw_fleet_edit_dup_path (hw_fleet_get_path (writing->fleet), path);
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
  g_autofree char *body =
      g_strdup_printf ("%s\n\n%s\n%s", written->name, _ (written->after), notices);
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

/* What was said of the database was said of the history before. */
static void
done (gpointer owner, gpointer result, const GError *error)
{
  if (error != NULL)
    {
      hw_message_show_error (owner, _ ("No Migration Was Written"), error);
      return;
    }
  show_written (owner, result);
  gtk_widget_activate_action (owner, "service.check", NULL);
}

static void
on_response (GtkWidget *dialog, const char *response, Writing *writing)
{
  if (!g_str_equal (response, "write"))
    {
      writing_free (writing);
      return;
    }
  writing->message = g_strdup (gtk_editable_get_text (GTK_EDITABLE (writing->entry)));
  hw_work_start (NULL, _ ("Writing a migration"), G_OBJECT (writing->widget), write_in_thread,
                 writing, writing_free, written_free, done);
}

/* A migration needs a message. */
static void
on_changed (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "write",
                                           gtk_editable_get_text (entry)[0] != '\0');
}

static void
ask (const Purpose *purpose, const char *heading, GtkWidget *widget, HwFleet *fleet, HwCheck *check,
     const char *const *only)
{
  Writing *writing = g_new0 (Writing, 1);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading,
                                              _ (purpose->body));

  writing->purpose = purpose;
  writing->widget = widget;
  writing->fleet = g_object_ref (fleet);
  writing->check = hw_check_ref (check);
  writing->only = g_strdupv ((char **) only);
  writing->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (writing->entry), _ ("What it does, in one line"));
  gtk_entry_set_activates_default (GTK_ENTRY (writing->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (writing->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What it does, in one line"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), writing->entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "write",
                                    _ ("_Write"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "write",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "write");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  on_changed (GTK_EDITABLE (writing->entry), ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect (writing->entry, "changed", G_CALLBACK (on_changed), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), writing);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
hw_revision_dialog_adopt (GtkWidget *widget, HwFleet *fleet, HwCheck *check,
                          const char *const *only)
{
  g_autoptr (GError) error = NULL;

  if (hw_adopt_check (check, &error))
    ask (&adopting, _ ("Write a Migration"), widget, fleet, check, only);
  else
    hw_message_show_error (widget, _ ("No Migration Can Be Written"), error);
}

void
hw_revision_dialog_merge (GtkWidget *widget, HwFleet *fleet, HwCheck *check)
{
  g_autofree char *heads = g_strjoinv (", ", check->heads);
  /* Translators: the heads of a history: "Merge 005, 005_tips". */
  g_autofree char *heading = g_strdup_printf (_ ("Merge %s"), heads);

  ask (&merging, heading, widget, fleet, check, NULL);
}
