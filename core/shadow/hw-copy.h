/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-copy.h: recorded statements run on a scratch database, where data is forgiven. */

#pragma once

#include "hw-catalog-change.h"
#include "hw-recording.h"
#include "hw-scratch.h"

G_BEGIN_DECLS

/* Called after each statement. FALSE with an error ends the run. */
typedef gboolean (*HwCopyFunc) (gpointer user_data, GError **error);

/**
 * hw_copy_run:
 * @statements: (element-type HwRecordedStatement)
 * @notes: (nullable): gets a line (char*) for each data statement that failed and was passed over
 * @after: (nullable)
 * @change: (out) (optional) (nullable) (transfer full): what they did to the catalogs, if that was
 * one transaction
 *
 * Runs them as the recorder does: in one transaction but for those that are outside of one; foreign
 * keys are not enforced, a data statement that fails is passed over, rows of the copy that a new
 * constraint does not allow are put away. What the statements set in the session ends with them.
 *
 * Returns: %FALSE with the server's error for a definition that fails
 */
gboolean hw_copy_run (HwScratch *scratch, GPtrArray *statements, GPtrArray *notes, HwCopyFunc after,
                      gpointer user_data, HwCatalogChange **change, GCancellable *cancellable,
                      GError **error);

G_END_DECLS
