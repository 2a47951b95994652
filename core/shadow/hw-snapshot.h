/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-snapshot.h: schemas at known revisions, kept as SQL that people read, review and commit. */

#pragma once

#include "hw-fleet.h"
#include "hw-schema.h"
#include "hw-scratch.h"

G_BEGIN_DECLS

/* Immutable. The file is SNAPSHOTS/REVISION.sql; "base" is before the first revision, and several
 * heads are joined by "+". */
typedef struct
{
  char *path;
  GStrv version; /* full ids, sorted */
  char *text;
  char *digest; /* SHA-256 of the text */
} HwSnapshot;

void hw_snapshot_free (HwSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSnapshot, hw_snapshot_free)

/* (transfer full) (element-type HwSnapshot): the service's snapshots whose revisions the history
 * has, sorted by path. NULL with an error when one cannot be read; no folder is no snapshot. */
GPtrArray *hw_snapshot_load_all (HwService *service, HwHistory *history, GError **error);

/* (nullable) (transfer none): the one of @snapshots that is nearest at or before the revisions
 * @applied (numbers, ascending): its revisions are all among them, and are the most. */
HwSnapshot *hw_snapshot_find (GPtrArray *snapshots, HwHistory *history, GArray *applied);

/* Writes @schema as the snapshot at @version. (transfer full): its path; NULL when the schema
 * cannot be written as SQL, the file cannot be written, or with HW_ERROR_REFUSED when there is one
 * that says something else and @replace does not allow for that. */
char *hw_snapshot_write (HwService *service, const char *const *version, HwSchema *schema,
                         guint server_major, gboolean replace, GError **error);

/* Runs it in an empty database. HW_ERROR_FAILED, which names file, line and the server's words. */
gboolean hw_snapshot_run (const HwSnapshot *snapshot, HwService *service, HwScratch *scratch,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
