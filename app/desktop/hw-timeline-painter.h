/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-painter.h: draws the rows of a timeline that are seen. */

#pragma once

#include <gtk/gtk.h>

#include "hw-timeline-layout.h"

G_BEGIN_DECLS

/* For one widget, whose fonts and colours it uses. */
typedef struct _HwTimelinePainter HwTimelinePainter;

HwTimelinePainter *hw_timeline_painter_new (GtkWidget *widget);
void hw_timeline_painter_free (HwTimelinePainter *painter);

/* @layout: (nullable). @zoom: 1 is the normal size. */
void hw_timeline_painter_set_layout (HwTimelinePainter *painter, HwTimelineLayout *layout);
void hw_timeline_painter_set_zoom (HwTimelinePainter *painter, double zoom);
/* The widget's style or size has changed. */
void hw_timeline_painter_forget (HwTimelinePainter *painter);

/* In pixels. */
int hw_timeline_painter_get_row_height (HwTimelinePainter *painter);

/* What of the rows is seen. Rows: -1 for none. */
typedef struct
{
  double offset; /* how many pixels are above */
  int selected;
  int hovered;
  gboolean focused; /* the selected one has the keyboard */
} HwTimelineLook;

void hw_timeline_painter_draw (HwTimelinePainter *painter, GtkSnapshot *snapshot,
                               const HwTimelineLook *look);

G_END_DECLS
