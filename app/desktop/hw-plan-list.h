/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-list.h: the steps of a plan in their waves, to read, and to leave out. */

#pragma once

#include <adwaita.h>

#include "hw-planning.h"

G_BEGIN_DECLS

/* Signal "changed" (no arguments) when other steps were chosen. */
#define HW_TYPE_PLAN_LIST (hw_plan_list_get_type ())
G_DECLARE_FINAL_TYPE (HwPlanList, hw_plan_list, HW, PLAN_LIST, AdwBin)

void hw_plan_list_set_planning (HwPlanList *list, HwPlanning *planning);
/* (transfer none) (nullable): the plan without the steps that were left out. */
HwPlan *hw_plan_list_get_chosen (HwPlanList *list);
/* (transfer full): how much is done and what is lost, in a sentence or two. */
char *hw_plan_list_dup_totals (HwPlanList *list);

G_END_DECLS
