/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-mend.h: the schema that results when only some differences are mended. */

#pragma once

#include "hw-ddl.h"

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

/* The statements that mend @differences and nothing else, those that lose something too. (transfer
 * full) (element-type HwDdlStatement): NULL with an error when they cannot be written. */
GPtrArray *hw_schema_write_mend (HwSchema *actual, HwSchema *expected,
                                 const HwDifference *const *differences, guint n_differences,
                                 GError **error);

/* (transfer full): all of @schema, and of @other what it lacks. */
HwSchema *hw_schema_unite (HwSchema *schema, HwSchema *other);

G_END_DECLS
