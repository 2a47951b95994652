/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tab-stop.h: a list that the Tab key enters and leaves; the arrows move inside it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HwTabStop:
 *
 * Holds a list. Those of GTK 4.8 go from row to row with Tab, so that what follows the list of a
 * thousand services would be a thousand presses away.
 */
#define HW_TYPE_TAB_STOP (hw_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (HwTabStop, hw_tab_stop, HW, TAB_STOP, AdwBin)

G_END_DECLS
