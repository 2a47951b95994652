/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-marks.h: what a look at a database finds out besides its schema. */

#pragma once

#include "hw-check.h"
#include "hw-seen.h"

G_BEGIN_DECLS

/* Begins the one snapshot in which everything is read, fills in version, lock holder and unfinished
 * step of @check, and what @seen can tell by now. One round trip when nothing was committed since
 * the last look, otherwise two, and one more where there is no version. FALSE with an error of
 * HwConnection, or that of hw_rights_check(). */
gboolean hw_marks_read (HwCheck *check, HwSeen *seen, HwConnection *connection,
                        GCancellable *cancellable, GError **error);

G_END_DECLS
