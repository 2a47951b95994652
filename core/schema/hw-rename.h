/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rename.h: what has another name on the other side: recognised, and never taken for granted. */

#pragma once

#include "hw-ddl.h"
#include "hw-filter.h"

G_BEGIN_DECLS

/* One object, or one label of an enumerated type, that another name or another schema makes the
 * other one. */
typedef struct
{
  HwObject *from; /* of a label: its type */
  HwObject *to;
  char *kind;            /* "table", "enum-value" */
  char *old_name;        /* as people write it: "orders.total" */
  char *new_name;        /* likewise */
  char *reason;          /* why it is recognised: a phrase */
  GPtrArray *statements; /* (element-type HwDdlStatement) */
  gboolean accepted;     /* the caller's own mark */
} HwRename;

void hw_rename_free (gpointer rename);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRename, hw_rename_free)

/**
 * hw_rename_recognise:
 * @filter: (nullable): which objects count
 *
 * Of the same kind and the same shape, the name gone and the name new, and no other like them. What
 * lies in something that is recognised itself comes to light when that has been renamed.
 *
 * Returns: (transfer full) (element-type HwRename): in hw_object_compare() order
 */
GPtrArray *hw_rename_recognise (HwSchema *from, HwSchema *to, HwFilter *filter);

/**
 * hw_rename_find:
 * @term: KIND:OLD=NEW or OLD=NEW; OLD is a name that only @from has, NEW one that only @to has: in
 * full, or the last word alone
 *
 * Returns: (transfer full): whatever their shapes; %NULL with HW_ERROR_USAGE, HW_ERROR_NOT_FOUND or
 * HW_ERROR_AMBIGUOUS
 */
HwRename *hw_rename_find (HwSchema *from, HwSchema *to, const char *term, GError **error);

/* (transfer full): the term that means @rename. */
char *hw_rename_dup_term (const HwRename *rename);

G_END_DECLS
