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
/* Puts the fleet @name at @path first of the recent ones. */
void hw_settings_set_last_fleet (const char *path, const char *name);
/* (transfer full): a menu of the recent fleets by name and path, which follows the settings; its
 * items call "win.open-path". */
GMenuModel *hw_settings_new_recent_menu (void);

G_END_DECLS
