/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-private.h: a schema made from another and some rows of the catalogs, for
 * hw-catalog-change.c only. */

#pragma once

#include "hw-result.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * hw_catalog_replace:
 * @schema: read from the catalogs
 * @replaced: for each of its objects, whether it is left out
 * @results: (element-type HwResult): of queries of kinds, on the same database
 * @dependencies: (nullable): of all objects there now
 *
 * Returns: (transfer full): the other objects and those of @results, with their dependencies, if
 * these are given
 */
HwSchema *hw_catalog_replace (HwSchema *schema, const guint8 *replaced, GPtrArray *results,
                              HwResult *dependencies);

G_END_DECLS
