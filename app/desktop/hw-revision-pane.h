/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-pane.h: one revision of a service: what it says, what it does, what to know of it. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"
#include "hw-timeline-layout.h"

G_BEGIN_DECLS

/* Its buttons are the actions "timeline.upgrade" and "timeline.roll-back" of who holds it. */
#define HW_TYPE_REVISION_PANE (hw_revision_pane_get_type ())
G_DECLARE_FINAL_TYPE (HwRevisionPane, hw_revision_pane, HW, REVISION_PANE, AdwBin)

/* @node: (nullable): of @layout. */
void hw_revision_pane_show (HwRevisionPane *pane, HwSession *session, HwDatabaseItem *item,
                            HwTimelineLayout *layout, const HwTimelineNode *node);
/* @ledger: (nullable) (element-type HwLedgerRow): of the item's database. */
void hw_revision_pane_set_ledger (HwRevisionPane *pane, GPtrArray *ledger);

G_END_DECLS
