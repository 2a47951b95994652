/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-diagram-table.c: a table in the diagram: its name, and its columns with their types. */

#include "hw-diagram-table.h"

#include <glib/gi18n.h>

#include "hw-change-look.h"
#include "hw-phrase.h"

#define PADDING 10
#define BETWEEN 16
#define MOST_ROWS 24
#define CORNER 6

/* A line of text in two parts, with a mark before it. */
typedef struct
{
  HwObject *column; /* NULL for how many more there are */
  PangoLayout *mark;
  PangoLayout *name;
  PangoLayout *type;
  const char *color; /* (nullable): by name */
} Row;

struct _HwDiagramTable
{
  GtkWidget parent_instance;
  HwTableItem *item;
  PangoLayout *title;
  GArray *rows; /* (element-type Row) */
  const char *color;
  int title_height;
  int row_height;
  int mark_width;
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (HwDiagramTable, hw_diagram_table, GTK_TYPE_WIDGET)

static guint activated_signal;

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->mark);
  g_clear_object (&row->name);
  g_clear_object (&row->type);
}

static void
hw_diagram_table_dispose (GObject *object)
{
  HwDiagramTable *self = HW_DIAGRAM_TABLE (object);

  g_clear_object (&self->item);
  g_clear_object (&self->title);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (hw_diagram_table_parent_class)->dispose (object);
}

static void
hw_diagram_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  HwDiagramTable *self = HW_DIAGRAM_TABLE (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
get_color (GtkStyleContext *style, const char *name)
{
  GdkRGBA color;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

static void
draw_frame (HwDiagramTable *self, GtkSnapshot *snapshot, GtkStyleContext *style)
{
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, self->width, self->height);
  graphene_rect_t head = GRAPHENE_RECT_INIT (0, 0, self->width, self->title_height);
  gboolean focused =
      gtk_widget_has_visible_focus (GTK_WIDGET (self)) || gtk_widget_is_focus (GTK_WIDGET (self));
  GdkRGBA back = get_color (style, "view_bg_color");
  GdkRGBA line = get_color (style, focused ? "accent_bg_color" : self->color);
  GdkRGBA shade = get_color (style, self->color);
  float thick = focused || self->color != NULL ? 2 : 1;
  GskRoundedRect box;

  if (!focused && self->color == NULL)
    line.alpha *= 0.3f;
  shade.alpha *= 0.12f;
  gsk_rounded_rect_init_from_rect (&box, &whole, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &back, &whole);
  gtk_snapshot_append_color (snapshot, &shade, &head);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, (const float[]){ thick, thick, thick, thick },
                              (const GdkRGBA[]){ line, line, line, line });
}

static void
hw_diagram_table_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwDiagramTable *self = HW_DIAGRAM_TABLE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color = get_color (style, self->color);
  double y = self->title_height + PADDING / 2.0;

  draw_frame (self, snapshot, style);
  draw_text (snapshot, self->title, PADDING, PADDING / 2.0, &color);
  for (guint i = 0; i < self->rows->len; i++, y += self->row_height)
    {
      const Row *row = &g_array_index (self->rows, Row, i);
      GdkRGBA own = get_color (style, row->color);
      int width = 0;

      if (row->mark != NULL)
        draw_text (snapshot, row->mark, PADDING, y, &own);
      draw_text (snapshot, row->name, PADDING + self->mark_width, y, &own);
      if (row->type == NULL)
        continue;
      pango_layout_get_pixel_size (row->type, &width, NULL);
      own.alpha *= 0.7f;
      draw_text (snapshot, row->type, self->width - PADDING - width, y, &own);
    }
}

static void
on_pressed (HwDiagramTable *self, int n_press)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    g_signal_emit (self, activated_signal, 0);
}

static void
hw_diagram_table_class_init (HwDiagramTableClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_diagram_table_dispose;
  widget_class->measure = hw_diagram_table_measure;
  widget_class->snapshot = hw_diagram_table_snapshot;
  activated_signal = g_signal_new_class_handler ("activated", HW_TYPE_DIAGRAM_TABLE,
                                                 G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, NULL, NULL,
                                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_space, 0, "activated", NULL);
  gtk_widget_class_set_activate_signal (widget_class, activated_signal);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_widget_class_set_css_name (widget_class, "diagramtable");
}

static void
hw_diagram_table_init (HwDiagramTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
}

/* The rows */

/* The mark of a difference: sign and word. (transfer full) (nullable) */
static char *
dup_mark (const HwDifference *difference, const char **color)
{
  HwChangeLook look;

  if (difference == NULL)
    return NULL;
  look = hw_change_get_look (difference->change);
  *color = look.color;
  return g_strdup_printf ("%s %s", look.sign, look.word);
}

static void
add_row (HwDiagramTable *self, HwObject *column)
{
  Row row = { .column = column };
  GtkWidget *widget = GTK_WIDGET (self);
  const HwDifference *difference = hw_table_item_find (self->item, column);
  g_autofree char *type = hw_phrase_from_sql (hw_object_get (column, "type"));
  g_autofree char *mark = NULL;

  /* Where the whole table is missing, it says so once. */
  if (difference == hw_table_item_find (self->item, hw_table_item_get_object (self->item)))
    difference = NULL;
  mark = dup_mark (difference, &row.color);
  row.mark = mark != NULL ? gtk_widget_create_pango_layout (widget, mark) : NULL;
  row.name = gtk_widget_create_pango_layout (widget, hw_object_get_name (column));
  row.type = gtk_widget_create_pango_layout (widget, type);
  g_array_append_val (self->rows, row);
}

static void
add_rows (HwDiagramTable *self)
{
  g_autoptr (GPtrArray) columns = hw_object_dup_columns (hw_table_item_get_object (self->item));
  guint n_left_out = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      HwObject *column = g_ptr_array_index (columns, i);

      /* What differs is always shown. */
      if (i < MOST_ROWS || hw_table_item_find (self->item, column) != NULL)
        add_row (self, column);
      else
        n_left_out++;
    }
  if (n_left_out > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u more", "%u more", n_left_out), n_left_out);
      Row row = { .name = gtk_widget_create_pango_layout (GTK_WIDGET (self), text) };

      g_array_append_val (self->rows, row);
    }
}

static int
get_width (PangoLayout *layout)
{
  int width = 0;

  if (layout != NULL)
    pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
measure_all (HwDiagramTable *self)
{
  int height;

  pango_layout_get_pixel_size (self->title, &self->width, &height);
  self->title_height = height + PADDING;
  self->row_height = height + 3;
  for (guint i = 0; i < self->rows->len; i++)
    self->mark_width =
        MAX (self->mark_width, get_width (g_array_index (self->rows, Row, i).mark) + PADDING);
  if (self->mark_width == PADDING)
    self->mark_width = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      self->width = MAX (self->width, self->mark_width + get_width (row->name) + BETWEEN +
                                          get_width (row->type));
    }
  self->width += 2 * PADDING;
  self->height = self->title_height + (int) self->rows->len * self->row_height + PADDING;
}

GtkWidget *
hw_diagram_table_new (HwTableItem *item)
{
  HwDiagramTable *self = g_object_new (HW_TYPE_DIAGRAM_TABLE, NULL);
  const char *name = hw_table_item_get_title (item);
  const HwDifference *own = hw_table_item_find (item, hw_table_item_get_object (item));
  guint n = hw_table_item_get_n_differences (item);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *mark = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  self->item = g_object_ref (item);
  mark = dup_mark (own, &self->color);
  title = mark != NULL ? g_strdup_printf ("%s   %s", name, mark) : g_strdup (name);
  self->title = gtk_widget_create_pango_layout (GTK_WIDGET (self), title);
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (self->title, bold);
  add_rows (self);
  measure_all (self);
  /* Translators: a table, for a screen reader. */
  label = g_strdup_printf (ngettext ("%s, %u difference", "%s, %u differences", n), name, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

HwTableItem *
hw_diagram_table_get_item (HwDiagramTable *self)
{
  return self->item;
}

double
hw_diagram_table_get_row_middle (HwDiagramTable *self, HwObject *column)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, Row, i).column == column)
      return self->title_height + PADDING / 2.0 + (i + 0.5) * self->row_height;
  return self->title_height / 2.0;
}
