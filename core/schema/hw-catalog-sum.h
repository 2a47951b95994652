/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-sum.h: whether the definitions in a database are those of the last look, without
 * reading them. */

#pragma once

#include "hw-connection.h"

G_BEGIN_DECLS

/**
 * hw_catalog_sum_dup_query:
 * @last: (nullable): the answer at the last look at the same place
 *
 * (transfer full): a query of one row with one text: a sum over the rows of all catalogs that hold
 * definitions. At one place (below), equal sums mean that hw_catalog_read_for() gives the same
 * schema, whatever its options, but for names of roles that only owners and privileges tell. What a
 * transaction has changed and then changes once more is not told within it. Two things that
 * superusers can do and nobody does are not told either: to rename what came with the server, and
 * to write to the catalogs by hand.
 *
 * With @last, catalogs are left out that it says were empty: the answer is equal to @last when
 * nothing has changed, and otherwise is good for nothing else.
 *
 * Works on servers 13 to 18 and has to learn the new catalogs of later ones: %NULL for them.
 */
char *hw_catalog_sum_dup_query (guint server_major, const char *last);

/* (transfer full): its answer as the connection sees it now, in its transaction if it is in one. */
char *hw_catalog_sum_read (HwConnection *connection, const char *last, GCancellable *cancellable,
                           GError **error);

/* Whether the database is still at @place (below) and at @moment (nullable), or with @sum: its
 * definitions are those of the look that gave these. FALSE, too, when that cannot be asked. */
gboolean hw_catalog_sum_holds (HwConnection *connection, const char *place, const char *moment,
                               const char *sum, GCancellable *cancellable);

/* A query of one row, which says where and when the database is looked at: */
const char *hw_catalog_sum_get_moment_query (void);

/* (transfer full): by its answer, what tells apart what else might have equal sums (another
 * database, a copy of the cluster, the cluster after its restore: every start of the server is a
 * place of its own) or reads otherwise (another role, another search_path, another version). */
char *hw_catalog_sum_dup_place (HwResult *moment);

/* (nullable): by its answer: where unqualified names go elsewhere than to the schema public alone,
 * a query of one row with one array that tells it: the search_path as it can be set for another
 * role, and then the schemas of it that are there and not an extension's. */
const char *hw_catalog_sum_get_search_path_query (HwResult *moment);

/* (nullable): by its answer: as long as the same place is at the same moment, nothing at all was
 * committed on the whole server, and the sum need not be asked for. %NULL when it cannot be said.
 * What is not told apart: a machine that was set back together with its memory. */
const char *hw_catalog_sum_get_moment (HwResult *moment);

G_END_DECLS
