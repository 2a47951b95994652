/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-new-fleet-page.h: makes a fleet file for the services that a folder holds. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_NEW_FLEET_PAGE (hw_new_fleet_page_get_type ())
G_DECLARE_FINAL_TYPE (HwNewFleetPage, hw_new_fleet_page, HW, NEW_FLEET_PAGE, AdwBin)

/* Looks for services below @folder and shows them. The fleet that is made of them is opened with
 * "win.open-path". */
void hw_new_fleet_page_search (HwNewFleetPage *page, const char *folder);
/* Stops what goes on and forgets what was found. */
void hw_new_fleet_page_stop (HwNewFleetPage *page);

G_END_DECLS
