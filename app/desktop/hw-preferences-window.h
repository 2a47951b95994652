/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-preferences-window.h: what the user of this machine wants, whatever fleet is open. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_PREFERENCES_WINDOW (hw_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (HwPreferencesWindow, hw_preferences_window, HW, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

void hw_preferences_window_show (GtkWindow *parent);

G_END_DECLS
