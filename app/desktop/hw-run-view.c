/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-view.c: carries out a plan while one looks on, and says at the end what became of it. */

#include "hw-run-view.h"

#include <glib/gi18n.h>

#include "hw-label.h"
#include "hw-page.h"
#include "hw-run-row.h"
#include "hw-step-words.h"

#define LOOK_EVERY 100 /* milliseconds */

struct _HwRunView
{
  AdwBin parent_instance;
  GtkLabel *headline;
  GtkLabel *advice;
  GtkWidget *running;
  GtkProgressBar *bar;
  GtkLabel *elapsed;
  GtkWidget *stop;
  GtkWidget *next;
  GtkWidget *again_child;
  GtkWidget *forward_child;
  GtkWidget *history_child;
  GtkWidget *back_child;
  GtkListBox *rows;
  GtkListView *log_list;
  GtkStringList *lines;
  HwSession *session;
  HwPlan *plan;
  HwRunLog *log;
  guint n_events;   /* of the log, that are shown */
  gboolean follows; /* whether the log's end is shown */
  gboolean had_news;
  HwWork *work; /* (nullable) */
  guint look;
  gint64 began;
  gulong closing;
  GtkWindow *question; /* (nullable): whether to close all the same */
  gboolean closes;     /* when the run has ended */
};

G_DEFINE_FINAL_TYPE (HwRunView, hw_run_view, ADW_TYPE_BIN)

static guint again_signal;
static guint changed_signal;

static HwRunRow *
find_row (HwRunView *self, HwDatabase *database)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (HW_IS_RUN_ROW (row) && hw_run_row_get_database (HW_RUN_ROW (row)) == database)
      return HW_RUN_ROW (row);
  return NULL;
}

/* While it runs */

/* (transfer full) (nullable): what the log says of @event. */
static char *
dup_line (const HwRunEvent *event)
{
  const char *title = hw_database_get_title (event->step->database);
  g_autofree char *action = hw_step_words_dup_action (event->step);

  switch (event->kind)
    {
    case HW_RUN_EVENT_BEGUN:
      return g_strdup_printf (_ ("%s: %s begins"), title, action);
    case HW_RUN_EVENT_WAITING:
      return g_strdup (event->text);
    case HW_RUN_EVENT_GOES_ON:
      return g_strdup_printf (_ ("%s waits no longer"), title);
    case HW_RUN_EVENT_NOTICE:
      return g_strdup_printf ("%s: %s", title, event->text);
    case HW_RUN_EVENT_ENDED:
      if (event->outcome == HW_OUTCOME_DONE)
        return g_strdup_printf (_ ("%s: %s is done"), title, action);
      return g_strdup_printf (_ ("%s: %s ended: %s"), title, action,
                              event->text != NULL ? event->text : "");
    case HW_RUN_EVENT_STATEMENT:
    default:
      return NULL;
    }
}

/* The end of the log is shown until somebody scrolls up, and again when they are back there. Where
 * they are is only known when there was no @news the last time: lines are given their place later.
 */
static void
follow_log (HwRunView *self, gboolean news)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->log_list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  if (!self->had_news)
    self->follows = gtk_adjustment_get_value (down) + gtk_adjustment_get_page_size (down) >=
                    gtk_adjustment_get_upper (down);
  if (self->follows && n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->log_list), "list.scroll-to-item", "u", n - 1);
  self->had_news = news;
}

static void
take_events (HwRunView *self)
{
  g_autoptr (GPtrArray) events = hw_run_log_dup_from (self->log, self->n_events);

  for (guint i = 0; i < events->len; i++)
    {
      const HwRunEvent *event = events->pdata[i];
      g_autofree char *text = dup_line (event);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (event->at / G_USEC_PER_SEC);
      g_autofree char *clock = g_date_time_format (at, "%X");
      g_autofree char *line = g_strdup_printf ("%s  %s", clock, text);

      hw_run_row_take_event (find_row (self, event->step->database), event);
      if (text != NULL)
        gtk_string_list_append (self->lines, line);
    }
  self->n_events += events->len;
  follow_log (self, events->len > 0);
}

static void
show_elapsed (HwRunView *self)
{
  gint64 seconds = (g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));

  gtk_label_set_label (self->elapsed, text);
}

static gboolean
look (gpointer user_data)
{
  HwRunView *self = user_data;
  HwProgress *progress = hw_work_get_progress (self->work);
  g_autoptr (GPtrArray) parts = hw_progress_dup_children (progress);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  take_events (self);
  show_elapsed (self);
  gtk_progress_bar_set_fraction (self->bar, hw_progress_get_fraction (progress));
  for (guint i = 0; i < parts->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    hw_run_row_set_fraction (HW_RUN_ROW (row), hw_progress_get_fraction (parts->pdata[i]));
  return G_SOURCE_CONTINUE;
}

static void
on_stop (HwRunView *self)
{
  if (self->work == NULL)
    return;
  gtk_widget_set_sensitive (self->stop, FALSE);
  gtk_label_set_label (self->headline, _ ("Stopping: what is open is rolled back…"));
  hw_work_stop (self->work);
}

/* Closing the window */

static void
on_answer (AdwMessageDialog *dialog, const char *response, HwRunView *self)
{
  self->question = NULL;
  if (!g_str_equal (response, "stop"))
    return;
  self->closes = TRUE;
  on_stop (self);
}

/* Asked to close twice, it is meant. */
static gboolean
on_close_request (GtkWindow *window, HwRunView *self)
{
  GtkWidget *dialog;

  if (self->work == NULL)
    return GDK_EVENT_PROPAGATE;
  if (self->question != NULL || self->closes)
    {
      self->closes = TRUE;
      on_stop (self);
      return GDK_EVENT_STOP;
    }
  dialog = adw_message_dialog_new (window, _ ("Stop and Close?"),
                                   _ ("A plan is being carried out. Stopping rolls back what is "
                                      "open; what is done stays done."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "go-on", _ ("_Keep Running"),
                                    "stop", _ ("_Stop and Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "go-on");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  self->question = GTK_WINDOW (dialog);
  gtk_window_present (self->question);
  return GDK_EVENT_STOP;
}

/* The end */

static void
notify_desktop (HwRunView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GNotification) notification = NULL;

  if (root == NULL || gtk_window_is_active (GTK_WINDOW (root)))
    return;
  notification = g_notification_new (gtk_label_get_label (self->headline));
  g_notification_set_body (notification, hw_fleet_get_name (hw_session_get_fleet (self->session)));
  g_application_send_notification (g_application_get_default (), "run", notification);
}

/* (transfer container) (element-type HwDatabaseItem): of the databases of the run. */
static GPtrArray *
find_items (HwRunView *self)
{
  GPtrArray *items = g_ptr_array_new ();

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      HwDatabase *database = hw_run_row_get_database (HW_RUN_ROW (row));
      HwDatabaseItem *item = hw_session_find (self->session, hw_database_get_title (database));

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  return items;
}

static void
set_in_run (HwRunView *self, gboolean is_in_run)
{
  g_autoptr (GPtrArray) items = find_items (self);

  for (guint i = 0; i < items->len; i++)
    hw_database_item_set_in_run (items->pdata[i], is_in_run);
}

static void
look_again (HwRunView *self)
{
  g_autoptr (GPtrArray) items = find_items (self);

  hw_session_check (self->session, items);
}

/* Whether the keyboard is with what is shown here, or was until its button went. */
static gboolean
has_focus (HwRunView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

static void
show_end (HwRunView *self, GPtrArray *results)
{
  const HwStep *first = ((HwStepResult *) results->pdata[0])->step;
  guint n_done = 0, n = results->len;
  gboolean stopped = FALSE, one = TRUE, had_focus;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      const HwStepResult *result = results->pdata[i];

      n_done += result->outcome == HW_OUTCOME_DONE;
      one = one && result->step->database == first->database;
      stopped = stopped || (result->error != NULL &&
                            g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    }
  if (n_done == n)
    text = g_strdup_printf (ngettext ("The step is done", "All %u steps are done", n), n);
  else if (stopped)
    text = g_strdup_printf (_ ("Stopped: %u of %u steps are done"), n_done, n);
  else
    text = g_strdup_printf (_ ("%u of %u steps are done"), n_done, n);
  gtk_label_set_label (self->headline, text);
  gtk_label_set_label (
      self->advice,
      n_done == n ? _ ("The schema was found to be what it should be.")
                  : _ ("What was open was rolled back. Settle what is said below, then plan again: "
                       "what is done is not done twice."));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), TRUE);
  had_focus = has_focus (self);
  gtk_widget_set_visible (self->running, FALSE);
  gtk_widget_set_visible (self->next, TRUE);
  gtk_widget_set_visible (self->again_child, n_done < n);
  gtk_widget_set_visible (self->forward_child, n_done == n && first->action == HW_ACTION_DOWNGRADE);
  gtk_widget_set_visible (self->history_child, one);
  gtk_widget_set_visible (self->back_child,
                          one && n_done == n && first->action == HW_ACTION_UPGRADE);
  /* From the button that is gone to what can be done next. */
  if (had_focus)
    gtk_widget_child_focus (self->next, GTK_DIR_TAB_FORWARD);
}

/* The page has found its size with what is said at the end. */
static gboolean
look_last (gpointer user_data)
{
  HwRunView *self = user_data;

  self->look = 0;
  follow_log (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
run_ended (gpointer owner, gpointer result, const GError *error)
{
  HwRunView *self = owner;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  take_events (self);
  set_in_run (self, FALSE);
  g_clear_handle_id (&self->look, g_source_remove);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    hw_run_row_finish (HW_RUN_ROW (row), result);
  show_end (self, result);
  self->had_news = TRUE;
  self->look = g_timeout_add (LOOK_EVERY, look_last, self);
  if (self->question != NULL)
    gtk_window_destroy (self->question);
  self->question = NULL;
  if (root != NULL)
    g_clear_signal_handler (&self->closing, root);
  g_signal_emit (self, changed_signal, 0);
  if (self->closes && root != NULL)
    {
      gtk_window_close (GTK_WINDOW (root));
      return;
    }
  notify_desktop (self);
  look_again (self);
}

/* The beginning */

typedef struct
{
  HwSession *session;
  HwPlan *plan;
  HwRunOptions options;
  HwRunLog *log;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  hw_plan_unref (run->plan);
  hw_run_log_unref (run->log);
  g_object_unref (run->session);
  g_free (run);
}

static gpointer
run_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Run *run = data;

  return hw_run_plan (hw_session_get_fleet (run->session), run->plan, &run->options, progress,
                      run->log, cancellable);
}

static void
reset (HwRunView *self)
{
  g_autofree char *text = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < self->plan->steps->len; i++)
    {
      HwDatabase *database = ((HwStep *) self->plan->steps->pdata[i])->database;

      if (find_row (self, database) == NULL)
        gtk_list_box_append (self->rows, hw_run_row_new (self->plan, database));
    }
  gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                          NULL);
  self->n_events = 0;
  self->follows = self->had_news = TRUE;
  self->closes = FALSE;
  text = g_strdup_printf (
      ngettext ("Carrying out %u step", "Carrying out %u steps", self->plan->steps->len),
      self->plan->steps->len);
  gtk_label_set_label (self->headline, text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->advice), FALSE);
  gtk_widget_set_visible (self->next, FALSE);
  gtk_widget_set_visible (self->running, TRUE);
  gtk_widget_set_sensitive (self->stop, TRUE);
  gtk_widget_grab_focus (self->stop);
}

void
hw_run_view_run (HwRunView *self, HwSession *session, HwPlan *plan)
{
  Run *run = g_new0 (Run, 1);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_set_object (&self->session, session);
  hw_plan_ref (plan);
  g_clear_pointer (&self->plan, hw_plan_unref);
  self->plan = plan;
  g_clear_pointer (&self->log, hw_run_log_unref);
  self->log = hw_run_log_new ();
  self->began = g_get_monotonic_time ();
  reset (self);
  set_in_run (self, TRUE);
  run->session = g_object_ref (session);
  run->plan = hw_plan_ref (plan);
  run->options = hw_session_get_run_options (session);
  run->log = hw_run_log_ref (self->log);
  self->closing =
      g_signal_connect_object (root, "close-request", G_CALLBACK (on_close_request), self, 0);
  hw_work_start (&self->work, _ ("Carrying out the plan"), G_OBJECT (self), run_in_thread, run,
                 run_free, (GDestroyNotify) g_ptr_array_unref, run_ended);
  g_clear_handle_id (&self->look, g_source_remove);
  self->look = g_timeout_add (LOOK_EVERY, look, self);
  g_signal_emit (self, changed_signal, 0);
}

gboolean
hw_run_view_is_running (HwRunView *self)
{
  return self->work != NULL;
}

const char *
hw_run_view_get_headline (HwRunView *self)
{
  return gtk_label_get_label (self->headline);
}

/* What is next */

static const char *
get_title (HwRunView *self)
{
  return hw_database_get_title (((HwStep *) self->plan->steps->pdata[0])->database);
}

static void
on_again (HwRunView *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
on_forward (HwRunView *self)
{
  const char *titles[] = { get_title (self), NULL };

  hw_page_show_plan (GTK_WIDGET (self), titles, "upgrade", NULL);
}

static void
on_history (HwRunView *self)
{
  hw_page_show_database (GTK_WIDGET (self), get_title (self), "history");
}

static void
on_roll_back (HwRunView *self)
{
  hw_page_show_rollback (GTK_WIDGET (self), get_title (self), NULL);
}

static void
setup_line (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, hw_label_new_text (NULL, NULL));
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_line (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
}

static void
hw_run_view_dispose (GObject *object)
{
  HwRunView *self = HW_RUN_VIEW (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_object (&self->work);
  g_clear_object (&self->lines);
  g_clear_object (&self->session);
  g_clear_pointer (&self->plan, hw_plan_unref);
  g_clear_pointer (&self->log, hw_run_log_unref);
  G_OBJECT_CLASS (hw_run_view_parent_class)->dispose (object);
}

static void
hw_run_view_class_init (HwRunViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_run_view_dispose;
  again_signal = g_signal_new ("again", HW_TYPE_RUN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  changed_signal = g_signal_new ("changed", HW_TYPE_RUN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRunView, headline);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, advice);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, running);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, bar);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, elapsed);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, stop);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, next);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, again_child);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, forward_child);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, history_child);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, back_child);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, rows);
  gtk_widget_class_bind_template_child (widget_class, HwRunView, log_list);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_history);
  gtk_widget_class_bind_template_callback (widget_class, on_roll_back);
}

static void
hw_run_view_init (HwRunView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_line), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line), NULL);
  gtk_list_view_set_factory (self->log_list, factory);
  self->lines = gtk_string_list_new (NULL);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));
  gtk_list_view_set_model (self->log_list, GTK_SELECTION_MODEL (selection));
}
