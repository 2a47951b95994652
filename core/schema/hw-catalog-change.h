/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-change.h: reads again only what the open transaction did to the schema. */

#pragma once

#include "hw-connection.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/* To be run right after BEGIN and when all is done: what was written lies between its results. */
const char *hw_catalog_get_counts_query (void);

/**
 * hw_catalog_read_change:
 * @known: read by hw_catalog_read() on this server, or given by this function, and true when the
 * transaction began
 * @before: what the counts query said then
 * @after: and what it says now
 * @version_table: (nullable): as for hw_catalog_read()
 * @schema: (out) (nullable) (transfer full): the schema now, as far as nobody else changed it
 * meanwhile, without dependencies; %NULL when only hw_catalog_read() can tell
 *
 * It can tell when the transaction has only added tables, columns, constraints, indexes, sequences
 * and comments, or changed properties of tables and columns: then nothing that is already known can
 * read differently because of it. It cannot when a row of a catalog is gone, when another catalog
 * was written to, or when what it changed is not called as before.
 *
 * Returns: %FALSE with an error
 */
gboolean hw_catalog_read_change (HwConnection *connection, HwSchema *known, HwResult *before,
                                 HwResult *after, const char *version_table, HwSchema **schema,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
