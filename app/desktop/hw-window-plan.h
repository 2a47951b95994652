/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-window-plan.h: the window's actions that lead to a plan and to rolling back. */

#pragma once

#include "hw-window.h"

G_BEGIN_DECLS

/* "win.plan" (databases, goal, revision or ""), "win.roll-back" (database, revision or "") and
 * "win.leave", with its keys. */
void hw_window_plan_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
