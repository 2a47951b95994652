/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-open-dialog.h: asks for a fleet file, or for a folder to make one from. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is chosen goes to "win.open-path" of @window. */
void hw_open_dialog_ask_file (GtkWindow *window);
void hw_open_dialog_ask_folder (GtkWindow *window);

G_END_DECLS
