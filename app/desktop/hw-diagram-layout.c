/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diagram-layout.c: places boxes that are joined by lines in layers, with few crossings.
 *
 * The usual way (Sugiyama, Tagawa and Toda 1981): break circles, choose layers, put a knot on a
 * line in each layer it passes, order the layers by the middle of the neighbours, then give each
 * its place as near to its neighbours as the order allows. */

#include "hw-diagram-layout.h"

#define BETWEEN_LAYERS 72.0
#define BETWEEN_BOXES 28.0
#define KNOT_HEIGHT 4.0
#define SWEEPS 12

/* A box, or the knot where a line passes a layer. */
typedef struct
{
  guint box; /* NONE for a knot */
  guint layer;
  guint place; /* in its layer */
  double height;
  double middle;
  double weight; /* while sorting */
  GArray *left;  /* (element-type guint): nodes of the layer before that it is joined to */
  GArray *right;
} Node;

#define NONE G_MAXUINT

typedef struct
{
  HwDiagramBox *boxes;
  guint n_boxes;
  HwDiagramLine *lines;
  guint n_lines;
  gboolean *turned;  /* for each line: it leads to the right, to break a circle */
  guint *layers;     /* for each box */
  guint *components; /* for each box */
  GArray *nodes;     /* (element-type Node): of the component at work; the boxes first */
  guint *node_of;    /* for each box */
  GPtrArray *order;  /* (element-type GArray of guint): the nodes of each layer */
  GArray **paths;    /* for each line: its nodes, from left to right */
} Layout;

static Node *
get_node (Layout *self, guint i)
{
  return &g_array_index (self->nodes, Node, i);
}

static gboolean
is_loop (const HwDiagramLine *line)
{
  return line->from == line->to;
}

/* The ends of a line once circles are broken: the right box leads to the left one. */
static guint
get_left (Layout *self, guint line)
{
  return self->turned[line] ? self->lines[line].from : self->lines[line].to;
}

static guint
get_right (Layout *self, guint line)
{
  return self->turned[line] ? self->lines[line].to : self->lines[line].from;
}

/* Circles and layers */

/* The lines that leave each box. (transfer full) */
static GPtrArray *
collect_leaving (Layout *self)
{
  GPtrArray *leaving = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->n_boxes; i++)
    g_ptr_array_add (leaving, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self->n_lines; i++)
    if (!is_loop (&self->lines[i]))
      g_array_append_val ((GArray *) g_ptr_array_index (leaving, self->lines[i].from), i);
  return leaving;
}

typedef struct
{
  guint box;
  guint next; /* of its leaving lines */
} Visit;

/* Walks in depth; a line back to where the walk is coming from closes a circle and is turned. */
static void
break_circles (Layout *self)
{
  g_autoptr (GPtrArray) leaving = collect_leaving (self);
  g_autofree guint8 *state = g_new0 (guint8, self->n_boxes); /* 1: on the way, 2: done */
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Visit));

  for (guint i = 0; i < self->n_boxes; i++)
    {
      Visit first = { i, 0 };

      if (state[i] != 0)
        continue;
      state[i] = 1;
      g_array_append_val (stack, first);
      while (stack->len > 0)
        {
          Visit *visit = &g_array_index (stack, Visit, stack->len - 1);
          GArray *lines = g_ptr_array_index (leaving, visit->box);
          guint line, to;

          if (visit->next == lines->len)
            {
              state[visit->box] = 2;
              g_array_set_size (stack, stack->len - 1);
              continue;
            }
          line = g_array_index (lines, guint, visit->next++);
          to = self->lines[line].to;
          if (state[to] == 1)
            {
              self->turned[line] = TRUE;
            }
          else if (state[to] == 0)
            {
              Visit next = { to, 0 };

              state[to] = 1;
              g_array_append_val (stack, next);
            }
        }
    }
}

/* Each box one layer right of the rightmost one it leads to. Without circles this ends. */
static void
choose_layers (Layout *self)
{
  gboolean moved = TRUE;

  while (moved)
    {
      moved = FALSE;
      for (guint i = 0; i < self->n_lines; i++)
        {
          guint left = get_left (self, i), right = get_right (self, i);

          if (is_loop (&self->lines[i]) || self->layers[right] > self->layers[left])
            continue;
          self->layers[right] = self->layers[left] + 1;
          moved = TRUE;
        }
    }
}

/* Boxes that are joined have the same number: the lowest of theirs. */
static void
find_components (Layout *self)
{
  gboolean moved = TRUE;

  for (guint i = 0; i < self->n_boxes; i++)
    self->components[i] = i;
  while (moved)
    {
      moved = FALSE;
      for (guint i = 0; i < self->n_lines; i++)
        {
          guint *a = &self->components[self->lines[i].from];
          guint *b = &self->components[self->lines[i].to];

          if (*a == *b)
            continue;
          *a = *b = MIN (*a, *b);
          moved = TRUE;
        }
    }
}

/* Nodes */

static guint
add_node (Layout *self, guint box, guint layer, double height)
{
  Node node = { .box = box, .layer = layer, .height = height };
  GArray *nodes;

  while (self->order->len <= layer)
    g_ptr_array_add (self->order, g_array_new (FALSE, FALSE, sizeof (guint)));
  nodes = g_ptr_array_index (self->order, layer);
  node.place = nodes->len;
  node.left = g_array_new (FALSE, FALSE, sizeof (guint));
  node.right = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (nodes, self->nodes->len);
  g_array_append_val (self->nodes, node);
  return self->nodes->len - 1;
}

static void
clear_node (gpointer data)
{
  Node *node = data;

  g_array_unref (node->left);
  g_array_unref (node->right);
}

static void
join (Layout *self, guint left, guint right)
{
  g_array_append_val (get_node (self, left)->right, right);
  g_array_append_val (get_node (self, right)->left, left);
}

static void
make_path (Layout *self, guint line)
{
  guint node = self->node_of[get_left (self, line)];
  guint last = self->node_of[get_right (self, line)];
  GArray *path = self->paths[line] = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (path, node);
  for (guint layer = get_node (self, node)->layer + 1; layer < get_node (self, last)->layer;
       layer++)
    {
      guint knot = add_node (self, NONE, layer, KNOT_HEIGHT);

      join (self, node, knot);
      node = knot;
      g_array_append_val (path, node);
    }
  join (self, node, last);
  g_array_append_val (path, last);
}

static void
make_nodes (Layout *self, guint component)
{
  for (guint i = 0; i < self->n_boxes; i++)
    if (self->components[i] == component)
      self->node_of[i] = add_node (self, i, self->layers[i], self->boxes[i].height);
  for (guint i = 0; i < self->n_lines; i++)
    if (self->components[self->lines[i].from] == component && !is_loop (&self->lines[i]))
      make_path (self, i);
}

/* Order */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* How many pairs of lines between layer @layer and the next cross: the inversions of the places on
 * the right, counted with a Fenwick tree. */
static guint64
count_crossings_at (Layout *self, guint layer)
{
  GArray *nodes = g_ptr_array_index (self->order, layer);
  guint n = ((GArray *) g_ptr_array_index (self->order, layer + 1))->len;
  g_autofree guint *sums = g_new0 (guint, n + 2);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  guint64 crossings = 0;
  guint total = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = get_node (self, g_array_index (nodes, guint, i));

      g_array_set_size (places, 0);
      for (guint r = 0; r < node->right->len; r++)
        g_array_append_val (places, get_node (self, g_array_index (node->right, guint, r))->place);
      g_array_sort (places, compare_numbers);
      for (guint p = 0; p < places->len; p++)
        {
          guint before = 0;

          for (guint k = g_array_index (places, guint, p) + 1; k > 0; k -= k & -k)
            before += sums[k];
          crossings += total - before;
        }
      for (guint p = 0; p < places->len; p++, total++)
        for (guint k = g_array_index (places, guint, p) + 1; k <= n; k += k & -k)
          sums[k]++;
    }
  return crossings;
}

static guint64
count_crossings (Layout *self)
{
  guint64 crossings = 0;

  for (guint layer = 0; layer + 1 < self->order->len; layer++)
    crossings += count_crossings_at (self, layer);
  return crossings;
}

static int
compare_weights (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Node *x = get_node (user_data, *(const guint *) a);
  const Node *y = get_node (user_data, *(const guint *) b);

  if (x->weight != y->weight)
    return x->weight < y->weight ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

static void
number_places (Layout *self, GArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    get_node (self, g_array_index (nodes, guint, i))->place = i;
}

static double
get_place (const Node *node)
{
  return node->place;
}

static double
get_middle (const Node *node)
{
  return node->middle;
}

/* Each of @nodes weighs as much as the neighbours on one side do in the mean, by @measure; without
 * any, as itself. */
static void
weigh (Layout *self, GArray *nodes, gboolean by_left, double (*measure) (const Node *node))
{
  for (guint i = 0; i < nodes->len; i++)
    {
      Node *node = get_node (self, g_array_index (nodes, guint, i));
      GArray *others = by_left ? node->left : node->right;
      double sum = 0;

      for (guint o = 0; o < others->len; o++)
        sum += measure (get_node (self, g_array_index (others, guint, o)));
      node->weight = others->len > 0 ? sum / others->len : measure (node);
    }
}

/* Orders a layer by the mean place of the neighbours on one side. */
static void
order_layer (Layout *self, guint layer, gboolean by_left)
{
  GArray *nodes = g_ptr_array_index (self->order, layer);

  weigh (self, nodes, by_left, get_place);
  g_array_sort_with_data (nodes, compare_weights, self);
  number_places (self, nodes);
}

static void
order_layers (Layout *self)
{
  guint n = self->order->len;
  guint64 fewest = count_crossings (self);
  g_autofree guint *best = g_new (guint, self->nodes->len);

  for (guint i = 0; i < self->nodes->len; i++)
    best[i] = get_node (self, i)->place;
  for (guint sweep = 0; sweep < SWEEPS && fewest > 0; sweep++)
    {
      guint64 crossings;

      for (guint layer = 1; layer < n; layer++)
        order_layer (self, sweep % 2 == 0 ? layer : n - 1 - layer, sweep % 2 == 0);
      crossings = count_crossings (self);
      if (crossings >= fewest)
        continue;
      fewest = crossings;
      for (guint i = 0; i < self->nodes->len; i++)
        best[i] = get_node (self, i)->place;
    }
  for (guint i = 0; i < self->nodes->len; i++)
    {
      GArray *nodes = g_ptr_array_index (self->order, get_node (self, i)->layer);

      get_node (self, i)->place = best[i];
      g_array_index (nodes, guint, best[i]) = i;
    }
}

/* Places */

static double
get_gap (const Node *a, const Node *b)
{
  double gap = a->box == NONE && b->box == NONE ? KNOT_HEIGHT * 2 : BETWEEN_BOXES;

  return (a->height + b->height) / 2 + gap;
}

/* A run of nodes that touch and move together. */
typedef struct
{
  double sum; /* of where they want to be, less their distance from the first node */
  guint n;
} Block;

/* Gives the nodes of a layer the middles they want (@weight), as nearly as their order and their
 * heights allow: least squares by pooling neighbours that are in each other's way. */
static void
place_layer (Layout *self, GArray *nodes)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_autofree double *offsets = g_new0 (double, nodes->len + 1);
  guint next = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = get_node (self, g_array_index (nodes, guint, i));
      Block block = { .n = 1 };

      if (i > 0)
        offsets[i] =
            offsets[i - 1] + get_gap (get_node (self, g_array_index (nodes, guint, i - 1)), node);
      block.sum = node->weight - offsets[i];
      while (blocks->len > 0)
        {
          const Block *before = &g_array_index (blocks, Block, blocks->len - 1);

          if (before->sum / before->n <= block.sum / block.n)
            break;
          block.sum += before->sum;
          block.n += before->n;
          g_array_set_size (blocks, blocks->len - 1);
        }
      g_array_append_val (blocks, block);
    }
  for (guint b = 0; b < blocks->len; b++)
    {
      const Block *block = &g_array_index (blocks, Block, b);

      for (guint i = 0; i < block->n; i++, next++)
        get_node (self, g_array_index (nodes, guint, next))->middle =
            block->sum / block->n + offsets[next];
    }
}

/* Every node wants to be in the middle of those it is joined to on one side. */
static void
pull_layer (Layout *self, guint layer, gboolean by_left)
{
  GArray *nodes = g_ptr_array_index (self->order, layer);

  weigh (self, nodes, by_left, get_middle);
  place_layer (self, nodes);
}

static void
place_nodes (Layout *self)
{
  guint n = self->order->len;

  /* At first as close as they fit. */
  for (guint i = 0; i < self->nodes->len; i++)
    get_node (self, i)->weight = 0;
  for (guint layer = 0; layer < n; layer++)
    place_layer (self, g_ptr_array_index (self->order, layer));
  for (guint sweep = 0; sweep < SWEEPS; sweep++)
    for (guint layer = 1; layer < n; layer++)
      pull_layer (self, sweep % 2 == 0 ? layer : n - 1 - layer, sweep % 2 == 0);
}

/* The result */

static void
add_point (HwDiagramLine *line, double x, double y)
{
  HwDiagramPoint point = { x, y };

  g_array_append_val (line->points, point);
}

/* A line through the knots it has, from the box it leaves to the one it reaches. */
static void
draw_line (Layout *self, guint i, const double *layer_xs, double down)
{
  HwDiagramLine *line = &self->lines[i];
  const HwDiagramBox *from = &self->boxes[line->from], *to = &self->boxes[line->to];
  gboolean turned = self->turned[i];
  GArray *path = self->paths[i];

  add_point (line, turned ? from->x + from->width : from->x, from->y + line->from_y);
  for (guint k = 1; k + 1 < path->len; k++)
    {
      guint number = g_array_index (path, guint, turned ? k : path->len - 1 - k);
      const Node *node = get_node (self, number);
      double left = layer_xs[node->layer];
      double right = layer_xs[node->layer + 1] - BETWEEN_LAYERS;

      /* Straight through the layer, so that it does not touch the boxes there. */
      add_point (line, turned ? left : right, node->middle + down);
      add_point (line, turned ? right : left, node->middle + down);
    }
  add_point (line, turned ? to->x : to->x + to->width, to->y + line->to_y);
}

/* Lays out one component below @top; returns where it ends. */
static double
lay_out_component (Layout *self, guint component, double top, double *width)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree double *xs = NULL;
  double highest = G_MAXDOUBLE, bottom = top;

  g_array_set_clear_func (nodes, clear_node);
  self->nodes = nodes;
  self->order = order;
  make_nodes (self, component);
  order_layers (self);
  place_nodes (self);
  xs = g_new0 (double, order->len + 1);
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = get_node (self, i);

      highest = MIN (highest, node->middle - node->height / 2);
      if (node->box != NONE)
        xs[node->layer + 1] = MAX (xs[node->layer + 1], self->boxes[node->box].width);
    }
  for (guint i = 1; i <= order->len; i++)
    xs[i] += xs[i - 1] + BETWEEN_LAYERS;
  for (guint i = 0; i < nodes->len; i++)
    {
      const Node *node = get_node (self, i);
      HwDiagramBox *box;

      bottom = MAX (bottom, node->middle + node->height / 2 - highest + top);
      if (node->box == NONE)
        continue;
      box = &self->boxes[node->box];
      box->x = xs[node->layer];
      box->y = node->middle - node->height / 2 - highest + top;
    }
  for (guint i = 0; i < self->n_lines; i++)
    if (self->paths[i] != NULL && self->components[self->lines[i].from] == component)
      {
        draw_line (self, i, xs, top - highest);
        g_clear_pointer (&self->paths[i], g_array_unref);
      }
  *width = MAX (*width, xs[order->len] - BETWEEN_LAYERS);
  return bottom + BETWEEN_BOXES;
}

/* Boxes without lines: in rows about as wide as the rest. */
static double
lay_out_rest (Layout *self, const gboolean *joined, double top, double *width)
{
  double x = 0, bottom = top, widest = *width;
  double wanted = MAX (*width, 900);

  for (guint i = 0; i < self->n_boxes; i++)
    {
      HwDiagramBox *box = &self->boxes[i];

      if (joined[i])
        continue;
      if (x > 0 && x + box->width > wanted)
        {
          x = 0;
          top = bottom;
        }
      box->x = x;
      box->y = top;
      x += box->width + BETWEEN_BOXES;
      widest = MAX (widest, x - BETWEEN_BOXES);
      bottom = MAX (bottom, top + box->height + BETWEEN_BOXES);
    }
  *width = widest;
  return bottom;
}

/* A line from a box to itself goes round its right edge. */
static void
draw_loops (Layout *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    {
      HwDiagramLine *line = &self->lines[i];
      const HwDiagramBox *box = &self->boxes[line->from];
      double right = box->x + box->width;

      if (!is_loop (line))
        continue;
      add_point (line, right, box->y + line->from_y);
      add_point (line, right + BETWEEN_LAYERS / 3, box->y + line->from_y);
      add_point (line, right + BETWEEN_LAYERS / 3, box->y + line->to_y);
      add_point (line, right, box->y + line->to_y);
    }
}

void
hw_diagram_layout (HwDiagramBox *boxes, guint n_boxes, HwDiagramLine *lines, guint n_lines,
                   double *width, double *height)
{
  g_autofree gboolean *turned = g_new0 (gboolean, n_lines + 1);
  g_autofree gboolean *joined = g_new0 (gboolean, n_boxes + 1);
  g_autofree guint *layers = g_new0 (guint, n_boxes + 1);
  g_autofree guint *components = g_new0 (guint, n_boxes + 1);
  g_autofree guint *node_of = g_new0 (guint, n_boxes + 1);
  g_autofree GArray **paths = g_new0 (GArray *, n_lines + 1);
  Layout self = { boxes,      n_boxes, lines,   n_lines, turned, layers,
                  components, NULL,    node_of, NULL,    paths };
  double bottom = 0;

  *width = 0;
  for (guint i = 0; i < n_lines; i++)
    {
      lines[i].points = g_array_new (FALSE, FALSE, sizeof (HwDiagramPoint));
      if (!is_loop (&lines[i]))
        joined[lines[i].from] = joined[lines[i].to] = TRUE;
    }
  break_circles (&self);
  choose_layers (&self);
  find_components (&self);
  for (guint i = 0; i < n_boxes; i++)
    if (joined[i] && components[i] == i)
      bottom = lay_out_component (&self, i, bottom, width);
  bottom = lay_out_rest (&self, joined, bottom, width);
  draw_loops (&self);
  *height = MAX (bottom - BETWEEN_BOXES, 0);
}
