/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-planner.h: what the goals share while a plan is being made for one database. */

#pragma once

#include "hw-plan.h"

G_BEGIN_DECLS

typedef struct
{
  HwCheck *check;
  HwService *service;
  const HwGoal *goal;
  HwShadow *shadow;
  HwProgress *progress;
  GCancellable *cancellable;
  GPtrArray *steps; /* (element-type HwStep): of this database, so far */
  GStrv version;    /* where the steps so far bring it */
} HwPlanner;

/* The expected schema at @version. (transfer full) */
HwSchema *hw_planner_get_expected (HwPlanner *planner, const char *const *version, GError **error);

/* The statements of one revision. (transfer full); HW_ERROR_NEEDS_ENVIRONMENT when a module is
 * missing for it, HW_ERROR_REFUSED when it has no such direction. */
HwRecording *hw_planner_get_recording (HwPlanner *planner, const HwRevision *revision,
                                       gboolean down, GError **error);

/* Adds @step and moves the planner's version to where the step ends. */
void hw_planner_add (HwPlanner *planner, HwStep *step);

/* A step that applies @revision, or takes it back, with its statements and both expected schemas.
 * (transfer full) */
HwStep *hw_planner_make_step (HwPlanner *planner, const HwRevision *revision, gboolean down,
                              GError **error);

/* Adds a step for each revision between the planner's version and @target. */
gboolean hw_planner_add_upgrades (HwPlanner *planner, const char *const *target, GError **error);

/* Adds a stamp from the planner's version to @version; nothing when it is there already. */
void hw_planner_add_stamp (HwPlanner *planner, const char *const *version, const char *text);

/* Adds a repair of @from into @to (schemas) while the version moves to @version; nothing when there
 * is nothing to do. */
gboolean hw_planner_add_repair (HwPlanner *planner, HwSchema *from, HwSchema *to,
                                const char *const *version, const char *text, GError **error);

/* Adds what is left of the step that was begun in this database and not ended. HW_ERROR_REFUSED
 * when its revision was edited since. */
gboolean hw_planner_resume (HwPlanner *planner, GError **error);

/* Says that the version rows of the database overlap, and returns FALSE. */
gboolean hw_planner_refuse_overlap (HwPlanner *planner, GError **error);

/* The goals; each fills the planner's steps. */
gboolean hw_planner_reconcile (HwPlanner *planner, GError **error);

G_END_DECLS
