/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trust-dialog.c: asks whether a fleet's programs and revisions may run, and names them. */

#include "hw-trust-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hw-label.h"
#include "hw-message.h"
#include "hw-trust.h"

/* What runs is shown whole, however long it is: below its setting's name, which is below its
 * service's. */
static void
add_program (GtkBox *box, const char *service, const char *setting, const char *program)
{
  GtkWidget *label = hw_label_new_text (program, NULL);

  if (service != NULL)
    gtk_box_append (box, hw_label_new_text (service, "heading"));
  gtk_box_append (box, hw_label_new_text (setting, "dim-label"));
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_box_append (box, label);
}

static GtkWidget *
new_list (HwFleet *fleet)
{
  g_auto (GStrv) programs = hw_trust_dup_programs (fleet);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autofree char *last = NULL;

  for (guint i = 0; programs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (programs[i], "\t", 3);
      gboolean is_same = g_strcmp0 (parts[0], last) == 0;

      add_program (GTK_BOX (box), is_same ? NULL : parts[0], parts[1], parts[2]);
      g_free (last);
      last = g_strdup (parts[0]);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 240);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  return scroller;
}

static void
on_response (AdwMessageDialog *dialog, const char *response, HwSession *session)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (!g_str_equal (response, "trust"))
    return;
  if (hw_fleet_trust (hw_session_get_fleet (session), &error))
    hw_session_check (session, NULL);
  else
    hw_message_show_error (GTK_WIDGET (parent), _ ("The Trust Cannot Be Remembered"), error);
}

void
hw_trust_dialog_show (GtkWindow *parent, HwSession *session)
{
  HwFleet *fleet = hw_session_get_fleet (session);
  GtkWidget *dialog = adw_message_dialog_new (
      parent, _ ("Trust This Fleet?"),
      _ ("To know what its migrations build, Headway must run them: revisions are programs. Only "
         "trust a fleet whose authors you know. These would run, and nothing else:"));

  gtk_window_set_default_size (GTK_WINDOW (dialog), 560, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_list (fleet));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Not Now"), "trust",
                                    _ ("_Trust"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "trust",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), session, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
