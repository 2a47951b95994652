/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-filter.h: which objects a comparison is about, by schema, kind and name. */

#pragma once

#include "hw-schema.h"

G_BEGIN_DECLS

/* Immutable after it is made. */
typedef struct _HwFilter HwFilter;

/**
 * hw_filter_new:
 * @only: (nullable): terms FIELD=PATTERN, of which an object must fit one for each field they name
 * @exclude: (nullable): terms of which it may fit none
 *
 * FIELD is schema, kind or name; in a PATTERN * stands for any characters and ? for one. A name
 * fits alone ("total") or with what it is in ("orders.total"). A term may also be KIND:PATTERN,
 * like "column:orders.total". What fits an object also fits all that is in it: the columns, indexes
 * and triggers of a table.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_USAGE for a term that is none, or a kind that no
 * object has
 */
HwFilter *hw_filter_new (const char *const *only, const char *const *exclude, GError **error);
void hw_filter_free (HwFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFilter, hw_filter_free)

gboolean hw_filter_fits (const HwFilter *filter, const HwObject *object);

/* (transfer full): the term KIND:PATTERN for @object and what is in it: "column:orders.total". */
char *hw_filter_dup_term (const HwObject *object);

/* (transfer full): @from with what fits as it is in @to. @notes: as for hw_schema_mix(). */
HwSchema *hw_filter_mix (HwFilter *filter, HwSchema *from, HwSchema *to, GPtrArray *notes);

G_END_DECLS
