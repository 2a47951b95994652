/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-message.c: errors in words: what failed, and what to do about it. */

#include "hw-message.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-postgres-error.h"

const char *
hw_message_get_hint (const GError *error)
{
  const HwPostgresErrorDetails *details = hw_postgres_error_get_details (error);

  return details != NULL ? details->hint : hw_error_get_hint (error);
}

void
hw_message_show_error (GtkWidget *parent, const char *heading, const GError *error)
{
  const char *hint = hw_message_get_hint (error);
  g_autofree char *body =
      hint != NULL ? g_strdup_printf ("%s\n\n%s", error->message, hint) : g_strdup (error->message);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
