/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-page.h: what will be done to which database, before it is done; and then doing it. */

#pragma once

#include "hw-page.h"

G_BEGIN_DECLS

#define HW_TYPE_PLAN_PAGE (hw_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (HwPlanPage, hw_plan_page, HW, PLAN_PAGE, HwPage)

/* Makes a plan for the databases @titles; see hw_page_show_plan(). The goal
 * "downgrade" of one database shows what that loses. While one is being carried out
 * that stays. */
void hw_plan_page_show (HwPlanPage *page, const char *const *titles, const char *goal,
                        const char *revision);

G_END_DECLS
