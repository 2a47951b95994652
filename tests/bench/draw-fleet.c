/* SPDX-License-Identifier: GPL-3.0-or-later */
/* draw-fleet.c: how long the window takes to show a large fleet, and each frame of scrolling it.
 *
 *     draw-fleet FLEET-FILE
 *
 * Prints seconds: from opening the file to the frame that shows the state of every database (made
 * up here), the mean frame while the list is scrolled from top to bottom, the slowest of a hundred
 * of them, and from a real look at every database to the frame that shows what it found. A frame of
 * scrolling is all that GTK does for it with its renderer: rows are bound, measured, laid out and
 * drawn. One thread does that, whose time on a processor counts: other programs do not disturb. */

#include <adwaita.h>
#include <gtksourceview/gtksource.h>
#include <stdio.h>
#include <time.h>

#include "hw-window.h"

#define N_FRAMES 400

static double
get_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static void
on_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until the next frame is on the screen. */
static void
wait_for_frame (GtkWidget *window)
{
  gboolean painted = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* The state that the @i-th database could have. */
static HwCheck *
new_check (HwDatabase *database, guint i)
{
  static const HwVerdict verdicts[] = { HW_VERDICT_UP_TO_DATE, HW_VERDICT_BEHIND,
                                        HW_VERDICT_EMPTY };
  HwCheck *check = g_new0 (HwCheck, 1);
  g_autofree char *head = g_strdup_printf ("%012x", i * 7919);

  g_atomic_ref_count_init (&check->references);
  check->database = g_object_ref (database);
  check->verdict = verdicts[i % G_N_ELEMENTS (verdicts)];
  check->heads = g_strsplit (head, " ", -1);
  check->n_pending = i % 9;
  check->checked_at = g_get_real_time ();
  return check;
}

/* Until no database is being looked at. */
static void
wait_for_work (HwSession *session)
{
  while (hw_session_get_work (session) != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Instead of what a look would find. */
static void
fill (HwSession *session)
{
  GListModel *items = hw_session_get_items (session);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwDatabaseItem) item = g_list_model_get_item (items, i);
      g_autoptr (HwCheck) check = new_check (hw_database_item_get_database (item), i);

      hw_database_item_set_check (item, check);
    }
}

/* (nullable): the list of databases that is on the screen. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_COLUMN_VIEW (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
scroll (GtkWidget *window, double *mean, double *slow)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (find_list (window)));
  double frames[N_FRAMES], sum = 0;

  for (guint i = 0; i < N_FRAMES; i++)
    {
      double way =
          gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      double begin = get_seconds (CLOCK_THREAD_CPUTIME_ID);

      gtk_adjustment_set_value (adjustment, way * i / (N_FRAMES - 1));
      wait_for_frame (window);
      frames[i] = get_seconds (CLOCK_THREAD_CPUTIME_ID) - begin;
      sum += frames[i];
    }
  qsort (frames, N_FRAMES, sizeof frames[0], compare);
  *mean = sum / N_FRAMES;
  *slow = frames[N_FRAMES - N_FRAMES / 100];
}

int
main (int argc, char **argv)
{
  GtkWidget *window;
  HwSession *session;
  double begin, filled, mean, slow;

  adw_init ();
  gtk_source_init ();
  window = GTK_WIDGET (hw_window_new (NULL));
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (window);

  begin = get_seconds (CLOCK_MONOTONIC);
  hw_window_open (HW_WINDOW (window), argv[1]);
  while ((session = hw_window_get_session (HW_WINDOW (window))) == NULL)
    g_main_context_iteration (NULL, TRUE);
  hw_session_stop (session);
  wait_for_work (session);
  fill (session);
  wait_for_frame (window);
  filled = get_seconds (CLOCK_MONOTONIC) - begin;

  scroll (window, &mean, &slow);

  begin = get_seconds (CLOCK_MONOTONIC);
  hw_session_check (session, NULL);
  wait_for_work (session);
  wait_for_frame (window);
  printf ("%f %f %f %f\n", filled, mean, slow, get_seconds (CLOCK_MONOTONIC) - begin);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
