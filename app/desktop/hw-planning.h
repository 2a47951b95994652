/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-planning.h: makes a plan off the main thread, with all that a person judges it by. */

#pragma once

#include "hw-loss.h"
#include "hw-session.h"

G_BEGIN_DECLS

/* A step, and what it is about. */
typedef struct
{
  const HwStep *step;
  GPtrArray *tables; /* (element-type HwObject) */
  GPtrArray *losses; /* (element-type HwLoss): counted on the live database just now; empty for a
                        step that loses nothing */
  guint n_uncounted; /* statements that change or delete rows, nobody knows how many */
  GError *error;     /* (nullable): why they could not be counted */
} HwOutlook;

/* Immutable, reference-counted. */
typedef struct
{
  gatomicrefcount references;
  HwPlan *plan;
  GPtrArray *outlooks; /* (element-type HwOutlook): one for each step of the plan, in its order */
  GHashTable *sizes;   /* HwDatabase to HwSizes, where they could be read */
} HwPlanning;

HwPlanning *hw_planning_ref (HwPlanning *planning);
void hw_planning_unref (HwPlanning *planning);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPlanning, hw_planning_unref)

/* (nullable): of @table in the database of @step. */
const HwSize *hw_planning_get_size (HwPlanning *planning, const HwStep *step, HwObject *table);

/* Looks afresh at the databases @titles and plans @goal ("reconcile", "upgrade", "downgrade" or
 * "stamp"; @revision is nullable); counts what would be lost. The result of the work, for @done, is
 * an HwPlanning. @place: as hw_work_start() has it. */
void hw_planning_start (HwWork **place, GObject *owner, HwSession *session,
                        const char *const *titles, const char *goal, const char *revision,
                        HwWorkDone done);

/* What was seen on the way is news for the whole window. */
void hw_planning_tell_session (HwPlanning *planning, HwSession *session);

G_END_DECLS
