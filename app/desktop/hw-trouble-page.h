/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trouble-page.h: why a fleet file cannot be opened, and what to do about it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_TROUBLE_PAGE (hw_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (HwTroublePage, hw_trouble_page, HW, TROUBLE_PAGE, AdwBin)

void hw_trouble_page_show (HwTroublePage *page, const GError *error);

G_END_DECLS
