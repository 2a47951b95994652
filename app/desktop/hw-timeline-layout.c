/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-layout.c: where each revision of a history stands in its picture, and the lines
 * between them. */

#include "hw-timeline-layout.h"

#include <string.h>

/* A lane while the rows are gone through from above: which row its line is on the way to. */
typedef struct
{
  int target; /* -1: free */
  gboolean depends_on;
} HwLane;

typedef struct
{
  HwTimelineLayout *layout;
  GArray *lanes; /* (element-type HwLane) */
  guint n_ghosts;
} HwLayouter;

static void
tag_clear (gpointer data)
{
  g_free (((HwTimelineTag *) data)->text);
}

static void
node_clear (gpointer data)
{
  g_array_unref (((HwTimelineNode *) data)->tags);
}

static HwTimelineNode *
get_node (HwTimelineLayout *layout, guint row)
{
  return &g_array_index (layout->nodes, HwTimelineNode, row);
}

static HwTimelineNode *
add_node (HwTimelineLayout *layout, const HwRevision *revision, const char *id)
{
  HwTimelineNode node = { .revision = revision, .id = id };

  node.tags = g_array_new (FALSE, FALSE, sizeof (HwTimelineTag));
  g_array_set_clear_func (node.tags, tag_clear);
  g_array_append_val (layout->nodes, node);
  return get_node (layout, layout->nodes->len - 1);
}

static void
add_tag (HwTimelineNode *node, HwTagKind kind, const char *text)
{
  HwTimelineTag tag = { kind, g_strdup (text) };

  g_array_append_val (node->tags, tag);
}

static guint
row_of (HwLayouter *layouter, guint number)
{
  return layouter->n_ghosts + hw_history_get_n (layouter->layout->history) - 1 - number;
}

/* A lane whose line is on the way to @target; -1 for one that is free. Added when there is none. */
static guint
find_lane (HwLayouter *layouter, int target, gboolean depends_on)
{
  const HwLane free_lane = { -1, FALSE };

  for (guint i = 0; i < layouter->lanes->len; i++)
    {
      const HwLane *lane = &g_array_index (layouter->lanes, HwLane, i);

      if (lane->target == target && (target < 0 || lane->depends_on == depends_on))
        return i;
    }
  if (target >= 0)
    return find_lane (layouter, -1, FALSE);
  g_array_append_val (layouter->lanes, free_lane);
  return layouter->lanes->len - 1;
}

static void
add_edge (HwLayouter *layouter, guint upper, guint lower, guint lane, gboolean depends_on)
{
  HwTimelineEdge edge = { upper, lower, lane, depends_on };
  HwLane *taken = &g_array_index (layouter->lanes, HwLane, lane);

  taken->target = (int) lower;
  taken->depends_on = depends_on;
  g_array_append_val (layouter->layout->edges, edge);
}

/* Where the row is met: in the first lane that leads to it; the others end here. */
static guint
arrive (HwLayouter *layouter, guint row)
{
  guint mine = find_lane (layouter, (int) row, FALSE);

  for (guint i = 0; i < layouter->lanes->len; i++)
    {
      HwLane *lane = &g_array_index (layouter->lanes, HwLane, i);

      if (lane->target == (int) row)
        lane->target = -1;
    }
  return mine;
}

/* Of the revisions that it follows the one that is named first goes on in its lane. */
static guint
find_first (HwHistory *history, const HwRevision *revision, const guint *followed, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (hw_history_get (history, followed[i])->id, revision->down[0]) == 0)
      return followed[i];
  return followed[n - 1];
}

static gboolean
contains (const guint *numbers, guint n, guint number)
{
  for (guint i = 0; i < n; i++)
    if (numbers[i] == number)
      return TRUE;
  return FALSE;
}

static void
lay_revision (HwLayouter *layouter, const HwRevision *revision)
{
  HwTimelineLayout *layout = layouter->layout;
  guint row = row_of (layouter, revision->number);
  guint lane = arrive (layouter, row);
  guint n_followed, n_parents;
  const guint *followed = hw_history_get_followed (layout->history, revision->number, &n_followed);
  const guint *parents = hw_history_get_parents (layout->history, revision->number, &n_parents);
  guint first =
      n_followed == 0
          ? layout->nodes->len - 1
          : row_of (layouter, find_first (layout->history, revision, followed, n_followed));

  get_node (layout, row)->lane = lane;
  add_edge (layouter, row, first, lane, FALSE);
  for (guint i = 0; i < n_parents; i++)
    {
      guint lower = row_of (layouter, parents[i]);
      gboolean depends_on = !contains (followed, n_followed, parents[i]);

      if (lower != first || depends_on)
        add_edge (layouter, row, lower, find_lane (layouter, (int) lower, depends_on), depends_on);
    }
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const HwTimelineEdge *x = a, *y = b;

  if (x->lane != y->lane)
    return x->lane < y->lane ? -1 : 1;
  return x->upper < y->upper ? -1 : x->upper > y->upper;
}

/* Notes where the edges of each lane begin. */
static void
index_edges (HwTimelineLayout *layout)
{
  guint edge = 0;

  g_array_sort (layout->edges, compare_edges);
  for (guint lane = 0; lane <= layout->n_lanes; lane++)
    {
      while (edge < layout->edges->len &&
             g_array_index (layout->edges, HwTimelineEdge, edge).lane < lane)
        edge++;
      g_array_append_val (layout->lanes, edge);
    }
}

static void
add_ghosts (HwTimelineLayout *layout, const HwTimelinePosition *position)
{
  for (guint i = 0; position->version != NULL && position->version[i] != NULL; i++)
    {
      HwTimelineNode *node;

      if (hw_history_find (layout->history, position->version[i]) != NULL ||
          hw_timeline_layout_find (layout, position->version[i]) >= 0)
        continue;
      node = add_node (layout, NULL, g_string_chunk_insert (layout->ids, position->version[i]));
      node->state = HW_NODE_GHOST;
    }
}

static void
add_position (HwTimelineLayout *layout, const HwTimelinePosition *position)
{
  const char *const base[] = { "base", NULL };
  const char *const *ids = position->version;

  if (ids != NULL && ids[0] == NULL)
    ids = base;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      int row = hw_timeline_layout_find (layout, ids[i]);

      if (row >= 0)
        add_tag (get_node (layout, (guint) row), position->kind, position->text);
    }
}

/* What the database has applied. With a row that this checkout lacks that is not known. */
static void
set_states (HwTimelineLayout *layout, guint n_ghosts, const char *const *version)
{
  g_autoptr (GArray) applied =
      version != NULL ? hw_history_dup_applied (layout->history, version, NULL) : NULL;
  guint base = layout->nodes->len - 1;

  if (applied == NULL)
    return;
  for (guint row = n_ghosts; row < base; row++)
    get_node (layout, row)->state = HW_NODE_PENDING;
  for (guint i = 0; i < applied->len; i++)
    get_node (layout, base - 1 - g_array_index (applied, guint, i))->state = HW_NODE_APPLIED;
  for (guint i = 0; version[i] != NULL; i++)
    get_node (layout, (guint) hw_timeline_layout_find (layout, version[i]))->state =
        HW_NODE_CURRENT;
  get_node (layout, base)->state = version[0] == NULL ? HW_NODE_CURRENT : HW_NODE_APPLIED;
}

static void
add_heads (HwTimelineLayout *layout)
{
  g_auto (GStrv) heads = hw_history_dup_heads (layout->history);

  for (guint i = 0; heads[i] != NULL; i++)
    add_tag (get_node (layout, (guint) hw_timeline_layout_find (layout, heads[i])), HW_TAG_HEAD,
             NULL);
}

HwTimelineLayout *
hw_timeline_layout_new (HwHistory *history, const HwTimelinePosition *positions, guint n_positions)
{
  HwTimelineLayout *layout = g_new0 (HwTimelineLayout, 1);
  g_autoptr (GArray) lanes = g_array_new (FALSE, FALSE, sizeof (HwLane));
  HwLayouter layouter = { layout, lanes, 0 };
  guint n = hw_history_get_n (history);

  g_atomic_ref_count_init (&layout->references);
  layout->history = hw_history_ref (history);
  layout->nodes = g_array_new (FALSE, FALSE, sizeof (HwTimelineNode));
  g_array_set_clear_func (layout->nodes, node_clear);
  layout->edges = g_array_new (FALSE, FALSE, sizeof (HwTimelineEdge));
  layout->lanes = g_array_new (FALSE, FALSE, sizeof (guint));
  layout->ids = g_string_chunk_new (64);
  for (guint i = 0; i < n_positions; i++)
    add_ghosts (layout, &positions[i]);
  layouter.n_ghosts = layout->nodes->len;
  for (guint i = n; i > 0; i--)
    add_node (layout, hw_history_get (history, i - 1), hw_history_get (history, i - 1)->id);
  add_node (layout, NULL, "base");
  for (guint i = n; i > 0; i--)
    lay_revision (&layouter, hw_history_get (history, i - 1));
  get_node (layout, layout->nodes->len - 1)->lane = arrive (&layouter, layout->nodes->len - 1);
  layout->n_lanes = MAX (lanes->len, 1);
  index_edges (layout);
  set_states (layout, layouter.n_ghosts, n_positions > 0 ? positions[0].version : NULL);
  for (guint i = 0; i < n_positions; i++)
    add_position (layout, &positions[i]);
  add_heads (layout);
  return layout;
}

HwTimelineLayout *
hw_timeline_layout_ref (HwTimelineLayout *layout)
{
  g_atomic_ref_count_inc (&layout->references);
  return layout;
}

void
hw_timeline_layout_unref (HwTimelineLayout *layout)
{
  if (!g_atomic_ref_count_dec (&layout->references))
    return;
  g_array_unref (layout->nodes);
  g_array_unref (layout->edges);
  g_array_unref (layout->lanes);
  g_string_chunk_free (layout->ids);
  hw_history_unref (layout->history);
  g_free (layout);
}

const HwTimelineNode *
hw_timeline_layout_get (HwTimelineLayout *layout, guint row)
{
  return get_node (layout, row);
}

int
hw_timeline_layout_find (HwTimelineLayout *layout, const char *id)
{
  const HwRevision *revision = hw_history_find (layout->history, id);
  int last = (int) layout->nodes->len - 1;

  if (revision != NULL)
    return last - 1 - (int) revision->number;
  if (last >= 0 && g_str_equal (id, get_node (layout, (guint) last)->id))
    return last;
  /* The ghosts are on top. */
  for (guint row = 0; row < layout->nodes->len; row++)
    {
      const HwTimelineNode *node = get_node (layout, row);

      if (node->state != HW_NODE_GHOST)
        return -1;
      if (g_str_equal (id, node->id))
        return (int) row;
    }
  return -1;
}

/* The first edge of @lane that ends below @row. Further down in a lane no edge ends higher. */
static guint
find_edge (HwTimelineLayout *layout, guint lane, guint row)
{
  guint low = g_array_index (layout->lanes, guint, lane);
  guint high = g_array_index (layout->lanes, guint, lane + 1);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (layout->edges, HwTimelineEdge, middle).lower > row)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

void
hw_timeline_layout_foreach_edge (HwTimelineLayout *layout, guint first, guint last,
                                 HwTimelineEdgeFunc func, gpointer data)
{
  for (guint lane = 0; lane < layout->n_lanes; lane++)
    {
      guint end = g_array_index (layout->lanes, guint, lane + 1);

      for (guint i = find_edge (layout, lane, first); i < end; i++)
        {
          const HwTimelineEdge *edge = &g_array_index (layout->edges, HwTimelineEdge, i);

          if (edge->upper >= last)
            break;
          func (edge, data);
        }
    }
}
