/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-window.h: the main window: the fleet's services beside the page that is looked at. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_WINDOW (hw_window_get_type ())
G_DECLARE_FINAL_TYPE (HwWindow, hw_window, HW, WINDOW, AdwApplicationWindow)

HwWindow *hw_window_new (GtkApplication *application);

/* Loads the fleet file at @path and looks at its databases. A file that cannot be loaded is said in
 * the window, which keeps what it showed. */
void hw_window_open (HwWindow *window, const char *path);
HwSession *hw_window_get_session (HwWindow *window); /* (nullable) */

G_END_DECLS
