/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-graph.c: the one topological sort: stable, and it names the circle when there is one. */

#include "hw-graph.h"

/* A binary heap of node numbers, the lowest on top. */
static void
heap_push (GArray *heap, guint node)
{
  guint i = heap->len;
  guint *a;

  g_array_append_val (heap, node);
  a = (guint *) (void *) heap->data;
  while (i > 0 && a[(i - 1) / 2] > node)
    {
      a[i] = a[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  a[i] = node;
}

static guint
heap_pop (GArray *heap)
{
  guint *a = (guint *) (void *) heap->data;
  guint top = a[0], last = a[heap->len - 1], i = 0;

  g_array_set_size (heap, heap->len - 1);
  while (2 * i + 1 < heap->len)
    {
      guint child = 2 * i + 1;

      if (child + 1 < heap->len && a[child + 1] < a[child])
        child++;
      if (a[child] >= last)
        break;
      a[i] = a[child];
      i = child;
    }
  if (heap->len > 0)
    a[i] = last;
  return top;
}

/* Edges grouped by the node they leave: the targets of node n are targets[first[n]] … first[n + 1].
 */
static void
group_edges (guint n_nodes, const HwEdge *edges, guint n_edges, guint *first, guint *targets)
{
  g_autofree guint *fill = g_new0 (guint, n_nodes + 1);

  for (guint i = 0; i < n_edges; i++)
    first[edges[i].before + 1]++;
  for (guint n = 0; n < n_nodes; n++)
    first[n + 1] += first[n];
  for (guint i = 0; i < n_edges; i++)
    {
      guint n = edges[i].before;

      targets[first[n] + fill[n]++] = edges[i].after;
    }
}

/* Every node with @waiting > 0 has a predecessor that waits too: walk back until one repeats. */
static GArray *
find_circle (guint n_nodes, const HwEdge *edges, guint n_edges, const guint *waiting)
{
  g_autofree guint *previous = g_new (guint, n_nodes);
  g_autofree gboolean *seen = g_new0 (gboolean, n_nodes);
  GArray *circle = g_array_new (FALSE, FALSE, sizeof (guint));
  guint node = 0, start;

  for (guint i = 0; i < n_edges; i++)
    if (edges[i].before != edges[i].after && waiting[edges[i].before] > 0)
      previous[edges[i].after] = edges[i].before;
  while (waiting[node] == 0)
    node++;
  while (!seen[node])
    {
      seen[node] = TRUE;
      node = previous[node];
    }
  start = node;
  do
    {
      g_array_prepend_val (circle, node);
      node = previous[node];
    }
  while (node != start);
  return circle;
}

gboolean
hw_graph_sort (guint n_nodes, const HwEdge *edges, guint n_edges, guint *order, GArray **circle)
{
  g_autofree guint *first = g_new0 (guint, n_nodes + 1);
  g_autofree guint *targets = g_new (guint, n_edges + 1);
  g_autofree guint *waiting = g_new0 (guint, n_nodes + 1);
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_sorted = 0;

  group_edges (n_nodes, edges, n_edges, first, targets);
  for (guint i = 0; i < n_edges; i++)
    if (edges[i].before != edges[i].after)
      waiting[edges[i].after]++;
  for (guint n = 0; n < n_nodes; n++)
    if (waiting[n] == 0)
      heap_push (ready, n);
  while (ready->len > 0)
    {
      guint n = heap_pop (ready);

      order[n_sorted++] = n;
      for (guint i = first[n]; i < first[n + 1]; i++)
        if (targets[i] != n && --waiting[targets[i]] == 0)
          heap_push (ready, targets[i]);
    }
  if (n_sorted == n_nodes)
    return TRUE;
  if (circle != NULL)
    *circle = find_circle (n_nodes, edges, n_edges, waiting);
  return FALSE;
}
