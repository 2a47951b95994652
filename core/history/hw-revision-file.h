/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-file.h: writes new revision files in the history's own format, and reads SQL from
 * those that are SQL. */

#pragma once

#include "hw-history.h"

G_BEGIN_DECLS

typedef struct
{
  const char *message;
  const char *const *down; /* full ids; the empty array for a new base */
  const char *id;          /* (nullable): else made as the format does */
  const char *up;          /* (nullable): SQL of the upgrade, else an empty body */
  const char *downgrade;   /* (nullable): SQL of the downgrade, else an empty body */
} HwNewRevision;

/* Writes a file that must not exist yet. (transfer full): its path. */
char *hw_revision_file_write (HwHistory *history, const HwNewRevision *revision, GError **error);

/* The same for an empty revision that joins its parents: HW_ERROR_USAGE where @revision has fewer
 * than two. */
char *hw_revision_file_merge (HwHistory *history, const HwNewRevision *revision, GError **error);

/* SQL formats only. (transfer full): the SQL text of one direction; NULL with HW_ERROR_NOT_FOUND
 * when there is no downgrade. */
char *hw_revision_file_dup_sql (HwHistory *history, const HwRevision *revision, gboolean down,
                                GError **error);

G_END_DECLS
