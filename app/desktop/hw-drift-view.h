/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-view.h: what a database has otherwise than its migrations build, and what mends it. */

#pragma once

#include "hw-database-view.h"

G_BEGIN_DECLS

#define HW_TYPE_DRIFT_VIEW (hw_drift_view_get_type ())
G_DECLARE_FINAL_TYPE (HwDriftView, hw_drift_view, HW, DRIFT_VIEW, HwDatabaseView)

G_END_DECLS
