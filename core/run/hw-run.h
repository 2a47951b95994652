/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run.h: carries out a plan. */

#pragma once

#include "hw-plan.h"
#include "hw-run-log.h"

G_BEGIN_DECLS

typedef struct
{
  guint jobs;              /* databases at once */
  guint lock_wait;         /* seconds to wait for somebody else's migration of the same database */
  guint lock_timeout;      /* milliseconds a statement may wait for a table; then the step is tried
                              again. 0: no limit */
  guint lock_retries;      /* how often */
  guint statement_timeout; /* milliseconds; 0: as the server has it */
  gboolean allow_drift;    /* keep a step after which the schema is not what it should be */
} HwRunOptions;

typedef struct
{
  const HwStep *step;
  HwOutcome outcome;
  gint64 duration; /* microseconds */
  GError *error;   /* (nullable): why it failed */
  GStrv notices;   /* what the server said meanwhile */
  char *note; /* (nullable): what is worth saying besides ("done meanwhile by somebody else"), or
               * why it was not begun */
} HwStepResult;

void hw_step_result_free (HwStepResult *result);

/**
 * hw_run_plan:
 * @progress: (nullable): gets a part for each database, in the order of the plan, each with a part
 * for each step
 * @log: (nullable): gets what happens
 *
 * Wave after wave; in a wave each database on a thread of its own. One revision, its version row
 * and its ledger entry commit together after the proof (the live schema equals the expected one,
 * save for what differed before), or not at all. Statements that refuse a transaction run alone and
 * are recorded before and after. Cancelling rolls back what is open.
 *
 * Returns: (transfer full) (element-type HwStepResult): one for each step of the plan, in its order
 */
GPtrArray *hw_run_plan (HwFleet *fleet, HwPlan *plan, const HwRunOptions *options,
                        HwProgress *progress, HwRunLog *log, GCancellable *cancellable);

G_END_DECLS
