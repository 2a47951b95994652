/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trust-dialog.c: asks whether a fleet's programs and revisions may run, and names them. */

#include "hw-trust-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hw-message.h"
#include "hw-trust.h"

/* "order  Migrations  /srv/order" as three columns. */
static GtkWidget *
new_list (HwFleet *fleet)
{
  g_auto (GStrv) programs = hw_trust_dup_programs (fleet);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (int i = 0; programs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (programs[i], "\t", 3);

      for (int column = 0; parts[column] != NULL; column++)
        {
          GtkWidget *label = gtk_label_new (parts[column]);

          gtk_label_set_xalign (GTK_LABEL (label), 0);
          gtk_label_set_selectable (GTK_LABEL (label), column == 2);
          gtk_label_set_ellipsize (GTK_LABEL (label),
                                   column == 2 ? PANGO_ELLIPSIZE_START : PANGO_ELLIPSIZE_NONE);
          gtk_widget_set_hexpand (label, column == 2);
          gtk_widget_set_tooltip_text (label, parts[column]);
          if (column == 1)
            gtk_widget_add_css_class (label, "dim-label");
          gtk_grid_attach (GTK_GRID (grid), label, column, i, 1, 1);
        }
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
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
