/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-message.h: errors in words: what failed, and what to do about it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (nullable) (transfer none): the remedy of an error of any of our domains. */
const char *hw_message_get_hint (const GError *error);

/* A dialog with what failed and its remedy, over the window of @parent. Only for what the user just
 * asked for: a dialog never comes on its own. */
void hw_message_show_error (GtkWidget *parent, const char *heading, const GError *error);

G_END_DECLS
