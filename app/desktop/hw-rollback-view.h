/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rollback-view.h: how far to go back, and what that makes of the schema and the data. */

#pragma once

#include <adwaita.h>

#include "hw-planning.h"

G_BEGIN_DECLS

/* Signal "target" (the revision to go back to, or "base") when the user chose another. */
#define HW_TYPE_ROLLBACK_VIEW (hw_rollback_view_get_type ())
G_DECLARE_FINAL_TYPE (HwRollbackView, hw_rollback_view, HW, ROLLBACK_VIEW, AdwBin)

/* @planning: of one database; @revision: (nullable): what it goes back to, NULL for one migration.
 */
void hw_rollback_view_show (HwRollbackView *view, HwPlanning *planning, const char *revision);

G_END_DECLS
