/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline.h: the states a history passes through, and the ways to build them. */

#pragma once

#include "hw-owned-schemas.h"
#include "hw-snapshot.h"

G_BEGIN_DECLS

/**
 * HwTimeline:
 *
 * A service's revision files and snapshots as they are when it is made. The line is the history's
 * own order: after each revision all before it are applied, which is one state. Used by one thread
 * at a time, and else immutable.
 */
typedef struct
{
  HwService *service;
  HwHistory *history;
  GPtrArray *snapshots; /* (element-type HwSnapshot) */
  GStrv checksums;      /* of each revision, by number */
  char *project; /* what recordings depend on besides: where the project is, and the recorder */
  HwOwnedSchemas *owned; /* (nullable): once they were asked for */
  GHashTable *keys;      /* of char*: of the states that were asked for, one string each */
  GHashTable *following; /* a state's key and a revision's number → the key of the state after it */
} HwTimeline;

HwTimeline *hw_timeline_new (HwService *service, HwFileSums *sums, GCancellable *cancellable,
                             GError **error);
void hw_timeline_free (HwTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTimeline, hw_timeline_free)

/* Whether some snapshot is exactly the state of the first @n revisions of the line. */
gboolean hw_timeline_has_snapshot_at (HwTimeline *timeline, guint n);
/* (transfer full) (element-type guint): the numbers 0 … @n - 1, applied on the line. */
GArray *hw_timeline_dup_line (guint n);

/* (transfer full): @search_path, as hw_catalog_sum_get_search_path_query() tells it, without the
 * schemas that the revisions make themselves. */
GStrv hw_timeline_dup_search_path (HwTimeline *timeline, const char *const *search_path);

/* How states are built and read: what their keys depend on besides the files. */
typedef struct
{
  guint major;              /* of the server that builds the schemas */
  GStrv search_path;        /* (nullable): to public alone; its schemas are there at base */
  HwCompareOptions compare; /* owners and privileges, which are read only to be compared */
} HwReading;

/* One way to build states: a snapshot, or nothing, and then revisions in order. */
typedef struct
{
  HwTimeline *timeline;
  HwReading reading;
  HwSnapshot *snapshot; /* (nullable) */
  GArray *numbers;      /* of guint: the revisions run after it */
  GPtrArray *keys;      /* of char*, the timeline's, one more: the name in the cache of the state
                           before each, and after the last */
  guint target;         /* which of these states was asked for */
  guint n_applied;      /* revisions in the state that was asked for */
  gboolean on_line;     /* these are the first ones of the line, along which it has not gone on */
} HwChain;

void hw_chain_free (HwChain *chain);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwChain, hw_chain_free)

/* To the state @version, from the snapshot nearest to it. A version on the line is built along the
 * line. HW_ERROR_NOT_FOUND when an id is not in the history. */
HwChain *hw_chain_new (HwTimeline *timeline, const HwReading *reading, const char *const *version,
                       GError **error);
/* To the state right after revision @number, by running it: from a snapshot that lacks it; along
 * the line or, @alone, of its own ancestors only. Its target is never 0. */
HwChain *hw_chain_new_through (HwTimeline *timeline, const HwReading *reading, guint number,
                               gboolean alone);

/* A chain on the line goes on behind its target, up to the next snapshot or the heads: who replays
 * that far keeps the states that will be asked for next. */
void hw_chain_go_on (HwChain *chain);

/* (transfer full): the version of state @i of the chain, by the format's row rules. */
GStrv hw_chain_dup_version (HwChain *chain, guint i);
const HwRevision *hw_chain_get_revision (HwChain *chain, guint i);

G_END_DECLS
