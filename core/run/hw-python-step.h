/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-python-step.h: a step whose revision reads data while it runs, so it runs as a program. */

#pragma once

#include "hw-execution.h"

G_BEGIN_DECLS

/* Has the service's interpreter get ready for the first of these steps. */
void hw_python_step_start (HwExecutor *executor);

/* Runs the revision with the service's interpreter, which connects itself (the password over a
 * pipe), adds the version row and the ledger entry to its transaction, and commits when told to;
 * then the live schema is proved. */
gboolean hw_python_step_run (HwExecution *execution, HwProgress *progress,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
