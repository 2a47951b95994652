/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-mend.h: the schema that results when only some differences are mended. */

#pragma once

#include "hw-difference.h"

G_BEGIN_DECLS

/* (transfer full): @actual, but for @differences, of which each (and what comes and goes with its
 * object) is as in
 * @expected. The differences are those that hw_schema_compare (expected, actual) found. */
HwSchema *hw_schema_mend (HwSchema *actual, HwSchema *expected,
                          const HwDifference *const *differences, guint n_differences);

G_END_DECLS
