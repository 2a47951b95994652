/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-version-store.h: a database's version table, read and written exactly as the migration tool
 * does. */

#pragma once

#include "hw-connection.h"
#include "hw-history.h"
#include "hw-query.h"

G_BEGIN_DECLS

/* What the version table says; immutable after reading. */
typedef struct
{
  gboolean table_exists;
  GStrv rows;     /* sorted revision ids; empty for base or no table */
  gboolean dirty; /* the tool's own mark of a half-done migration */
} HwVersion;

HwVersion *hw_version_copy (const HwVersion *version);
void hw_version_free (HwVersion *version);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwVersion, hw_version_free)

/* Reads in the connection's transaction when there is one. */
HwVersion *hw_version_read (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                            GError **error);

/* The same in parts, for a pipeline with other queries: (transfer full): the table's name, quoted;
 * the query, which fails when the table is missing; what its result (nullable: no table) says; and
 * its error in better words, when it is one of a table that another tool made. */
char *hw_version_dup_table (HwHistory *history);
char *hw_version_dup_query (HwHistory *history);
HwVersion *hw_version_new (HwResult *result);
void hw_version_explain_error (HwConnection *connection, HwHistory *history, GError **error);

/* @others: (out) (nullable): the tables in other schemas that are called like the version table, as
 * VersionTable= names them, sorted; NULL for none. FALSE with an error. */
gboolean hw_version_find_others (HwConnection *connection, HwHistory *history, GStrv *others,
                                 GCancellable *cancellable, GError **error);

/* (transfer full) (element-type HwQuery): the statements that make the table when it is missing and
 * move its rows from @from to @to, as the tool would: for Alembic UPDATE, INSERT and DELETE that
 * must each touch exactly one row.
 * @create is whether the table must be made first. */
GPtrArray *hw_version_make_queries (HwHistory *history, gboolean create, const char *const *from,
                                    const char *const *to);
/* (transfer full): the same as texts, for a script. */
GStrv hw_version_dup_statements (HwHistory *history, gboolean create, const char *const *from,
                                 const char *const *to);

/* Whether @queries did what they should: @results (element-type HwResult) begin with theirs.
 * HW_ERROR_FAILED when a statement did not touch exactly one row (somebody else moved the version
 * meanwhile). */
gboolean hw_version_check_moves (HwConnection *connection, GPtrArray *queries, GPtrArray *results,
                                 GError **error);

/* Whether the tool takes an advisory lock of its own. */
gboolean hw_history_has_lock_key (HwHistory *history);
/* TRUE and its key, or FALSE when it takes none. @database is the database's name, @current the
 * schema in which an unqualified name is made there. */
gboolean hw_history_get_lock_key (HwHistory *history, const char *database, const char *current,
                                  gint64 *key);

G_END_DECLS
