/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-view.h: carries out a plan while one looks on, and says at the end what became of it. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Signals, without arguments: "again", the user wants a new plan for what is left; "changed", a run
 * has begun or ended. */
#define HW_TYPE_RUN_VIEW (hw_run_view_get_type ())
G_DECLARE_FINAL_TYPE (HwRunView, hw_run_view, HW, RUN_VIEW, AdwBin)

/* Begins. Closing the window before it has ended asks first; a window that is not looked at is
 * notified of the end. Then the session looks at the databases again. */
void hw_run_view_run (HwRunView *view, HwSession *session, HwPlan *plan);
gboolean hw_run_view_is_running (HwRunView *view);
/* How the run is, in a few words; when it has ended: what became of it. */
const char *hw_run_view_get_headline (HwRunView *view);

G_END_DECLS
