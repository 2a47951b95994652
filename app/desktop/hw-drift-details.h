/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-details.h: one difference in full: expected, found, and the SQL that mends it. */

#pragma once

#include <adwaita.h>

#include "hw-drift-node.h"

G_BEGIN_DECLS

/**
 * HwDriftDetails:
 *
 * Signal "ignore" (no arguments): the user wants to hear no more of the difference shown.
 */
#define HW_TYPE_DRIFT_DETAILS (hw_drift_details_get_type ())
G_DECLARE_FINAL_TYPE (HwDriftDetails, hw_drift_details, HW, DRIFT_DETAILS, AdwBin)

/* @node: (nullable): a difference; for a group there is nothing to show. */
void hw_drift_details_set_node (HwDriftDetails *details, HwDriftNode *node);
HwDriftNode *hw_drift_details_get_node (HwDriftDetails *details); /* (nullable) */

G_END_DECLS
