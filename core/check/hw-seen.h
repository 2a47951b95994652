/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-seen.h: what the last look at a database saw, so that an unchanged schema is not read again.
 */

#pragma once

#include "hw-cache.h"
#include "hw-version-store.h"

G_BEGIN_DECLS

/* What a look saw; see hw-catalog-sum.h. */
typedef struct
{
  char *place;
  GStrv search_path;  /* (nullable) */
  char *moment;       /* (nullable): NULL when it could not be said */
  char *sum;          /* (nullable): NULL when it could not be said, or was not asked for */
  char *digest;       /* (nullable): of the schema; NULL when it is not known */
  HwVersion *version; /* (nullable): NULL when it is not known */
} HwSight;

typedef struct
{
  char *key;    /* of the cache */
  HwSight last; /* nothing when it was at another place */
  HwSight now;
  gboolean found; /* the last schema is true and there */
} HwSeen;

/* @conninfo: how the database is reached. */
HwSeen *hw_seen_new (HwCache *cache, const char *conninfo, HwHistory *history);
void hw_seen_free (HwSeen *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSeen, hw_seen_free)

/* @moment: the answer to hw_catalog_sum_get_moment_query(). */
void hw_seen_set_moment (HwSeen *seen, HwResult *moment);

/* Whether nothing at all was committed since the last look, so that neither the sum nor the version
 * need be asked for. */
gboolean hw_seen_is_now (const HwSeen *seen);

/* Whether the schema of the last look is still true. */
gboolean hw_seen_is_true (const HwSeen *seen);

/* (transfer full) (nullable): the schema of the last look when it is still true and still there.
 * @guess: (nullable): given back when it is equal. */
HwSchema *hw_seen_get_schema (HwSeen *seen, HwCache *cache, HwSchema *guess);

/* (nullable): the sum that the schema of this look has. */
const char *hw_seen_get_sum (const HwSeen *seen);

/* Keeps @live for the next look, when there is something new to keep; what is equal to @guess
 * (nullable) is in the cache already. When @live was read, so was the sum, over all catalogs.
 * Without a version nothing but the schema will count then. */
void hw_seen_keep (const HwSeen *seen, HwCache *cache, HwSchema *live, HwSchema *guess);

G_END_DECLS
