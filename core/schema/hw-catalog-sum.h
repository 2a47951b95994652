/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-sum.h: whether the definitions in a database are those of the last look, without
 * reading them. */

#pragma once

#include "hw-connection.h"

G_BEGIN_DECLS

/**
 * hw_catalog_sum_get_query:
 *
 * One row with one text: a sum over the rows of all catalogs that hold definitions. At one place
 * (below), equal sums mean that hw_catalog_read_for() gives the same schema, whatever its options,
 * but for names of roles that only owners and privileges tell. Within a transaction it tells what
 * that has changed; but of a row that it had changed before the first sum, a further change is not
 * told. Two things that superusers can do and nobody does are not told either: to rename what
 * came with the server, and to write to the catalogs by hand.
 *
 * Works on servers 13 to 18 and has to learn the new catalogs of later ones: %NULL for them.
 */
const char *hw_catalog_sum_get_query (guint server_major);

/**
 * hw_catalog_sum_get_moment_query:
 *
 * One row with two texts: the place, which tells apart what else might have equal sums (another
 * database, a copy of the cluster, the cluster after its restore: every start of the server is a
 * place of its own) or reads otherwise (another role, another search_path, another version); and
 * the moment, NULL when it cannot be said: as long as the same place is at the same moment, nothing
 * at all was committed on the whole server, and the sum need not be asked for. What is not told
 * apart: a machine that was set back together with its memory.
 */
const char *hw_catalog_sum_get_moment_query (void);

/* (transfer full): the sum as the connection sees it now, in its transaction if it is in one. */
char *hw_catalog_sum_read (HwConnection *connection, GCancellable *cancellable, GError **error);

G_END_DECLS
