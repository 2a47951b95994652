/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-diagram-layout.c: boxes that are joined by lines: apart, in layers, with few crossings. */

#include <glib.h>

#include "hw-diagram-layout.h"

typedef struct
{
  HwDiagramBox boxes[64];
  HwDiagramLine lines[96];
  guint n_boxes;
  guint n_lines;
  double width;
  double height;
} Diagram;

static void
lay_out (Diagram *diagram, guint n_boxes, const guint (*joined)[2], guint n_lines)
{
  *diagram = (Diagram){ .n_boxes = n_boxes, .n_lines = n_lines };
  for (guint i = 0; i < n_boxes; i++)
    diagram->boxes[i] = (HwDiagramBox){ .width = 120 + i % 3 * 20, .height = 40 + i % 5 * 30 };
  for (guint i = 0; i < n_lines; i++)
    diagram->lines[i] =
        (HwDiagramLine){ .from = joined[i][0], .to = joined[i][1], .from_y = 20, .to_y = 10 };
  hw_diagram_layout (diagram->boxes, n_boxes, diagram->lines, n_lines, &diagram->width,
                     &diagram->height);
}

static void
clear (Diagram *diagram)
{
  for (guint i = 0; i < diagram->n_lines; i++)
    g_array_unref (diagram->lines[i].points);
}

/* Whatever the input: no box touches another, and all is within the whole. */
static void
assert_apart (const Diagram *diagram)
{
  for (guint i = 0; i < diagram->n_boxes; i++)
    {
      const HwDiagramBox *a = &diagram->boxes[i];

      g_assert_cmpfloat (a->x, >=, 0);
      g_assert_cmpfloat (a->y, >=, -0.001);
      g_assert_cmpfloat (a->x + a->width, <=, diagram->width + 0.001);
      g_assert_cmpfloat (a->y + a->height, <=, diagram->height + 0.001);
      for (guint j = i + 1; j < diagram->n_boxes; j++)
        {
          const HwDiagramBox *b = &diagram->boxes[j];

          g_assert_true (a->x + a->width < b->x || b->x + b->width < a->x ||
                         a->y + a->height < b->y || b->y + b->height < a->y);
        }
    }
}

/* Every line begins and ends at the edge of its boxes. */
static void
assert_ends (const Diagram *diagram)
{
  for (guint i = 0; i < diagram->n_lines; i++)
    {
      const HwDiagramLine *line = &diagram->lines[i];
      const HwDiagramBox *from = &diagram->boxes[line->from], *to = &diagram->boxes[line->to];
      const HwDiagramPoint *first = &g_array_index (line->points, HwDiagramPoint, 0);
      const HwDiagramPoint *last =
          &g_array_index (line->points, HwDiagramPoint, line->points->len - 1);

      g_assert_true (first->x == from->x || first->x == from->x + from->width);
      g_assert_cmpfloat (first->y, ==, from->y + line->from_y);
      g_assert_true (last->x == to->x || last->x == to->x + to->width);
      g_assert_cmpfloat (last->y, ==, to->y + line->to_y);
    }
}

static void
test_layers (void)
{
  /* items → orders → customers, items → products; 4 stands alone. */
  static const guint joined[][2] = { { 2, 1 }, { 1, 0 }, { 2, 3 } };
  Diagram diagram;

  lay_out (&diagram, 5, joined, G_N_ELEMENTS (joined));
  assert_apart (&diagram);
  assert_ends (&diagram);
  g_assert_cmpfloat (diagram.boxes[0].x, <, diagram.boxes[1].x);
  g_assert_cmpfloat (diagram.boxes[1].x, <, diagram.boxes[2].x);
  g_assert_cmpfloat (diagram.boxes[3].x, <, diagram.boxes[2].x);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (diagram.boxes[4].y, >, diagram.boxes[i].y + diagram.boxes[i].height);
  clear (&diagram);
}

static void
test_circles (void)
{
  static const guint joined[][2] = { { 0, 1 }, { 1, 2 }, { 2, 0 }, { 1, 1 }, { 2, 1 }, { 0, 1 } };
  Diagram diagram;

  lay_out (&diagram, 3, joined, G_N_ELEMENTS (joined));
  assert_apart (&diagram);
  assert_ends (&diagram);
  g_assert_cmpuint (diagram.lines[3].points->len, ==, 4);
  clear (&diagram);
}

/* Two rows that would cross fully in the order of their numbers, and need not. */
static void
test_crossings (void)
{
  static const guint joined[][2] = { { 4, 3 }, { 5, 2 }, { 6, 1 }, { 7, 0 } };
  static const guint woven[][2] = { { 4, 3 }, { 5, 2 }, { 6, 1 }, { 7, 0 },
                                    { 4, 2 }, { 5, 1 }, { 6, 0 } };
  Diagram diagram;

  lay_out (&diagram, 8, joined, G_N_ELEMENTS (joined));
  assert_apart (&diagram);
  clear (&diagram);
  lay_out (&diagram, 8, woven, G_N_ELEMENTS (woven));
  assert_apart (&diagram);
  for (guint i = 0; i < diagram.n_lines; i++)
    for (guint j = i + 1; j < diagram.n_lines; j++)
      {
        const HwDiagramLine *a = &diagram.lines[i], *b = &diagram.lines[j];
        double left = diagram.boxes[a->to].y - diagram.boxes[b->to].y;
        double right = diagram.boxes[a->from].y - diagram.boxes[b->from].y;

        g_assert_cmpfloat (left * right, >=, 0);
      }
  clear (&diagram);
}

/* A line over several layers keeps clear of the boxes between. */
static void
test_long_line (void)
{
  static const guint joined[][2] = { { 1, 0 }, { 2, 1 }, { 3, 2 }, { 3, 0 } };
  Diagram diagram;
  const GArray *points;

  lay_out (&diagram, 4, joined, G_N_ELEMENTS (joined));
  assert_apart (&diagram);
  assert_ends (&diagram);
  points = diagram.lines[3].points;
  g_assert_cmpuint (points->len, ==, 6);
  for (guint i = 1; i + 1 < points->len; i++)
    {
      const HwDiagramPoint *point = &g_array_index (points, HwDiagramPoint, i);

      for (guint b = 1; b < 3; b++)
        g_assert_true (point->y < diagram.boxes[b].y ||
                       point->y > diagram.boxes[b].y + diagram.boxes[b].height ||
                       point->x < diagram.boxes[b].x ||
                       point->x > diagram.boxes[b].x + diagram.boxes[b].width);
    }
  clear (&diagram);
}

static void
test_many (void)
{
  guint joined[96][2];
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  Diagram one, other;

  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    {
      joined[i][0] = (guint) g_rand_int_range (random, 0, 64);
      joined[i][1] = (guint) g_rand_int_range (random, 0, 64);
    }
  lay_out (&one, 64, (const guint (*)[2]) joined, G_N_ELEMENTS (joined));
  lay_out (&other, 64, (const guint (*)[2]) joined, G_N_ELEMENTS (joined));
  assert_apart (&one);
  assert_ends (&one);
  g_assert_cmpmem (one.boxes, sizeof one.boxes, other.boxes, sizeof other.boxes);
  clear (&one);
  clear (&other);
}

static void
test_nothing (void)
{
  Diagram diagram;

  lay_out (&diagram, 0, NULL, 0);
  g_assert_cmpfloat (diagram.width, ==, 0);
  g_assert_cmpfloat (diagram.height, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/diagram-layout/layers", test_layers);
  g_test_add_func ("/diagram-layout/circles", test_circles);
  g_test_add_func ("/diagram-layout/crossings", test_crossings);
  g_test_add_func ("/diagram-layout/long-line", test_long_line);
  g_test_add_func ("/diagram-layout/many", test_many);
  g_test_add_func ("/diagram-layout/nothing", test_nothing);
  return g_test_run ();
}
