/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-change.h: reads again only what one transaction did to the schema. */

#pragma once

#include "hw-connection.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/* To be run right after BEGIN and when all is done: what was written lies between its results. */
const char *hw_catalog_get_counts_query (void);

/* Whether no other transaction lies between the two. */
gboolean hw_catalog_counts_are_of_one_transaction (HwResult *before, HwResult *after);

/**
 * HwCatalogChange:
 *
 * What one transaction wrote into the catalogs, as its session has counted: how many rows of which.
 */
typedef struct _HwCatalogChange HwCatalogChange;

/* @transaction: its number, as rows have it; 0 when it wrote nothing. */
HwCatalogChange *hw_catalog_change_new (guint32 transaction);
void hw_catalog_change_free (HwCatalogChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCatalogChange, hw_catalog_change_free)
void hw_catalog_change_add (HwCatalogChange *change, const char *catalog, gint64 inserted,
                            gint64 updated, gint64 deleted);
/* (transfer full): what lies between two answers to the counts query of one session; the second one
 * was given in the transaction that did it. */
HwCatalogChange *hw_catalog_change_find (HwResult *before, HwResult *after);

/**
 * hw_catalog_read_changed:
 * @known: read by hw_catalog_read() on this server, or given by this function, and true when the
 * transaction began; the dependencies of both are the same, or missing, as @with_dependencies says
 * @change: what the transaction did, which is open here or has been committed
 * @version_table: (nullable): as for hw_catalog_read()
 * @schema: (out) (nullable) (transfer full): the schema now, as far as nobody else changed it
 * meanwhile; %NULL when only hw_catalog_read() can tell
 *
 * It can tell when the transaction has only added tables, columns, constraints, indexes, sequences
 * and comments, or changed properties of tables and columns: then nothing that is already known can
 * read differently because of it. It cannot when a row of a catalog is gone, when another catalog
 * was written to, or when what it changed is not called as before.
 *
 * Returns: %FALSE with an error
 */
gboolean hw_catalog_read_changed (HwConnection *connection, HwSchema *known,
                                  const HwCatalogChange *change, const char *version_table,
                                  gboolean with_dependencies, HwSchema **schema,
                                  GCancellable *cancellable, GError **error);

/* The same for the transaction that is open on the connection, without dependencies. @before: what
 * the counts query said when it began; @after: and what it says now. */
gboolean hw_catalog_read_change (HwConnection *connection, HwSchema *known, HwResult *before,
                                 HwResult *after, const char *version_table, HwSchema **schema,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
