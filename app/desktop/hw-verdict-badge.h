/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-badge.h: a verdict as symbol, colour and words. */

#pragma once

#include <gtk/gtk.h>

#include "hw-database-item.h"

G_BEGIN_DECLS

/**
 * HwVerdictBadge:
 *
 * Follows the item it is given: a spinner while that is being looked at. Property "item"; with
 * "icon-only" the words are the tooltip and the accessible name.
 */
#define HW_TYPE_VERDICT_BADGE (hw_verdict_badge_get_type ())
G_DECLARE_FINAL_TYPE (HwVerdictBadge, hw_verdict_badge, HW, VERDICT_BADGE, GtkWidget)

GtkWidget *hw_verdict_badge_new (gboolean icon_only);
void hw_verdict_badge_set_item (HwVerdictBadge *badge, HwDatabaseItem *item);

G_END_DECLS
