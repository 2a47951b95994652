/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-owned-schemas.h: the schemas that the revisions of a history make or drop themselves. */

#pragma once

#include "hw-history.h"

G_BEGIN_DECLS

/* As far as the files tell without being run. Immutable. */
typedef struct _HwOwnedSchemas HwOwnedSchemas;

HwOwnedSchemas *hw_owned_schemas_new (HwHistory *history);
void hw_owned_schemas_free (HwOwnedSchemas *owned);

/* (transfer full): @search_path, as hw_catalog_sum_get_search_path_query() tells it, without the
 * schemas that are made only by a revision: what comes before it goes elsewhere. A revision that
 * makes one IF NOT EXISTS may find it there: it must have been where there is no other to go to. */
GStrv hw_owned_schemas_dup_others (HwOwnedSchemas *owned, const char *const *search_path);

G_END_DECLS
