/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-label.h: labels as the rows and pages have them: from the start of the line on. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line. @text and @style, a CSS class, are nullable. */
GtkWidget *hw_label_new (const char *text, const char *style);
/* One line, cut at its end where there is no room. */
GtkWidget *hw_label_new_line (const char *text, const char *style);
/* As many lines as there need be. */
GtkWidget *hw_label_new_text (const char *text, const char *style);
/* Shows @text; a label without any (NULL or "") is not there. */
void hw_label_show (GtkLabel *label, const char *text);

G_END_DECLS
