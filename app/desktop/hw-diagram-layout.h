/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diagram-layout.h: places boxes that are joined by lines in layers, with few crossings. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double width;
  double height;
  double x; /* (out) */
  double y; /* (out) */
} HwDiagramBox;

typedef struct
{
  double x;
  double y;
} HwDiagramPoint;

typedef struct
{
  guint from; /* numbers of boxes */
  guint to;
  double from_y; /* where it leaves and reaches them, from their upper edges */
  double to_y;
  GArray *points; /* (out) (element-type HwDiagramPoint) (transfer full) */
} HwDiagramLine;

/**
 * hw_diagram_layout:
 * @width: (out): of the whole
 * @height: (out)
 *
 * What a box leads to is on its left, as far as there is no circle. Boxes do not touch; those
 * without any line come last, in rows. Depends on nothing but the input: the same gives the same.
 */
void hw_diagram_layout (HwDiagramBox *boxes, guint n_boxes, HwDiagramLine *lines, guint n_lines,
                        double *width, double *height);

G_END_DECLS
