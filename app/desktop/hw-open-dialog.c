/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-open-dialog.c: asks for a fleet file, or for a folder to make one from. */

#include "hw-open-dialog.h"

#include <glib/gi18n.h>

static void
on_response (GtkNativeDialog *dialog, int response, GtkWidget *window)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      gtk_widget_activate_action (window, "win.open-path", "s", path);
    }
  g_object_unref (dialog);
}

static void
show (GtkFileChooserNative *chooser, GtkWindow *window)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
hw_open_dialog_ask_file (GtkWindow *window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Open a Fleet"), window, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Fleet files"));
  gtk_file_filter_add_pattern (filter, "*.fleet");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  show (chooser, window);
}

void
hw_open_dialog_ask_folder (GtkWindow *window)
{
  show (gtk_file_chooser_native_new (_ ("The Folder with Your Services"), window,
                                     GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Search"),
                                     _ ("_Cancel")),
        window);
}
