/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw-timeline.c: how long a frame of the drawn history takes while it is scrolled through.
 *
 *     draw-timeline VERSIONS-FOLDER
 *
 * Prints the seconds of the mean frame, of the slowest of a hundred, and of the layout. A frame is
 * what GTK does with the cairo renderer: the widget's snapshot, drawn on an image of its size. All
 * of it is done by one thread, whose time on a processor counts: other programs do not disturb. */

#include <adwaita.h>
#include <stdio.h>
#include <time.h>

#include "hw-timeline-graph.h"

#define WIDTH 900
#define HEIGHT 1000
#define N_FRAMES 400

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
draw_frame (GtkWidget *widget, cairo_surface_t *surface)
{
  double begin = get_seconds ();
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cairo = cairo_create (surface);
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cairo);
  gsk_render_node_unref (node);
  cairo_destroy (cairo);
  return get_seconds () - begin;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
measure (GtkWidget *graph, GtkAdjustment *adjustment, double laying)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  double way = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  double frames[N_FRAMES], sum = 0;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      /* Each frame shows rows that were not seen before. */
      gtk_adjustment_set_value (adjustment, way * i / N_FRAMES);
      frames[i] = draw_frame (graph, surface);
      sum += frames[i];
    }
  cairo_surface_destroy (surface);
  qsort (frames, N_FRAMES, sizeof frames[0], compare);
  printf ("%f %f %f\n", sum / N_FRAMES, frames[N_FRAMES - N_FRAMES / 100], laying);
}

int
main (int argc, char **argv)
{
  HwHistoryOptions options = { .path = argv[1] };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwHistory) history = hw_history_load (&options, NULL, &error);
  g_autoptr (HwTimelineLayout) layout = NULL;
  GtkWidget *window, *scrolled, *graph;
  double laying;

  if (history == NULL)
    {
      fprintf (stderr, "draw-timeline: %s\n", error->message);
      return 1;
    }
  laying = get_seconds ();
  layout = hw_timeline_layout_new (history, NULL, 0);
  laying = get_seconds () - laying;
  adw_init ();
  window = gtk_window_new ();
  scrolled = gtk_scrolled_window_new ();
  graph = g_object_new (HW_TYPE_TIMELINE_GRAPH, NULL);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), graph);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  hw_timeline_graph_set_layout (HW_TIMELINE_GRAPH (graph), layout);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_height (graph) == 0)
    g_main_context_iteration (NULL, TRUE);
  measure (graph, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), laying);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
