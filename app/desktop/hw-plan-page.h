/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-page.h: what will be done to which database, before it is done; and then doing it. */

#pragma once

#include "hw-page.h"

G_BEGIN_DECLS

/* Signal "run-changed" (no arguments): a plan begins to be carried out, or that has ended. */
#define HW_TYPE_PLAN_PAGE (hw_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (HwPlanPage, hw_plan_page, HW, PLAN_PAGE, HwPage)

/* Makes a plan for the databases @titles; see hw_page_show_plan(). The goal
 * "downgrade" of one database shows what that loses. While one is being carried out
 * that stays. */
void hw_plan_page_show (HwPlanPage *page, const char *const *titles, const char *goal,
                        const char *revision);
gboolean hw_plan_page_is_running (HwPlanPage *page);
/* What became of the plan that was carried out, in a few words. */
const char *hw_plan_page_get_outcome (HwPlanPage *page);

G_END_DECLS
