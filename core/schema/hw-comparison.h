/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-comparison.h: walks two schemas side by side, for the difference and for the script. */

#pragma once

#include "hw-difference.h"

G_BEGIN_DECLS

/* The pair at hand: objects of the same identity, or one of them NULL. */
typedef struct
{
  HwObject *from;
  HwObject *to;
  HwSchema *from_schema;
  HwSchema *to_schema;
  guint next_from;
  guint next_to;
} HwComparison;

HwComparison hw_comparison_begin (HwSchema *from, HwSchema *to);
/* Moves on to the next pair, in hw_object_compare() order; FALSE at the end. */
gboolean hw_comparison_next (HwComparison *comparison);

/* Whether two objects of the same identity differ in attribute @i, as far as it counts. */
gboolean hw_comparison_attribute_differs (const HwObject *a, const HwObject *b, guint i,
                                          const HwCompareOptions *options);
/* Whether they differ in any. */
gboolean hw_comparison_differs (const HwObject *a, const HwObject *b,
                                const HwCompareOptions *options);
/* Whether what two schemas have of an object is alike, where nothing (%NULL) is like nothing. */
gboolean hw_comparison_is_alike (const HwObject *a, const HwObject *b);
/* Whether @object follows from the definition of its owner: a column of a view. */
gboolean hw_comparison_is_derived (const HwObject *object);

G_END_DECLS
