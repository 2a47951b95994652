/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-layout.h: where each revision of a history stands in its picture, and the lines
 * between them. Knows no widgets. */

#pragma once

#include "hw-history.h"

G_BEGIN_DECLS

typedef enum
{
  HW_NODE_UNKNOWN, /* the database could not be asked */
  HW_NODE_PENDING,
  HW_NODE_APPLIED,
  HW_NODE_CURRENT, /* applied, and what the version table names */
  HW_NODE_GHOST,   /* what a version table names and this checkout lacks */
} HwNodeState;

typedef enum
{
  HW_TAG_HERE,  /* the database that is looked at */
  HW_TAG_HEAD,  /* no other revision follows */
  HW_TAG_GUESS, /* what the database's schema looks like */
  HW_TAG_OTHER, /* another environment's database */
} HwTagKind;

/* Something to write beside a revision. */
typedef struct
{
  HwTagKind kind;
  char *text;
} HwTimelineTag;

/* Where a database is. */
typedef struct
{
  HwTagKind kind;             /* HERE, GUESS or OTHER */
  const char *text;           /* what is written beside it */
  const char *const *version; /* its rows; empty for base; (nullable): not known */
} HwTimelinePosition;

/* One row of the picture. */
typedef struct
{
  const HwRevision *revision; /* NULL for a ghost and for the base below all others */
  const char *id;             /* "base" for the base */
  HwNodeState state;
  guint lane;
  GArray *tags; /* (element-type HwTimelineTag) */
} HwTimelineNode;

/* A line from a revision down to one that it needs. It leaves the upper one's lane for its own
 * between the rows @upper and @upper + 1, and enters the lower one's right above @lower. */
typedef struct
{
  guint upper;
  guint lower;
  guint lane;
  gboolean depends_on; /* by depends_on only */
} HwTimelineEdge;

/* Immutable, reference-counted (atomically). Newest on top: ghosts, then the history's order
 * reversed, and base at the bottom. The same input gives the same layout. */
typedef struct
{
  gatomicrefcount references;
  HwHistory *history;
  guint n_lanes;
  GArray *nodes;     /* (element-type HwTimelineNode) */
  GArray *edges;     /* (element-type HwTimelineEdge), by lane, then from above */
  GArray *lanes;     /* (element-type guint): where each lane's edges begin, and the end */
  GStringChunk *ids; /* of the ghosts */
} HwTimelineLayout;

/* @positions: the first one is the database that is looked at. */
HwTimelineLayout *hw_timeline_layout_new (HwHistory *history, const HwTimelinePosition *positions,
                                          guint n_positions);
HwTimelineLayout *hw_timeline_layout_ref (HwTimelineLayout *layout);
void hw_timeline_layout_unref (HwTimelineLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTimelineLayout, hw_timeline_layout_unref)

const HwTimelineNode *hw_timeline_layout_get (HwTimelineLayout *layout, guint row);
/* The row of a revision, of a ghost, or "base"; -1 when there is none. */
int hw_timeline_layout_find (HwTimelineLayout *layout, const char *id);

typedef void (*HwTimelineEdgeFunc) (const HwTimelineEdge *edge, gpointer data);
/* Calls @func with each edge of which something lies between the rows @first and @last. Takes time
 * by what is there, not by how long the history is. */
void hw_timeline_layout_foreach_edge (HwTimelineLayout *layout, guint first, guint last,
                                      HwTimelineEdgeFunc func, gpointer data);

G_END_DECLS
