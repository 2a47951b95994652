/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-seen.h: what the last look at a database saw, so that an unchanged schema is not read again.
 */

#pragma once

#include "hw-cache.h"

G_BEGIN_DECLS

/* What the last look saw at the same place (hw-catalog-sum.h), and what this one sees. */
typedef struct
{
  char *key;      /* of the cache */
  char *moment;   /* then; "" when it could not be said */
  char *sum;      /* then; "" when it could not be said */
  char *digest;   /* then, of the schema; NULL when there was no look */
  char *now;      /* the moment; (nullable) */
  char *new_sum;  /* (nullable) */
  gboolean found; /* the schema of then is true and there */
} HwSeen;

/* @place and @now: the answers of hw_catalog_sum_get_moment_query(); @conninfo: how it is reached.
 */
HwSeen *hw_seen_new (HwCache *cache, const char *conninfo, const char *version_table,
                     const char *place, const char *now);
void hw_seen_free (HwSeen *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSeen, hw_seen_free)

/* Whether nothing at all was committed since the last look, so that @new_sum is not needed. */
gboolean hw_seen_is_now (const HwSeen *seen);

/* Whether the schema of the last look is still true. */
gboolean hw_seen_is_true (const HwSeen *seen);

/* (transfer full) (nullable): the schema of the last look when it is still true and still there.
 * @guess: (nullable): given back when it is equal. */
HwSchema *hw_seen_get_schema (HwSeen *seen, HwCache *cache, HwSchema *guess);

/* Keeps @live for the next look, when there is something new to keep; what is equal to @guess
 * (nullable) is in the cache already. */
void hw_seen_keep (const HwSeen *seen, HwCache *cache, HwSchema *live, HwSchema *guess);

G_END_DECLS
