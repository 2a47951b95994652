/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-graph.h: a history as a drawn graph, to be looked through by mouse and keyboard. */

#pragma once

#include <gtk/gtk.h>

#include "hw-timeline-layout.h"

G_BEGIN_DECLS

/**
 * HwTimelineGraph:
 *
 * A GtkScrollable that draws only what is seen. Property "menu-model": what a right click on a
 * revision offers. Signals "selected" (another revision is, or none) and "activated" (the selected
 * one was clicked on, or Enter pressed); ask hw_timeline_graph_get_selected().
 */
#define HW_TYPE_TIMELINE_GRAPH (hw_timeline_graph_get_type ())
G_DECLARE_FINAL_TYPE (HwTimelineGraph, hw_timeline_graph, HW, TIMELINE_GRAPH, GtkWidget)

/* @layout: (nullable). The revision that is selected stays so when it is in @layout too. */
void hw_timeline_graph_set_layout (HwTimelineGraph *graph, HwTimelineLayout *layout);
/* (nullable): good as long as the layout is. */
const HwTimelineNode *hw_timeline_graph_get_selected (HwTimelineGraph *graph);
/* Selects the row and brings it into view. -1: none. */
void hw_timeline_graph_select (HwTimelineGraph *graph, int row);

G_END_DECLS
