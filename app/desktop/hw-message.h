/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-message.h: errors in words: what failed, and what to do about it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer full): what failed and its remedy, with an empty line between them. */
char *hw_message_dup_text (const GError *error);
/* The same below @title, the database that it is about, whose name it does not repeat. */
char *hw_message_dup_text_below (const GError *error, const char *title);

/* Shows the page "message" of @stack, an AdwStatusPage, with these words instead of a content. */
void hw_message_show_status (GtkStack *stack, const char *icon_name, const char *title,
                             const char *text);

/* A dialog with what failed and its remedy, over the window of @parent. Only for what the user just
 * asked for: a dialog never comes on its own. */
void hw_message_show_error (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
