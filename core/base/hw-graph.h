/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-graph.h: the one topological sort: stable, and it names the circle when there is one. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Node @before must come before node @after; nodes are numbered from 0. */
typedef struct
{
  guint before;
  guint after;
} HwEdge;

/**
 * hw_graph_sort:
 * @order: (out): room for @n_nodes numbers
 * @circle: (out) (optional) (transfer full): node numbers of one circle, in its order, when there
 * is one
 *
 * Sorts nodes so that every edge runs forward; of the nodes that could come next the one with the
 * lowest number does, so the result is the same for the same input. Edges from a node to itself and
 * repeated edges are allowed: the first are ignored. Time grows with (nodes + edges) log nodes.
 *
 * Returns: %FALSE when there is a circle; @order is then not filled.
 */
gboolean hw_graph_sort (guint n_nodes, const HwEdge *edges, guint n_edges, guint *order,
                        GArray **circle);

G_END_DECLS
