/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-badge.h: a verdict as symbol, colour and words. */

#pragma once

#include <gtk/gtk.h>

#include "hw-database-item.h"

G_BEGIN_DECLS

/**
 * HwVerdictBadge:
 *
 * Follows the item it is given; its tooltip says what the verdict means. There is one in each row
 * of long lists: it is made of as little as it can be.
 */
#define HW_TYPE_VERDICT_BADGE (hw_verdict_badge_get_type ())
G_DECLARE_FINAL_TYPE (HwVerdictBadge, hw_verdict_badge, HW, VERDICT_BADGE, GtkWidget)

GtkWidget *hw_verdict_badge_new (void);
/* As wide for each verdict: that of the row can change and the column stays as it is. */
GtkWidget *hw_verdict_badge_new_in_column (void);
/* An HwRowShow; @item: (nullable): an HwDatabaseItem; NULL: nothing is followed, and what was shown
 * stays. */
void hw_verdict_badge_show (GtkWidget *badge, gpointer item);

G_END_DECLS
