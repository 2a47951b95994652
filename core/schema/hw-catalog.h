/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog.h: reads the live schema of a database from its catalogs in two round trips. */

#pragma once

#include "hw-connection.h"
#include "hw-difference.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * hw_catalog_read:
 * @version_table: (nullable): schema-qualified or bare name of the migration tool's own table,
 * which is no part of the schema (with its constraints and indexes); then those that other tools
 * are known to make are none either
 *
 * Reads every object that is not PostgreSQL's own, not owned by an extension and not in the schema
 * "headway". Which kinds there are is asked first, then one pipeline asks for all of these. When
 * the connection is in a transaction it reads there (and so sees what that transaction did); else
 * in a repeatable-read, read-only transaction of its own. The search_path is empty while it reads
 * and restored afterwards, so every name in a definition is qualified.
 */
HwSchema *hw_catalog_read (HwConnection *connection, const char *version_table,
                           GCancellable *cancellable, GError **error);

/* The same, with what is read only to be compared with @options: owners, privileges, the whole.
 */
HwSchema *hw_catalog_read_for (HwConnection *connection, const char *version_table,
                               const HwCompareOptions *options, GCancellable *cancellable,
                               GError **error);

G_END_DECLS
