/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-check.h: what a database is: version, drift, identification, verdict. */

#pragma once

#include "hw-identify.h"
#include "hw-lock.h"
#include "hw-shadow.h"
#include "hw-verdict.h"
#include "hw-version-store.h"

G_BEGIN_DECLS

/* A step that Headway began in a database and that did not end: only its statements that refuse a
 * transaction can leave one. */
typedef struct
{
  char *step;   /* its id in the ledger */
  char *action; /* "upgrade" or "downgrade" */
  char *revision;
  GStrv version_before;
  GStrv version_after;
  guint statements_done; /* of them, the first so many are known to be done */
  guint statements;
  char *digest; /* of the statements, so that an edited revision is not resumed */
  char *since;
} HwUnfinished;

void hw_unfinished_free (HwUnfinished *unfinished);

/**
 * HwCheck:
 *
 * One look at one database. Immutable and reference-counted (atomically). A field that could not be
 * known is NULL.
 */
typedef struct
{
  gatomicrefcount references;
  HwDatabase *database;
  HwVerdict verdict;
  HwHistory *history;
  HwVersion *version;
  GStrv other_tables; /* without version rows: what is called like their table in other schemas */
  GStrv heads;
  guint n_pending; /* revisions between its version and the heads */
  guint server_major;
  HwSchema *live;
  char *place, *moment, *sum; /* by which hw_catalog_sum_holds() tells that it still is @live */
  /* The version that the drift is measured against: its own, or without a known one the heads. */
  GStrv measured;
  HwSchema *expected;       /* at @measured */
  HwDifferences *drift;     /* expected against live */
  gboolean only_loss_mends; /* drifted, with nothing pending, and each statement against it would
                               lose something */
  GPtrArray *candidates; /* (element-type HwCandidate): what the schema looks like, when its version
                            does not say */
  HwLockHolder *holder;  /* blocked: by whom */
  HwUnfinished *unfinished; /* dirty: Headway's own half-done step */
  GError *error;     /* why the verdict is unreachable or blocked, or why the drift is not known */
  gint64 checked_at; /* microseconds since 1970 */
} HwCheck;

/**
 * hw_check_database:
 *
 * Connects, reads version and schema in one snapshot, compares, and gives the verdict. What goes
 * wrong on the way is part of the answer (@error of the check), so that one database never hides
 * the others.
 *
 * Returns: (transfer full): never %NULL but when cancelled
 */
HwCheck *hw_check_database (HwDatabase *database, HwShadow *shadow, HwProgress *progress,
                            GCancellable *cancellable, GError **error);

/* The same for many at once, on @jobs threads. (transfer full) (element-type HwCheck): in the order
 * of @databases; NULL when cancelled. */
GPtrArray *hw_check_databases (GPtrArray *databases, HwShadow *shadow, guint jobs,
                               HwProgress *progress, GCancellable *cancellable, GError **error);

/**
 * hw_check_wait:
 * @checks: (element-type HwCheck): what hw_check_databases() found; those that were blocked by a
 * migration are replaced by the latest look
 * @seconds: how long to wait at most
 *
 * Looks again and again at those of @checks that somebody else is migrating (@holder of the check),
 * until each is free or the time is over. @progress says for whom it waits.
 *
 * Returns: %FALSE when cancelled
 */
gboolean hw_check_wait (GPtrArray *checks, HwShadow *shadow, guint jobs, guint seconds,
                        HwProgress *progress, GCancellable *cancellable, GError **error);

HwCheck *hw_check_ref (HwCheck *check);
void hw_check_unref (HwCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwCheck, hw_check_unref)

/* (transfer full): those version rows of @check, whose version was read, that are no revisions of
 * this checkout. */
GStrv hw_check_dup_unknown (const HwCheck *check);

/* Whether of the version rows of @check, all of them known, one is an ancestor of another. */
gboolean hw_check_overlaps (const HwCheck *check);

/* How far the schema of @check, whose candidates are known, is from the version that the database
 * says it has; 0 when that is no known state. */
guint hw_check_get_own_weight (const HwCheck *check);

/* Whether all is well: up to date, and known to be. */
gboolean hw_check_is_clean (const HwCheck *check);

/* (transfer container) (element-type HwDifference): the differences of @check, whose drift is
 * known, about the objects that @only names as hw_filter_dup_term() writes them; NULL: all. */
GPtrArray *hw_check_choose (const HwCheck *check, const char *const *only);
/* (nullable): the candidate that stands alone as the nearest, or NULL when several are equally near
 * but differ in what was applied. */
const HwCandidate *hw_check_get_identified (const HwCheck *check);

G_END_DECLS
