/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-text-line.h: a line of text in a row of a long list. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Unlike a label's, its size does not depend on what it says: a thousand may change without a
 * layout. What does not fit ends in an ellipsis. */
GtkInscription *hw_text_line_new (void);

/* The text begins at the side where the window's own begins, whichever way it runs itself. */
void hw_text_line_set (GtkInscription *line, const char *text);

/* How wide it is in any case, and where there is room. */
void hw_text_line_set_chars (GtkInscription *line, guint least, guint wanted);
/* How many of those @text needs in @widget: a character is as wide as most are. */
guint hw_text_line_count_chars (GtkWidget *widget, const char *text);

G_END_DECLS
