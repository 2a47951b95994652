/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-view.c: a service's history as a drawn graph, where its databases are in it, and the
 * revision that is selected. */

#include "hw-timeline-view.h"

#include <glib/gi18n.h>

#include "hw-ledger.h"
#include "hw-message.h"
#include "hw-page.h"
#include "hw-revision-pane.h"
#include "hw-split.h"
#include "hw-timeline-graph.h"

struct _HwTimelineView
{
  HwDatabaseView parent_instance;
  HwSplit *split;
  HwTimelineGraph *graph;
  HwRevisionPane *pane;

  HwTimelineLayout *layout;
  char *start;           /* (nullable): the revision it began with */
  HwWork *reading;       /* the ledger */
  GSignalGroup *signals; /* of the session */
};

G_DEFINE_FINAL_TYPE (HwTimelineView, hw_timeline_view, HW_TYPE_DATABASE_VIEW)

/* A database of the service, as far as it was looked at. */
typedef struct
{
  char *text;
  HwCheck *check;
} HwPlace;

typedef struct
{
  HwService *service;
  GObject *session; /* keeps the service */
  GArray *places;   /* (element-type HwPlace): the first is the one looked at */
} HwQuestion;

static void
place_clear (gpointer data)
{
  HwPlace *place = data;

  g_free (place->text);
  g_clear_pointer (&place->check, hw_check_unref);
}

static void
question_free (gpointer data)
{
  HwQuestion *question = data;

  g_array_unref (question->places);
  g_object_unref (question->session);
  g_free (question);
}

static void
add_position (GArray *positions, HwTagKind kind, const char *text, GStrv version)
{
  HwTimelinePosition position = { kind, text, (const char *const *) version };

  g_array_append_val (positions, position);
}

/* Where the database is by its version table; without one, what its schema looks like. */
static void
add_place (GArray *positions, HwTagKind kind, const HwPlace *place)
{
  const HwCheck *check = place->check;
  const HwCandidate *identified = hw_check_get_identified (check);
  gboolean is_known = check->version != NULL && check->verdict != HW_VERDICT_UNVERSIONED;

  add_position (positions, kind, place->text, is_known ? check->version->rows : NULL);
  if (identified != NULL && kind == HW_TAG_HERE)
    add_position (positions, HW_TAG_GUESS, NULL, identified->version);
}

static gpointer
lay_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  const HwQuestion *question = data;
  g_autoptr (HwHistory) history = hw_service_load_history (question->service, cancellable, error);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (HwTimelinePosition));

  if (history == NULL)
    return NULL;
  for (guint i = 0; i < question->places->len; i++)
    {
      const HwPlace *place = &g_array_index (question->places, HwPlace, i);

      if (place->check != NULL)
        add_place (positions, i == 0 ? HW_TAG_HERE : HW_TAG_OTHER, place);
      else if (i == 0)
        add_position (positions, HW_TAG_HERE, NULL, NULL);
    }
  return hw_timeline_layout_new (history, (const HwTimelinePosition *) positions->data,
                                 positions->len);
}

static gpointer
read_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  g_autoptr (HwConnection) connection = hw_database_connect (data, cancellable, error);

  return connection != NULL ? hw_ledger_read (connection, cancellable, error) : NULL;
}

/* What can be done with the selected revision. */
static void
update_actions (HwTimelineView *self)
{
  const HwTimelineNode *node = hw_timeline_graph_get_selected (self->graph);
  HwNodeState state = node != NULL ? node->state : HW_NODE_GHOST;
  HwDatabaseItem *item = hw_database_view_get_item (HW_DATABASE_VIEW (self));
  gboolean has_database = item != NULL && hw_database_item_get_database (item) != NULL;
  gboolean is_there = state != HW_NODE_GHOST && has_database;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (
      widget, "timeline.upgrade",
      is_there &&
          (state == HW_NODE_PENDING || (state == HW_NODE_UNKNOWN && node->revision != NULL)));
  gtk_widget_action_set_enabled (widget, "timeline.roll-back",
                                 is_there && state == HW_NODE_APPLIED);
  gtk_widget_action_set_enabled (widget, "timeline.stamp", is_there);
  gtk_widget_action_set_enabled (widget, "timeline.copy", node != NULL);
}

static void
on_selected (HwTimelineView *self)
{
  HwDatabaseView *view = HW_DATABASE_VIEW (self);

  hw_revision_pane_show (self->pane, hw_database_view_get_session (view),
                         hw_database_view_get_item (view), self->layout,
                         hw_timeline_graph_get_selected (self->graph));
  update_actions (self);
}

static void
on_activated (HwTimelineView *self)
{
  hw_split_show_details (self->split);
}

static gboolean
is_where_the_database_is (const HwTimelineNode *node)
{
  for (guint i = 0; i < node->tags->len; i++)
    {
      HwTagKind kind = g_array_index (node->tags, HwTimelineTag, i).kind;

      if (kind == HW_TAG_HERE || kind == HW_TAG_GUESS)
        return TRUE;
    }
  return FALSE;
}

/* The row to begin with: where the database is, else the newest. */
static int
find_start (HwTimelineLayout *layout)
{
  for (guint row = 0; row < layout->nodes->len; row++)
    if (is_where_the_database_is (hw_timeline_layout_get (layout, row)))
      return (int) row;
  return 0;
}

/* Begins where the database is, and follows it until the user selects another revision: a database
 * may be looked at only after its history was shown. */
static void
select_start (HwTimelineView *self)
{
  guint row = (guint) find_start (self->layout);

  g_free (self->start);
  self->start = g_strdup (hw_timeline_layout_get (self->layout, row)->id);
  hw_timeline_graph_select (self->graph, (int) row);
}

static void
lay_done (gpointer owner, gpointer result, const GError *error)
{
  HwTimelineView *self = owner;
  HwTimelineLayout *layout = result;
  const HwTimelineNode *selected = hw_timeline_graph_get_selected (self->graph);
  gboolean follows = selected == NULL || g_strcmp0 (selected->id, self->start) == 0;

  if (layout == NULL)
    {
      g_autofree char *text = hw_message_dup_text (error);

      hw_database_view_show_message (owner, "hw-unknown-symbolic", _ ("The History Cannot Be Read"),
                                     text);
      return;
    }
  if (hw_history_get_n (layout->history) == 0)
    {
      hw_database_view_show_message (owner, "hw-unknown-symbolic", _ ("No Revisions Yet"),
                                     _ ("The first one that is written appears here."));
      return;
    }
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  self->layout = hw_timeline_layout_ref (layout);
  hw_database_view_show_content (owner);
  hw_timeline_graph_set_layout (self->graph, layout);
  if (follows || hw_timeline_graph_get_selected (self->graph) == NULL)
    select_start (self);
  on_selected (self);
}

static void
read_done (gpointer owner, gpointer result, const GError *error)
{
  HwTimelineView *self = owner;

  /* That it cannot be read the history view says. */
  hw_revision_pane_set_ledger (self->pane, result);
}

static void
add_item (GArray *places, HwDatabaseItem *item)
{
  HwCheck *check = hw_database_item_get_check (item);
  HwPlace place = { g_strdup (hw_database_item_get_environment (item)),
                    check != NULL ? hw_check_ref (check) : NULL };

  g_array_append_val (places, place);
}

static HwQuestion *
new_question (HwSession *session, HwDatabaseItem *item)
{
  GListModel *items = hw_session_get_items (session);
  HwQuestion *question = g_new0 (HwQuestion, 1);

  question->session = g_object_ref (G_OBJECT (session));
  question->service = hw_database_item_get_service (item);
  question->places = g_array_new (FALSE, FALSE, sizeof (HwPlace));
  g_array_set_clear_func (question->places, place_clear);
  add_item (question->places, item);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwDatabaseItem) other = g_list_model_get_item (items, i);

      if (other != item && hw_database_item_get_service (other) == question->service &&
          hw_database_item_get_check (other) != NULL)
        add_item (question->places, other);
    }
  return question;
}

static void
update (HwDatabaseView *view, HwDatabaseItem *item)
{
  HwTimelineView *self = HW_TIMELINE_VIEW (view);
  HwSession *session = hw_database_view_get_session (view);
  HwCheck *check = hw_database_item_get_check (item);

  hw_work_cancel (&self->reading);
  if (session == NULL)
    return;
  if (!hw_database_view_has_content (view))
    {
      hw_revision_pane_show (self->pane, NULL, NULL, NULL, NULL);
      hw_revision_pane_set_ledger (self->pane, NULL);
      hw_timeline_graph_set_layout (self->graph, NULL);
    }
  hw_database_view_find (view, _ ("Reading the history"), lay_in_thread,
                         new_question (session, item), question_free,
                         (GDestroyNotify) hw_timeline_layout_unref, lay_done);
  if (check != NULL && check->version != NULL)
    hw_work_start (&self->reading, _ ("Reading the ledger"), G_OBJECT (self), read_in_thread,
                   g_object_ref (hw_database_item_get_database (item)), g_object_unref,
                   (GDestroyNotify) g_ptr_array_unref, read_done);
}

static void
plan (HwTimelineView *self, const char *goal)
{
  const HwTimelineNode *node = hw_timeline_graph_get_selected (self->graph);
  const char *titles[] = {
    hw_database_item_get_title (hw_database_view_get_item (HW_DATABASE_VIEW (self))), NULL
  };

  hw_page_show_plan (GTK_WIDGET (self), titles, goal, node->id);
}

static void
upgrade_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (HW_TIMELINE_VIEW (widget), "upgrade");
}

static void
stamp_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (HW_TIMELINE_VIEW (widget), "stamp");
}

static void
roll_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwTimelineView *self = HW_TIMELINE_VIEW (widget);

  hw_page_show_rollback (
      widget, hw_database_item_get_title (hw_database_view_get_item (HW_DATABASE_VIEW (self))),
      hw_timeline_graph_get_selected (self->graph)->id);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = hw_timeline_graph_get_selected (HW_TIMELINE_VIEW (widget)->graph)->id;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), id);
  hw_page_toast (widget, _ ("Copied"));
}

/* Other environments' databases were looked at, perhaps. */
static void
on_checked (HwTimelineView *self)
{
  HwDatabaseView *view = HW_DATABASE_VIEW (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && hw_database_view_get_item (view) != NULL)
    update (view, hw_database_view_get_item (view));
}

static void
on_session (HwTimelineView *self)
{
  g_signal_group_set_target (self->signals, hw_database_view_get_session (HW_DATABASE_VIEW (self)));
}

static void
hw_timeline_view_dispose (GObject *object)
{
  HwTimelineView *self = HW_TIMELINE_VIEW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  G_OBJECT_CLASS (hw_timeline_view_parent_class)->dispose (object);
}

static void
hw_timeline_view_class_init (HwTimelineViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_timeline_view_dispose;
  HW_DATABASE_VIEW_CLASS (class)->update = update;
  g_type_ensure (HW_TYPE_TIMELINE_GRAPH);
  g_type_ensure (HW_TYPE_REVISION_PANE);
  g_type_ensure (HW_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwTimelineView, split);
  gtk_widget_class_bind_template_child (widget_class, HwTimelineView, graph);
  gtk_widget_class_bind_template_child (widget_class, HwTimelineView, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_install_action (widget_class, "timeline.upgrade", NULL, upgrade_action);
  gtk_widget_class_install_action (widget_class, "timeline.roll-back", NULL, roll_back_action);
  gtk_widget_class_install_action (widget_class, "timeline.stamp", NULL, stamp_action);
  gtk_widget_class_install_action (widget_class, "timeline.copy", NULL, copy_action);
}

static void
hw_timeline_view_init (HwTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (HW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "checked", G_CALLBACK (on_checked), self);
  g_signal_connect (self, "notify::session", G_CALLBACK (on_session), NULL);
  update_actions (self);
}
