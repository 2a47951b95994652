/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-settings.h: what the window remembers from one time to the next. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the settings' schema is installed; without it nothing else here may be called. */
gboolean hw_settings_exist (void);
/* (transfer none) */
GSettings *hw_settings_get (void);

/* Keeps the window's size between runs. */
void hw_settings_bind_window (GtkWindow *window);
/* (transfer full) (nullable) */
char *hw_settings_dup_last_fleet (void);
/* Puts @path first of the recent fleets. */
void hw_settings_set_last_fleet (const char *path);

G_END_DECLS
