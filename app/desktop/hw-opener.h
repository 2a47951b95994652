/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-opener.h: reads the fleet file that is asked for, and watches it from then on. */

#pragma once

#include "hw-fleet.h"

G_BEGIN_DECLS

/**
 * HwOpener:
 *
 * Signals: "opened" (HwFleet), "failed" (GError) when a file was read, "changed" (no arguments)
 * when the file that was asked for last has become another since. Lives on the main thread.
 */
#define HW_TYPE_OPENER (hw_opener_get_type ())
G_DECLARE_FINAL_TYPE (HwOpener, hw_opener, HW, OPENER, GObject)

HwOpener *hw_opener_new (void);
/* What was asked for before and is not there yet will not come. */
void hw_opener_open (HwOpener *opener, const char *path);
const char *hw_opener_get_path (HwOpener *opener); /* (nullable): of the last one */

G_END_DECLS
