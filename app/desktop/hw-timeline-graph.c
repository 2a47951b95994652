/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-graph.c: a history as a drawn graph, to be looked through by mouse and keyboard. */

#include "hw-timeline-graph.h"

#include <glib/gi18n.h>

#include "hw-timeline-painter.h"
#include "hw-timeline-words.h"

#define LEAST_ZOOM 0.4
#define MOST_ZOOM 2.5
#define ZOOM_STEP 1.1

struct _HwTimelineGraph
{
  GtkWidget parent_instance;
  HwTimelinePainter *painter;
  HwTimelineLayout *layout;
  GtkAdjustment *adjustments[2]; /* horizontal, which is never moved, and vertical */
  GtkScrollablePolicy policies[2];
  GMenuModel *menu_model;
  GtkWidget *menu; /* (nullable) */
  double zoom;
  int selected; /* row; -1: none */
  int hovered;
};

enum
{
  PROP_MENU_MODEL = 1,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HwTimelineGraph, hw_timeline_graph, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static int
count_rows (HwTimelineGraph *self)
{
  return self->layout != NULL ? (int) self->layout->nodes->len : 0;
}

static double
get_offset (HwTimelineGraph *self)
{
  return self->adjustments[1] != NULL ? gtk_adjustment_get_value (self->adjustments[1]) : 0;
}

/* How much there is to scroll through now. */
static void
configure (HwTimelineGraph *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int row_height = hw_timeline_painter_get_row_height (self->painter);
  int total = MAX (count_rows (self) * row_height, height);

  if (self->adjustments[0] != NULL)
    gtk_adjustment_configure (self->adjustments[0], 0, 0, width, 0, 0, width);
  if (self->adjustments[1] != NULL)
    gtk_adjustment_configure (self->adjustments[1], CLAMP (get_offset (self), 0, total - height), 0,
                              total, row_height, MAX (height - row_height, row_height), height);
}

static void
set_adjustment (HwTimelineGraph *self, guint i, GtkAdjustment *adjustment)
{
  if (adjustment != NULL && adjustment == self->adjustments[i])
    return;
  if (self->adjustments[i] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
  g_clear_object (&self->adjustments[i]);
  self->adjustments[i] =
      g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->adjustments[i], "value-changed",
                            G_CALLBACK (gtk_widget_queue_draw), self);
  configure (self);
}

static int
row_at (HwTimelineGraph *self, double y)
{
  int row = (int) ((y + get_offset (self)) / hw_timeline_painter_get_row_height (self->painter));

  return y >= 0 && row < count_rows (self) ? row : -1;
}

/* Says it to who cannot see it: this is what has the keyboard, so a screen reader tells when its
 * name changes. */
static void
describe (HwTimelineGraph *self)
{
  const HwTimelineNode *node = hw_timeline_graph_get_selected (self);
  g_autofree char *words = node != NULL ? hw_timeline_node_dup_description (node)
                                        : g_strdup (_ ("No revision is selected"));
  /* Translators: the name of the drawn history, and which revision is selected in it. */
  g_autofree char *name = g_strdup_printf (_ ("Timeline: %s"), words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
bring_into_view (HwTimelineGraph *self, int row)
{
  int row_height = hw_timeline_painter_get_row_height (self->painter);

  if (self->adjustments[1] != NULL && row >= 0)
    gtk_adjustment_clamp_page (self->adjustments[1], row * row_height, (row + 1) * row_height);
}

void
hw_timeline_graph_select (HwTimelineGraph *self, int row)
{
  bring_into_view (self, row);
  if (row == self->selected)
    return;
  self->selected = row;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTED], 0);
}

const HwTimelineNode *
hw_timeline_graph_get_selected (HwTimelineGraph *self)
{
  return self->selected >= 0 && self->selected < count_rows (self)
             ? hw_timeline_layout_get (self->layout, (guint) self->selected)
             : NULL;
}

void
hw_timeline_graph_set_layout (HwTimelineGraph *self, HwTimelineLayout *layout)
{
  const HwTimelineNode *node = hw_timeline_graph_get_selected (self);
  int row = node != NULL && layout != NULL ? hw_timeline_layout_find (layout, node->id) : -1;

  if (layout != NULL)
    hw_timeline_layout_ref (layout);
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  self->layout = layout;
  self->hovered = -1;
  /* What was selected has gone with the old layout: the same row is another thing. */
  self->selected = -1;
  hw_timeline_painter_set_layout (self->painter, layout);
  configure (self);
  hw_timeline_graph_select (self, row);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Keeps the row that is at @y there. */
static void
zoom_to (HwTimelineGraph *self, double zoom, double y)
{
  double place = (get_offset (self) + y) / hw_timeline_painter_get_row_height (self->painter);

  zoom = CLAMP (zoom, LEAST_ZOOM, MOST_ZOOM);
  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  hw_timeline_painter_set_zoom (self->painter, zoom);
  configure (self);
  gtk_adjustment_set_value (self->adjustments[1],
                            place * hw_timeline_painter_get_row_height (self->painter) - y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Key bindings: @arguments is how often to zoom in (negative: out; 0: back to the normal size). */
static gboolean
zoom_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);
  int times = g_variant_get_int32 (arguments);
  double middle = gtk_widget_get_height (widget) / 2.0;

  zoom_to (self,
           times == 0  ? 1
           : times > 0 ? self->zoom * ZOOM_STEP
                       : self->zoom / ZOOM_STEP,
           middle);
  return TRUE;
}

/* @arguments: how many rows and how many pages down. */
static gboolean
move_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);
  int page = MAX (
      gtk_widget_get_height (widget) / hw_timeline_painter_get_row_height (self->painter) - 1, 1);
  int rows, pages, last = count_rows (self) - 1;

  g_variant_get (arguments, "(ii)", &rows, &pages);
  if (last >= 0)
    hw_timeline_graph_select (
        self, CLAMP (self->selected < 0 ? 0 : self->selected + rows + pages * page, 0, last));
  return TRUE;
}

/* @arguments: whether to the end. */
static gboolean
end_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);

  if (count_rows (self) > 0)
    hw_timeline_graph_select (self, g_variant_get_boolean (arguments) ? count_rows (self) - 1 : 0);
  return TRUE;
}

static gboolean
activate_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  if (hw_timeline_graph_get_selected (HW_TIMELINE_GRAPH (widget)) != NULL)
    g_signal_emit (widget, signals[ACTIVATED], 0);
  return TRUE;
}

static void
show_menu (HwTimelineGraph *self, double x, double y)
{
  if (self->menu_model == NULL || hw_timeline_graph_get_selected (self) == NULL)
    return;
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->menu_model);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
menu_key (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);
  int row_height = hw_timeline_painter_get_row_height (self->painter);

  bring_into_view (self, self->selected);
  show_menu (self, gtk_widget_get_width (widget) / 2.0,
             (self->selected + 1) * row_height - get_offset (self));
  return TRUE;
}

static void
on_pressed (HwTimelineGraph *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  int row = row_at (self, y);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  gboolean wants_menu = event != NULL && gdk_event_triggers_context_menu (event);
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (row < 0 || !(wants_menu || button == GDK_BUTTON_PRIMARY))
    return;
  hw_timeline_graph_select (self, row);
  if (wants_menu)
    show_menu (self, x, y);
  else
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_long_press (HwTimelineGraph *self, double x, double y)
{
  hw_timeline_graph_select (self, row_at (self, y));
  show_menu (self, x, y);
}

static void
set_hovered (HwTimelineGraph *self, int row)
{
  if (row == self->hovered)
    return;
  self->hovered = row;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (HwTimelineGraph *self, double x, double y)
{
  set_hovered (self, row_at (self, y));
}

static void
on_leave (HwTimelineGraph *self)
{
  set_hovered (self, -1);
}

static gboolean
on_scroll (HwTimelineGraph *self, double dx, double dy, GtkEventController *controller)
{
  if (!(gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK))
    return FALSE;
  zoom_to (self, dy < 0 ? self->zoom * ZOOM_STEP : self->zoom / ZOOM_STEP,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  return TRUE;
}

static void
hw_timeline_graph_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);
  HwTimelineLook look = { get_offset (self), self->selected, self->hovered,
                          gtk_widget_has_visible_focus (widget) };

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  hw_timeline_painter_draw (self->painter, snapshot, &look);
  gtk_snapshot_pop (snapshot);
}

static void
hw_timeline_graph_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);
  int row_height = hw_timeline_painter_get_row_height (self->painter);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 240;
      *natural = 480;
    }
  else
    {
      *minimum = row_height;
      *natural = MAX (count_rows (self), 1) * row_height;
    }
}

static void
hw_timeline_graph_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (widget);

  configure (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
hw_timeline_graph_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (hw_timeline_graph_parent_class)->css_changed (widget, change);
  hw_timeline_painter_forget (HW_TIMELINE_GRAPH (widget)->painter);
}

static void
hw_timeline_graph_dispose (GObject *object)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
      g_clear_object (&self->adjustments[i]);
    }
  g_clear_object (&self->menu_model);
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  G_OBJECT_CLASS (hw_timeline_graph_parent_class)->dispose (object);
}

static void
hw_timeline_graph_finalize (GObject *object)
{
  hw_timeline_painter_free (HW_TIMELINE_GRAPH (object)->painter);
  G_OBJECT_CLASS (hw_timeline_graph_parent_class)->finalize (object);
}

static void
hw_timeline_graph_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (object);

  switch (id)
    {
    case PROP_MENU_MODEL:
      g_value_set_object (value, self->menu_model);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_timeline_graph_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwTimelineGraph *self = HW_TIMELINE_GRAPH (object);

  switch (id)
    {
    case PROP_MENU_MODEL:
      g_set_object (&self->menu_model, g_value_get_object (value));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
add_keys (GtkWidgetClass *class)
{
  static const struct
  {
    guint key;
    guint pad_key; /* the same on the number pad */
    int rows;
    int pages;
  } moves[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, -1, 0 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 1, 0 },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, -1 },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, 1 },
  };
  static const struct
  {
    guint key;
    int times;
  } zooms[] = {
    { GDK_KEY_plus, 1 },         { GDK_KEY_equal, 1 }, { GDK_KEY_KP_Add, 1 }, { GDK_KEY_minus, -1 },
    { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },     { GDK_KEY_KP_0, 0 },
  };
  const guint activating[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding (class, moves[i].key, 0, move_key, "(ii)", moves[i].rows,
                                    moves[i].pages);
      gtk_widget_class_add_binding (class, moves[i].pad_key, 0, move_key, "(ii)", moves[i].rows,
                                    moves[i].pages);
    }
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding (class, zooms[i].key, GDK_CONTROL_MASK, zoom_key, "i",
                                  zooms[i].times);
  for (guint i = 0; i < G_N_ELEMENTS (activating); i++)
    gtk_widget_class_add_binding (class, activating[i], 0, activate_key, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_Home, 0, end_key, "b", FALSE);
  gtk_widget_class_add_binding (class, GDK_KEY_KP_Home, 0, end_key, "b", FALSE);
  gtk_widget_class_add_binding (class, GDK_KEY_End, 0, end_key, "b", TRUE);
  gtk_widget_class_add_binding (class, GDK_KEY_KP_End, 0, end_key, "b", TRUE);
  gtk_widget_class_add_binding (class, GDK_KEY_Menu, 0, menu_key, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key, NULL);
}

static void
hw_timeline_graph_class_init (HwTimelineGraphClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = hw_timeline_graph_dispose;
  object_class->finalize = hw_timeline_graph_finalize;
  object_class->get_property = hw_timeline_graph_get_property;
  object_class->set_property = hw_timeline_graph_set_property;
  widget_class->snapshot = hw_timeline_graph_snapshot;
  widget_class->measure = hw_timeline_graph_measure;
  widget_class->size_allocate = hw_timeline_graph_size_allocate;
  widget_class->css_changed = hw_timeline_graph_css_changed;
  g_object_class_install_property (
      object_class, PROP_MENU_MODEL,
      g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  signals[SELECTED] = g_signal_new ("selected", HW_TYPE_TIMELINE_GRAPH, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", HW_TYPE_TIMELINE_GRAPH, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  add_keys (widget_class);
}

static void
add_controllers (HwTimelineGraph *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *const controllers[] = { GTK_EVENT_CONTROLLER (click),
                                              GTK_EVENT_CONTROLLER (long_press), motion, scroll };

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (on_long_press), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (on_scroll), self);
  for (guint i = 0; i < G_N_ELEMENTS (controllers); i++)
    gtk_widget_add_controller (GTK_WIDGET (self), controllers[i]);
}

static void
hw_timeline_graph_init (HwTimelineGraph *self)
{
  self->painter = hw_timeline_painter_new (GTK_WIDGET (self));
  self->zoom = 1;
  self->selected = self->hovered = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  add_controllers (self);
  describe (self);
}
