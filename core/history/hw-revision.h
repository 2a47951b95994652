/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision.h: one migration of a history, as its file declares it. */

#pragma once

#include "hw-file-sums.h"

G_BEGIN_DECLS

/* Immutable once its history is loaded; owned by the history. Strings are never NULL unless said
 * so. */
typedef struct
{
  char *id;
  GStrv down;       /* the ids it follows (down_revision), as written; empty for a base */
  GStrv depends_on; /* ids or labels, as written */
  GStrv labels;     /* branch labels of its own */
  char *message;    /* the first line of its docstring or its name; "" when there is none */
  char *doc;        /* the whole docstring; "" when there is none */
  char *date;       /* (nullable): as written in the docstring ("Create Date: …", "Date: …") */
  char *author;     /* (nullable): likewise ("Author: …") */
  char *file;       /* absolute path of the file that declares it; for SQL pairs the up file */
  char *down_file;  /* (nullable): SQL pairs only */
  char *name;      /* (nullable): SQL formats: its file's name without ".sql": "001_create_users" */
  guint line;      /* where its id is assigned, from 1 */
  guint down_line; /* where its parents are named, from 1 */
  GStrv notes;     /* what was noticed and is not fatal ("branch_labels is computed at run time") */
  guint number;    /* its place in the history's order, parents first */
  GBytes *memory;  /* (nullable): where it lies with all of the above, beside others */
} HwRevision;

void hw_revision_free (HwRevision *revision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwRevision, hw_revision_free)

/* (transfer full): what tells the files that declare it, as they are now, from others; NULL with an
 * error. */
char *hw_revision_dup_checksum (const HwRevision *revision, HwFileSums *sums, GError **error);

G_END_DECLS
