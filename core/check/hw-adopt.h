/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-adopt.h: writes a revision of what a schema is and the history does not build. */

#pragma once

#include "hw-check.h"
#include "hw-revision-file.h"

G_BEGIN_DECLS

/**
 * hw_adopt_change:
 * @revision: message, parents and id; its SQL is written here
 * @from: what the history builds at the parents
 * @to: what it shall build
 * @major: the major version of the server both ways are tried on first
 * @notices: (nullable): gets what a person should know of the statements (char*)
 *
 * Returns: (transfer full): the path of the new file; %NULL with HW_ERROR_UNPROVEN,
 * HW_ERROR_USAGE …
 */
char *hw_adopt_change (HwFleet *fleet, HwHistory *history, const HwNewRevision *revision,
                       HwSchema *from, HwSchema *to, guint major, GPtrArray *notices,
                       GCancellable *cancellable, GError **error);

/* Whether a revision made of the drift of @check would follow the heads, and say something; else
 * HW_ERROR_USAGE or HW_ERROR_REFUSED. */
gboolean hw_adopt_check (const HwCheck *check, GError **error);

/**
 * hw_adopt_drift:
 * @only: (nullable): the objects whose differences are written down, as hw_filter_dup_term() writes
 * them; NULL for all
 * @message: what the revision does
 * @id: (nullable)
 *
 * What @only names shall be as the database of @check has it.
 *
 * Returns: (transfer full): as above; %NULL also with the errors of hw_adopt_check()
 */
char *hw_adopt_drift (HwFleet *fleet, const HwCheck *check, const char *const *only,
                      const char *message, const char *id, GPtrArray *notices,
                      GCancellable *cancellable, GError **error);

G_END_DECLS
