/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-renaming.h: what a schema becomes when what is renamed is renamed, seen in the shadow. */

#pragma once

#include "hw-rename.h"
#include "hw-scratch.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *terms; /* (nullable): as for hw_rename_find() */
  gboolean all;             /* accept whatever is recognised */
  HwFilter *filter;         /* (nullable): which objects count */
  guint major;              /* of the server that FROM is on */
} HwRenamingOptions;

/**
 * hw_renaming_run:
 * @from: (inout): becomes what it is after the accepted renames: they are tried on a copy in the
 * shadow and read back, with all that names what was renamed
 *
 * What is renamed brings to light what else has another name, in the end all of it.
 *
 * Returns: (transfer full) (element-type HwRename): the accepted ones in the order in which they
 * must be carried out, and then those that are only recognised; %NULL with HW_ERROR_USAGE,
 * HW_ERROR_NOT_FOUND, HW_ERROR_AMBIGUOUS for a term, or HW_ERROR_UNPROVEN
 */
GPtrArray *hw_renaming_run (HwFleet *fleet, HwSchema **from, HwSchema *to,
                            const HwRenamingOptions *options, const HwCompareOptions *compare,
                            GCancellable *cancellable, GError **error);

/* (transfer full) (element-type HwDdlStatement): the statements of the accepted ones. */
GPtrArray *hw_renaming_dup_statements (GPtrArray *renames);

G_END_DECLS
