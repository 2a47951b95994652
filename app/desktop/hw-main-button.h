/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-main-button.h: the button with the main menu, for the header bar of whatever is shown. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_MAIN_BUTTON (hw_main_button_get_type ())
G_DECLARE_FINAL_TYPE (HwMainButton, hw_main_button, HW, MAIN_BUTTON, AdwBin)

G_END_DECLS
