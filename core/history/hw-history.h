/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history.h: a service's revisions as a directed acyclic graph; nothing is run to read it. */

#pragma once

#include <gio/gio.h>

#include "hw-revision.h"

G_BEGIN_DECLS

/* Immutable, reference-counted (atomically). A "version" in what follows is a NULL-terminated array
 * of full revision ids, as the database's version table holds them; the empty array is base. */
typedef struct _HwHistory HwHistory;

typedef struct
{
  const char
      *path; /* an alembic.ini, a folder with one, a script or versions folder, or an SQL folder */
  const char *format;        /* (nullable): "alembic", "sql" or "golang-migrate"; else found out */
  const char *version_table; /* (nullable): overrides the format's own */
  const char *service;       /* (nullable): whose history it is, for advice */
} HwHistoryOptions;

/* NULL with HW_ERROR_HISTORY; the message names the file (and line) and says what to write instead.
 */
HwHistory *hw_history_load (const HwHistoryOptions *options, GCancellable *cancellable,
                            GError **error);
/* Whether there is a format called @name: HW_ERROR_HISTORY names those there are. */
gboolean hw_history_check_format (const char *name, GError **error);
HwHistory *hw_history_ref (HwHistory *history);
void hw_history_unref (HwHistory *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwHistory, hw_history_unref)

const char *hw_history_get_format (HwHistory *history); /* "alembic" … */
/* Where the revision files are, and (Alembic) the folder of alembic.ini's prepend_sys_path entries,
 * absolute. */
const char *hw_history_get_folder (HwHistory *history);
const char *const *hw_history_get_python_path (HwHistory *history);
/* (nullable): the folder that the package which the files lie in is imported from, absolute. */
const char *hw_history_get_package_root (HwHistory *history);
/* (nullable): what a person should know of the files: that some are passed over, as the tool does.
 */
const char *hw_history_get_notice (HwHistory *history);
/* Bare or schema-qualified, ready for to_regclass() after quoting each part. */
const char *hw_history_get_version_table (HwHistory *history);
/* Whether revisions are programs that must be run to know their SQL (Alembic). */
gboolean hw_history_needs_python (HwHistory *history);

guint hw_history_get_n (HwHistory *history);
/* Parents (down and depends_on) come before children; the order is the same for the same files. */
const HwRevision *hw_history_get (HwHistory *history, guint number);
/* (nullable): by its full id. */
const HwRevision *hw_history_find (HwHistory *history, const char *id);
/* Numbers of the revisions right below (down and resolved depends_on) and right above. */
const guint *hw_history_get_parents (HwHistory *history, guint number, guint *n);
/* Of the parents those that it follows (down), without those that it only depends on. */
const guint *hw_history_get_followed (HwHistory *history, guint number, guint *n);
const guint *hw_history_get_children (HwHistory *history, guint number, guint *n);
/* (transfer full): ids, sorted. As `alembic heads` and `alembic branches` have them: a head that
 * only a depends_on follows counts. (What a database at "heads" has is hw_history_resolve().) */
GStrv hw_history_dup_heads (HwHistory *history);
GStrv hw_history_dup_branch_points (HwHistory *history);
/* (transfer full): labels that hold for a revision, inherited ones too, sorted. */
GStrv hw_history_dup_labels (HwHistory *history, guint number);

/**
 * hw_history_resolve:
 * @specification: an id, the beginning of one, a label, LABEL@SPEC, "head", "heads", "base", REV+N,
 * REV-N, +N, -N, LABEL@+N, "current"; SQL files by their name too
 * @current: (nullable): the version that +N and -N count from
 *
 * As Alembic resolves them. Returns: (transfer full): full ids, empty for base; %NULL with
 * HW_ERROR_NOT_FOUND or HW_ERROR_AMBIGUOUS, whose message names what it could have been
 */
GStrv hw_history_resolve (HwHistory *history, const char *specification, const char *const *current,
                          GError **error);

/**
 * hw_history_dup_downgrade_to:
 * @specification: as for hw_history_resolve(); a LABEL@ in front, and -N, keep to that branch
 *
 * What `alembic downgrade SPECIFICATION` takes back. (The way up needs no such function: it is the
 * upgrade path to what hw_history_resolve() says.)
 *
 * Returns: (transfer full) (element-type guint): numbers, newest first; errors as for
 * hw_history_resolve(), and HW_ERROR_USAGE when the target is not below @current
 */
GArray *hw_history_dup_downgrade_to (HwHistory *history, const char *specification,
                                     const char *const *current, GError **error);

/* (transfer full) (element-type guint): numbers of all revisions that @version has applied,
 * ascending (so: in order); NULL with HW_ERROR_NOT_FOUND when an id is not in this history. */
GArray *hw_history_dup_applied (HwHistory *history, const char *const *version, GError **error);

/* (transfer full) (element-type guint): the revisions to upgrade (in order) so that @target and all
 * below is applied; to downgrade (newest first) from @current until nothing above @target is left.
 */
GArray *hw_history_dup_upgrade_path (HwHistory *history, const char *const *current,
                                     const char *const *target, GError **error);
GArray *hw_history_dup_downgrade_path (HwHistory *history, const char *const *current,
                                       const char *const *target, GError **error);

/* (transfer full): the version after applying (or, @down, taking back) one revision, sorted, by
 * Alembic's row rules. */
GStrv hw_history_dup_version_after (HwHistory *history, const char *const *version, guint number,
                                    gboolean down);

/* (transfer full): the version whose applied set is exactly that of @version, overlaps removed;
 * sorted. */
GStrv hw_history_dup_normal_version (HwHistory *history, const char *const *version,
                                     GError **error);

/* (transfer full): the newest applied revision of every branch, as `alembic current` shows them:
 * @version's, and those whose row is gone because something depends on them; sorted. */
GStrv hw_history_dup_branch_tips (HwHistory *history, const char *const *version, GError **error);

G_END_DECLS
