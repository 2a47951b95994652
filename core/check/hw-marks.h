/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-marks.h: what a look at a database finds out besides its schema. */

#pragma once

#include "hw-check.h"
#include "hw-seen.h"

G_BEGIN_DECLS

/* Begins the one snapshot in which everything is read, and fills in version, lock holder and
 * unfinished step of @check. One round trip when nothing was committed since the last look,
 * otherwise two. (transfer full): whether the schema may be the one of
 * the last look; NULL with an error. */
HwSeen *hw_marks_read (HwCheck *check, HwConnection *connection, HwCache *cache,
                       GCancellable *cancellable, GError **error);

G_END_DECLS
