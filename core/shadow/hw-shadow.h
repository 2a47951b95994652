/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-shadow.h: expected schemas: what a history builds at each revision, by snapshot and replay,
 * cached. */

#pragma once

#include "hw-cache.h"
#include "hw-difference.h"
#include "hw-fleet.h"
#include "hw-progress.h"
#include "hw-recording.h"
#include "hw-schema.h"

G_BEGIN_DECLS

/**
 * HwShadow:
 *
 * Thread-safe; one for a process. Finds the shadow server when it first needs one, and leaves it
 * when freed. A warm cache needs neither server nor Python.
 */
typedef struct _HwShadow HwShadow;

HwShadow *hw_shadow_new (HwFleet *fleet);
void hw_shadow_free (HwShadow *shadow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwShadow, hw_shadow_free)

/* Reads what the cache has of the last @n states on the way to @version into memory, several at
 * once: they are about to be asked for one by one. */
void hw_shadow_prefetch (HwShadow *shadow, HwService *service, const char *const *version, guint n,
                         guint server_major, HwDatabase *live, GCancellable *cancellable);

/* (transfer none): for what is to be kept beside expected schemas. */
HwCache *hw_shadow_get_cache (HwShadow *shadow);

/**
 * hw_shadow_set_search_path:
 * @search_path: (nullable): as hw_catalog_sum_get_search_path_query() tells it of @live
 *
 * What is asked for @live from now on is what the history makes under this search_path, in a
 * database that has its schemas from the beginning.
 *
 * Returns: whether it was another before
 */
gboolean hw_shadow_set_search_path (HwShadow *shadow, HwDatabase *live,
                                    const char *const *search_path);
/* (transfer full) (nullable): the one that was set last. */
GStrv hw_shadow_dup_search_path (HwShadow *shadow, HwDatabase *live);

/**
 * hw_shadow_get_expected:
 * @version: full ids of the service's history; empty for base
 * @server_major: the live server's major version
 * @live: (nullable): the live database, for a shadow on the service's own server; and when owners
 * and privileges count as its drift (hw_database_get_comparison()), they are part of the schema:
 * what the history makes belongs to the role that connects to @live; and for its search_path, see
 * hw_shadow_set_search_path(): without a database it leads to the schema public
 *
 * Returns: (transfer full): %NULL with HW_ERROR_NEEDS_SNAPSHOT, HW_ERROR_NEEDS_ENVIRONMENT,
 * HW_ERROR_UNTRUSTED, HW_ERROR_PYTHON, …
 */
HwSchema *hw_shadow_get_expected (HwShadow *shadow, HwService *service, const char *const *version,
                                  guint server_major, HwDatabase *live, HwProgress *progress,
                                  GCancellable *cancellable, GError **error);

/* (transfer full) (nullable): the same, from the cache alone. */
HwSchema *hw_shadow_find_expected (HwShadow *shadow, HwService *service, const char *const *version,
                                   guint server_major, HwDatabase *live, GCancellable *cancellable);

/* (transfer full): the statements of a revision, from the file (SQL) or the recorder (Alembic).
 * Errors as above. */
HwRecording *hw_shadow_get_recording (HwShadow *shadow, HwService *service, const char *revision,
                                      guint server_major, HwDatabase *live, HwProgress *progress,
                                      GCancellable *cancellable, GError **error);

/* One state the history passes through. */
typedef struct
{
  GStrv version;
  HwSchema *schema;
} HwKnownState;

void hw_known_state_free (HwKnownState *state);

/* (transfer full) (element-type HwKnownState): every state the replay passed through, base first,
 * for identification. What could not be replayed is left out; NULL only when nothing is known. */
GPtrArray *hw_shadow_get_known_states (HwShadow *shadow, HwService *service, guint server_major,
                                       HwDatabase *live, HwProgress *progress,
                                       GCancellable *cancellable, GError **error);

/**
 * hw_shadow_trace_revision:
 * @version: the version before @revision is applied
 *
 * Returns: (transfer full) (element-type HwSchema): the schema at @version, and after each
 * statement up of @revision: one more than its recording has. For telling how far a half-applied
 * revision came.
 */
GPtrArray *hw_shadow_trace_revision (HwShadow *shadow, HwService *service,
                                     const char *const *version, const char *revision,
                                     guint server_major, HwDatabase *live, HwProgress *progress,
                                     GCancellable *cancellable, GError **error);

/* A snapshot that is not what the history builds, from the one before it. */
typedef struct
{
  char *path;
  GStrv version;
  HwDifferences *differences; /* expected: the history; actual: the snapshot */
} HwStaleSnapshot;

void hw_stale_snapshot_free (HwStaleSnapshot *stale);

/* (transfer full) (element-type HwStaleSnapshot): empty when all snapshots are true, or the history
 * cannot be replayed to them (which is what they are for). NULL when one cannot be loaded. */
GPtrArray *hw_shadow_verify_snapshots (HwShadow *shadow, HwService *service, guint server_major,
                                       HwDatabase *live, HwProgress *progress,
                                       GCancellable *cancellable, GError **error);

/* How far the history of a service can be replayed here, told plainly. */
typedef struct
{
  guint n_revisions;
  guint n_replayed;
  GStrv needs_python; /* ids of the revisions that read data, so that they run as programs */
  GPtrArray *errors;  /* (element-type GError): why it stopped, once for each part it stopped in */
} HwReplayAccount;

HwReplayAccount *hw_shadow_get_account (HwShadow *shadow, HwService *service, guint server_major,
                                        HwDatabase *live, HwProgress *progress,
                                        GCancellable *cancellable, GError **error);
void hw_replay_account_free (HwReplayAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwReplayAccount, hw_replay_account_free)
/* (transfer full): a few lines: "38 of 40 revisions replayed", and what to do about the others. */
char *hw_replay_account_to_text (HwReplayAccount *account);

/* (transfer full): what the user should be told once: that the cache cannot be written, that
 * another major version had to serve, and what was added. Empty from the second call on. */
GStrv hw_shadow_take_notices (HwShadow *shadow);
void hw_shadow_add_notice (HwShadow *shadow, const char *notice);

G_END_DECLS
