/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-welcome-page.h: what the window shows while no fleet is open. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_WELCOME_PAGE (hw_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (HwWelcomePage, hw_welcome_page, HW, WELCOME_PAGE, AdwBin)

G_END_DECLS
