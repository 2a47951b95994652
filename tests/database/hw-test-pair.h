/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-pair.h: two schemas of the folder schema/, of which each must be turned into the other.
 *
 * A file holds one pair, or several that begin with "-- === NAME". A pair is SQL in sections that
 * begin with "-- == SECTION": "both", "from", "rows" (to be kept), "to", "keeps": a query that must
 * be true once the first side has become the second, and "after": what must be cleared away before
 * a database can be dropped. Before its first section, "-- from 15" or "-- up to 16" says which
 * servers have what it is made of. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name; /* the file's, and "/NAME" */
  char *text;
  guint oldest, newest; /* major versions */
} HwTestPair;

/* (transfer full) (element-type HwTestPair): every pair of @folder, by name. */
GPtrArray *hw_test_pairs_read (const char *folder);
/* The section @name, "" when there is none. (transfer full) */
char *hw_test_pair_dup_section (const HwTestPair *pair, const char *name);

G_END_DECLS
