/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trial.h: a script tried on a copy of the schema it is for, in the shadow. */

#pragma once

#include "hw-ddl.h"
#include "hw-scratch.h"

G_BEGIN_DECLS

/**
 * hw_trial_copy:
 * @options: what of the schema counts
 *
 * A new scratch database with @schema, built from its DDL and read again.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_UNPROVEN, which says what differs or which
 * statement failed, when no true copy can be made here
 */
HwScratch *hw_trial_copy (HwScratchServer *server, HwSchema *schema,
                          const HwCompareOptions *options, GCancellable *cancellable,
                          GError **error);

/* Runs @statements (element-type HwDdlStatement) there, those that are transactional in
 * transactions. (transfer full): the schema they lead to; NULL with HW_ERROR_UNPROVEN, which names
 * the statement. */
HwSchema *hw_trial_apply (HwScratch *copy, GPtrArray *statements, const HwCompareOptions *options,
                          GCancellable *cancellable, GError **error);

/* Whether @statements, which hw_ddl_write() wrote, turn a copy of @from into @to; without
 * HwDdlOptions.destroy, into something from which only what was left out leads there.
 * HW_ERROR_UNPROVEN names what remains. */
gboolean hw_trial_run (HwScratch *copy, GPtrArray *statements, HwSchema *to,
                       const HwDdlOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
