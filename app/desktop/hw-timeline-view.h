/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-view.h: a service's history as a drawn graph, where its databases are in it, and the
 * revision that is selected. */

#pragma once

#include "hw-database-view.h"

G_BEGIN_DECLS

#define HW_TYPE_TIMELINE_VIEW (hw_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (HwTimelineView, hw_timeline_view, HW, TIMELINE_VIEW, HwDatabaseView)

G_END_DECLS
