/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history-private.h: what a history is inside. */

#pragma once

#include "formats/hw-format.h"

G_BEGIN_DECLS

/* Neighbours of each revision, by number: targets[first[n]] … targets[first[n + 1] - 1]. */
typedef struct
{
  guint *first;
  guint *targets;
} HwLinks;

struct _HwHistory
{
  gatomicrefcount references;
  const HwFormat *format;
  char *path; /* what it was read from, absolute */
  char *folder;
  GStrv python_path;
  char *package_root;
  char *notice;
  char *version_table;
  char *service; /* its name, or what stands for one in advice */

  GPtrArray *revisions; /* (element-type HwRevision), by number */
  GHashTable *names;    /* id or label → number + 1 */
  gboolean has_labels;

  HwLinks down;     /* down_revision alone: what Alembic calls a branch follows these */
  HwLinks next;     /* the reverse */
  HwLinks all_down; /* and depends_on: what must be applied before */
  HwLinks all_next; /* the reverse */
};

/* Orders the revisions and fills names and links. FALSE with HW_ERROR_HISTORY: an id or label used
 * twice, a parent no file has, a circle. */
gboolean hw_history_link (HwHistory *history, GError **error);

static inline guint
hw_links_count (const HwLinks *links, guint number)
{
  return links->first[number + 1] - links->first[number];
}

static inline const guint *
hw_links_get (const HwLinks *links, guint number)
{
  return links->targets + links->first[number];
}

/* Marks, in @marks (a byte for each revision), @number and all that @links lead to. */
void hw_history_mark (HwHistory *history, const HwLinks *links, guint number, guint8 *marks);

/* -1 when there is none. */
int hw_history_find_number (HwHistory *history, const char *id);

/* Marks in @roots what Alembic takes back first to come down to @target (-1 for base): the
 * revisions right above it by down_revision. */
void hw_history_mark_above (HwHistory *history, int target, guint8 *roots);

/* (transfer full) (element-type guint): of what @current has applied, @roots and all that stands on
 * them, newest first. */
GArray *hw_history_dup_path_above (HwHistory *history, const char *const *current,
                                   const guint8 *roots, GError **error);

/* (transfer full): the ids of the marked revisions, sorted. */
GStrv hw_history_dup_marked (HwHistory *history, const guint8 *marks);

G_END_DECLS
