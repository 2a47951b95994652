/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-proof.h: after a step the live schema must be the expected one. */

#pragma once

#include "hw-execution.h"

G_BEGIN_DECLS

/* (transfer full): the live schema now, in the open transaction when there is one. */
HwSchema *hw_proof_read (HwExecutor *executor, GCancellable *cancellable, GError **error);

/**
 * hw_proof_check:
 *
 * Reads the live schema into the execution, as far as the step can have changed it, and compares it
 * with what the step expects. Where the database held nothing when the run began, this is done
 * after the last step only: there was nothing to lose, and the error tells the revision. An object
 * that differed before the step may still differ after it; any other difference is
 * HW_ERROR_UNPROVEN, which names it, or with the option allow_drift a note.
 */
gboolean hw_proof_check (HwExecution *execution, GCancellable *cancellable, GError **error);

/* What was proved is committed: the next step is measured by it. */
void hw_proof_keep (HwExecution *execution);

G_END_DECLS
