/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-diagram.c: tables as boxes, foreign keys as lines between them. */

#include "hw-schema-diagram.h"

#include "hw-change-look.h"
#include "hw-diagram-layout.h"
#include "hw-diagram-table.h"
#include "hw-kind-words.h"
#include "hw-reference.h"

#define MARGIN 24
#define STEP 1.2
#define SMALLEST 0.25
#define LARGEST 2.5
#define PALE 0.3

/* A foreign key. */
typedef struct
{
  guint from; /* numbers of tables */
  guint to;
  const char *color; /* (nullable): of a key that differs */
} Key;

struct _HwSchemaDiagram
{
  GtkWidget parent_instance;
  GPtrArray *tables;   /* (element-type HwDiagramTable): children */
  HwDiagramBox *boxes; /* where they are, at natural size */
  GArray *lines;       /* (element-type HwDiagramLine) */
  GArray *keys;        /* (element-type Key): one for each line */
  double width;
  double height;
  double zoom;
};

G_DEFINE_FINAL_TYPE (HwSchemaDiagram, hw_schema_diagram, GTK_TYPE_WIDGET)

static guint table_activated_signal;

static void
clear_line (gpointer data)
{
  g_array_unref (((HwDiagramLine *) data)->points);
}

static void
clear (HwSchemaDiagram *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->tables, i));
  g_ptr_array_set_size (self->tables, 0);
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->keys, 0);
  g_clear_pointer (&self->boxes, g_free);
}

static void
hw_schema_diagram_dispose (GObject *object)
{
  HwSchemaDiagram *self = HW_SCHEMA_DIAGRAM (object);

  clear (self);
  G_OBJECT_CLASS (hw_schema_diagram_parent_class)->dispose (object);
}

static void
hw_schema_diagram_finalize (GObject *object)
{
  HwSchemaDiagram *self = HW_SCHEMA_DIAGRAM (object);

  g_ptr_array_unref (self->tables);
  g_array_unref (self->lines);
  g_array_unref (self->keys);
  G_OBJECT_CLASS (hw_schema_diagram_parent_class)->finalize (object);
}

static void
hw_schema_diagram_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  HwSchemaDiagram *self = HW_SCHEMA_DIAGRAM (widget);
  double size = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;

  *minimum = *natural = (int) ((size + 2 * MARGIN) * self->zoom) + 1;
}

static void
hw_schema_diagram_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  HwSchemaDiagram *self = HW_SCHEMA_DIAGRAM (widget);

  for (guint i = 0; i < self->tables->len; i++)
    {
      const HwDiagramBox *box = &self->boxes[i];
      GskTransform *transform = gsk_transform_scale (NULL, (float) self->zoom, (float) self->zoom);

      transform = gsk_transform_translate (
          transform, &GRAPHENE_POINT_INIT ((float) box->x + MARGIN, (float) box->y + MARGIN));
      gtk_widget_allocate (g_ptr_array_index (self->tables, i), (int) box->width, (int) box->height,
                           -1, transform);
    }
}

/* From point to point; between two that are not level the line swings from the one to the other. */
static void
draw_line (cairo_t *cairo, const HwDiagramLine *line)
{
  const HwDiagramPoint *points = (const HwDiagramPoint *) (gpointer) line->points->data;

  cairo_move_to (cairo, points[0].x, points[0].y);
  for (guint i = 1; i < line->points->len; i++)
    {
      double middle = (points[i - 1].x + points[i].x) / 2;

      cairo_curve_to (cairo, middle, points[i - 1].y, middle, points[i].y, points[i].x,
                      points[i].y);
    }
  cairo_stroke (cairo);
}

/* The end that refers has three toes (many), the other one a dot (one). */
static void
draw_ends (cairo_t *cairo, const HwDiagramLine *line)
{
  const HwDiagramPoint *points = (const HwDiagramPoint *) (gpointer) line->points->data;
  const HwDiagramPoint *last = &points[line->points->len - 1];
  double out = points[1].x < points[0].x ? -10 : 10;

  for (int toe = -5; toe <= 5; toe += 10)
    {
      cairo_move_to (cairo, points[0].x + out, points[0].y);
      cairo_line_to (cairo, points[0].x, points[0].y + toe);
    }
  cairo_stroke (cairo);
  cairo_arc (cairo, last->x, last->y, 3.5, 0, 2 * G_PI);
  cairo_fill (cairo);
}

static void
set_color (HwSchemaDiagram *self, cairo_t *cairo, guint i)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  const Key *key = &g_array_index (self->keys, Key, i);
  GtkWidget *from = g_ptr_array_index (self->tables, key->from);
  GtkWidget *to = g_ptr_array_index (self->tables, key->to);
  gboolean near = gtk_widget_is_focus (from) || gtk_widget_is_focus (to);
  const char *name = near ? "accent_color" : key->color;
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    {
      gtk_style_context_get_color (style, &color);
      color.alpha *= 0.45f;
    }
  color.alpha *= (float) MIN (gtk_widget_get_opacity (from), gtk_widget_get_opacity (to));
  cairo_set_line_width (cairo, near || key->color != NULL ? 2 : 1.3);
  gdk_cairo_set_source_rgba (cairo, &color);
  if (key->color != NULL)
    cairo_set_dash (cairo, (const double[]){ 6, 4 }, 2, 0);
  else
    cairo_set_dash (cairo, NULL, 0, 0);
}

static void
hw_schema_diagram_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwSchemaDiagram *self = HW_SCHEMA_DIAGRAM (widget);
  graphene_rect_t whole =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &whole);

  cairo_scale (cairo, self->zoom, self->zoom);
  cairo_translate (cairo, MARGIN, MARGIN);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HwDiagramLine *line = &g_array_index (self->lines, HwDiagramLine, i);

      set_color (self, cairo, i);
      draw_line (cairo, line);
      cairo_set_dash (cairo, NULL, 0, 0);
      draw_ends (cairo, line);
    }
  cairo_destroy (cairo);
  for (guint i = 0; i < self->tables->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->tables, i), snapshot);
}

static gboolean
zoom_binding (GtkWidget *widget, GVariant *steps, gpointer user_data)
{
  hw_schema_diagram_zoom (HW_SCHEMA_DIAGRAM (widget), g_variant_get_int32 (steps));
  return TRUE;
}

static void
bind_zoom (GtkWidgetClass *class, guint key, int steps)
{
  gtk_widget_class_add_binding (class, key, 0, zoom_binding, "i", steps);
  gtk_widget_class_add_binding (class, key, GDK_CONTROL_MASK, zoom_binding, "i", steps);
}

static void
hw_schema_diagram_class_init (HwSchemaDiagramClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = hw_schema_diagram_dispose;
  object_class->finalize = hw_schema_diagram_finalize;
  widget_class->measure = hw_schema_diagram_measure;
  widget_class->size_allocate = hw_schema_diagram_size_allocate;
  widget_class->snapshot = hw_schema_diagram_snapshot;
  table_activated_signal =
      g_signal_new ("table-activated", HW_TYPE_SCHEMA_DIAGRAM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, HW_TYPE_TABLE_ITEM);
  bind_zoom (widget_class, GDK_KEY_plus, 1);
  bind_zoom (widget_class, GDK_KEY_equal, 1);
  bind_zoom (widget_class, GDK_KEY_KP_Add, 1);
  bind_zoom (widget_class, GDK_KEY_minus, -1);
  bind_zoom (widget_class, GDK_KEY_KP_Subtract, -1);
  bind_zoom (widget_class, GDK_KEY_0, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "schemadiagram");
}

static gboolean
on_scroll (HwSchemaDiagram *self, double dx, double dy, GtkEventController *scroll)
{
  if ((gtk_event_controller_get_current_event_state (scroll) & GDK_CONTROL_MASK) == 0)
    return FALSE;
  if (dy != 0)
    hw_schema_diagram_zoom (self, dy < 0 ? 1 : -1);
  return TRUE;
}

static void
hw_schema_diagram_init (HwSchemaDiagram *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  self->tables = g_ptr_array_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (HwDiagramLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->keys = g_array_new (FALSE, FALSE, sizeof (Key));
  self->zoom = 1;
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/* The tables and their keys */

static void
on_activated (HwSchemaDiagram *self, HwDiagramTable *table)
{
  g_signal_emit (self, table_activated_signal, 0, hw_diagram_table_get_item (table));
}

/* The first column of @table that @key is about, as far down as it is drawn. */
static double
find_port (HwDiagramTable *table, HwSchema *schema, HwObject *key)
{
  g_autoptr (GPtrArray) columns =
      hw_object_dup_columns (hw_table_item_get_object (hw_diagram_table_get_item (table)));

  for (guint i = 0; i < columns->len; i++)
    if (hw_schema_constrains (schema, key, g_ptr_array_index (columns, i)))
      return hw_diagram_table_get_row_middle (table, g_ptr_array_index (columns, i));
  return hw_diagram_table_get_row_middle (table, NULL);
}

static void
add_key (HwSchemaDiagram *self, GHashTable *numbers, guint from, HwObject *object)
{
  HwDiagramTable *table = g_ptr_array_index (self->tables, from);
  HwTableItem *item = hw_diagram_table_get_item (table);
  HwSchema *schema = hw_table_item_get_schema (item);
  HwObject *referenced = hw_schema_get_referenced (schema, object);
  const HwDifference *difference = hw_table_item_find (item, object);
  Key key = { .from = from };
  HwDiagramLine line = { .from = from };
  gpointer number;

  if (!g_hash_table_lookup_extended (numbers, referenced, NULL, &number))
    return;
  key.to = line.to = GPOINTER_TO_UINT (number);
  if (difference != NULL)
    key.color = hw_change_get_look (difference->change).color;
  line.from_y = find_port (table, schema, object);
  line.to_y = line.from == line.to
                  ? hw_diagram_table_get_row_middle (table, NULL)
                  : find_port (g_ptr_array_index (self->tables, line.to), schema, object);
  g_array_append_val (self->keys, key);
  g_array_append_val (self->lines, line);
}

static void
add_keys (HwSchemaDiagram *self, GHashTable *numbers, guint from)
{
  HwDiagramTable *table = g_ptr_array_index (self->tables, from);
  HwObject *object = hw_table_item_get_object (hw_diagram_table_get_item (table));

  for (guint i = 0; i < hw_object_get_n_children (object); i++)
    if (g_str_equal (hw_object_get_kind_name (hw_object_get_child (object, i)), "foreign-key"))
      add_key (self, numbers, from, hw_object_get_child (object, i));
}

static void
add_table (HwSchemaDiagram *self, GHashTable *numbers, HwTableItem *item)
{
  GtkWidget *table = hw_diagram_table_new (item);

  g_hash_table_insert (numbers, hw_table_item_get_object (item),
                       GUINT_TO_POINTER (self->tables->len));
  gtk_widget_set_parent (table, GTK_WIDGET (self));
  g_signal_connect_object (table, "activated", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->tables, table);
}

/* Read from right to left, the diagram is too. */
static void
mirror (HwSchemaDiagram *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    self->boxes[i].x = self->width - self->boxes[i].x - self->boxes[i].width;
  for (guint i = 0; i < self->lines->len; i++)
    {
      GArray *points = g_array_index (self->lines, HwDiagramLine, i).points;

      for (guint k = 0; k < points->len; k++)
        {
          HwDiagramPoint *point = &g_array_index (points, HwDiagramPoint, k);

          point->x = self->width - point->x;
        }
    }
}

static void
lay_out (HwSchemaDiagram *self)
{
  self->boxes = g_new0 (HwDiagramBox, self->tables->len + 1);
  for (guint i = 0; i < self->tables->len; i++)
    {
      GtkRequisition size;

      gtk_widget_get_preferred_size (g_ptr_array_index (self->tables, i), &size, NULL);
      self->boxes[i].width = size.width;
      self->boxes[i].height = size.height;
    }
  hw_diagram_layout (self->boxes, self->tables->len, (HwDiagramLine *) (gpointer) self->lines->data,
                     self->lines->len, &self->width, &self->height);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    mirror (self);
}

void
hw_schema_diagram_set_items (HwSchemaDiagram *self, GListModel *items)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  clear (self);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (HwTableItem) item = g_list_model_get_item (items, i);

      if (hw_kind_is_table (hw_table_item_get_object (item)))
        add_table (self, numbers, item);
    }
  for (guint i = 0; i < self->tables->len; i++)
    add_keys (self, numbers, i);
  lay_out (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hw_schema_diagram_search (HwSchemaDiagram *self, const char *text)
{
  for (guint i = 0; i < self->tables->len; i++)
    {
      HwDiagramTable *table = g_ptr_array_index (self->tables, i);

      gtk_widget_set_opacity (
          GTK_WIDGET (table),
          hw_table_item_matches (hw_diagram_table_get_item (table), text) ? 1 : PALE);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hw_schema_diagram_zoom (HwSchemaDiagram *self, int direction)
{
  double factor = direction > 0 ? STEP : 1 / STEP;

  self->zoom = direction == 0 ? 1 : CLAMP (self->zoom * factor, SMALLEST, LARGEST);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
