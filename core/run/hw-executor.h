/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-executor.h: carries out the steps of one database, one after the other, on one connection. */

#pragma once

#include "hw-run.h"

G_BEGIN_DECLS

typedef struct _HwExecutor HwExecutor;

/* Connects, takes the locks, prepares the ledger and looks whether the version is still what the
 * plan was made for.
 * @steps (element-type HwStep) are those of one database; @progress (nullable) is that of the
 * first;
 * @log is (nullable). */
HwExecutor *hw_executor_new (HwDatabase *database, GPtrArray *steps, HwFleet *fleet,
                             const HwRunOptions *options, HwProgress *progress, HwRunLog *log,
                             GCancellable *cancellable, GError **error);
/* Releases the locks and closes the connection. */
void hw_executor_free (HwExecutor *executor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwExecutor, hw_executor_free)

/* How many of the first steps somebody else did meanwhile, while we waited for the lock. */
guint hw_executor_get_n_done (HwExecutor *executor);

/* Carries out one step; what happened is in @result. FALSE when it failed. */
gboolean hw_executor_run (HwExecutor *executor, const HwStep *step, HwStepResult *result,
                          HwProgress *progress, GCancellable *cancellable);

G_END_DECLS
