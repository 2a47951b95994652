/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-message.c: errors in words: what failed, and what to do about it. */

#include "hw-message.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-postgres-error.h"

/* (transfer full) */
static char *
join_hint (const char *message, const GError *error)
{
  const char *hint = hw_postgres_error_get_hint (error);

  return hint != NULL ? g_strdup_printf ("%s\n\n%s", message, hint) : g_strdup (message);
}

char *
hw_message_dup_text (const GError *error)
{
  return join_hint (error->message, error);
}

char *
hw_message_dup_text_below (const GError *error, const char *title)
{
  return join_hint (hw_error_skip_title (error, title), error);
}

void
hw_message_show_status (GtkStack *stack, const char *icon_name, const char *title, const char *text)
{
  GtkWidget *page = gtk_stack_get_child_by_name (stack, "message");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_stack_set_visible_child (stack, page);
}

void
hw_message_show_error (GtkWidget *parent, const char *heading, const GError *error)
{
  g_autofree char *body = hw_message_dup_text (error);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}
