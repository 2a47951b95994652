/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-mend.h: the schema that results when only some differences are mended. */

#pragma once

#include "hw-difference.h"

G_BEGIN_DECLS

/* (nullable): which of the two the result has; one of them is NULL where a schema lacks it. */
typedef HwObject *(*HwChooseFunc) (gpointer user_data, HwObject *from, HwObject *to);

/**
 * hw_schema_mix:
 * @notes: (nullable): gets a line (char*) for each object of the result that needs one that is not
 * in it
 *
 * Returns: (transfer full): of each pair of objects what @choose says; without what comes and goes
 * with an object that is not taken
 */
HwSchema *hw_schema_mix (HwSchema *from, HwSchema *to, HwChooseFunc choose, gpointer user_data,
                         GPtrArray *notes);

/* (transfer full): @actual, but for @differences, of which each (and what comes and goes with its
 * object) is as in
 * @expected. The differences are those that hw_schema_compare (expected, actual) found. */
HwSchema *hw_schema_mend (HwSchema *actual, HwSchema *expected,
                          const HwDifference *const *differences, guint n_differences);

G_END_DECLS
