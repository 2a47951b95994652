/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline-painter.c: draws the rows of a timeline that are seen. */

#include "hw-timeline-painter.h"

#include <math.h>

#include "hw-timeline-words.h"

#define MARGIN 14       /* beside the lanes and the text, at zoom 1 */
#define LANE 22         /* from one lane to the next */
#define LANES_SHARE 0.4 /* of the width, at most */
#define RADIUS 5.5      /* of a revision's disc */
#define TWO_LINES 0.75  /* zoomed out further, a row has one line */
#define MANY_TEXTS 400  /* rows whose text is kept */

/* The text of a row, ready to be drawn. */
typedef struct
{
  PangoLayout *title;
  PangoLayout *detail; /* (nullable) */
  GPtrArray *tags;     /* (element-type PangoLayout) */
} HwRowText;

struct _HwTimelinePainter
{
  GtkWidget *widget; /* not ours */
  HwTimelineLayout *layout;
  double zoom;
  int line_height;   /* of one line of text at this zoom; 0: not known */
  GHashTable *texts; /* row → HwRowText */
};

/* One drawing. */
typedef struct
{
  HwTimelinePainter *painter;
  GtkSnapshot *snapshot;
  cairo_t *cairo;
  const HwTimelineLook *look;
  double width;
  double row_height;
  double spacing;
  double radius;
  gboolean rtl;
  GdkRGBA text, accent, on_accent, applied, pending, ghost, background;
} HwDrawing;

static void
row_text_free (gpointer data)
{
  HwRowText *text = data;

  g_object_unref (text->title);
  g_clear_object (&text->detail);
  g_ptr_array_unref (text->tags);
  g_free (text);
}

HwTimelinePainter *
hw_timeline_painter_new (GtkWidget *widget)
{
  HwTimelinePainter *painter = g_new0 (HwTimelinePainter, 1);

  painter->widget = widget;
  painter->zoom = 1;
  painter->texts = g_hash_table_new_full (NULL, NULL, NULL, row_text_free);
  return painter;
}

void
hw_timeline_painter_free (HwTimelinePainter *painter)
{
  g_hash_table_unref (painter->texts);
  g_clear_pointer (&painter->layout, hw_timeline_layout_unref);
  g_free (painter);
}

void
hw_timeline_painter_forget (HwTimelinePainter *painter)
{
  g_hash_table_remove_all (painter->texts);
  painter->line_height = 0;
}

void
hw_timeline_painter_set_layout (HwTimelinePainter *painter, HwTimelineLayout *layout)
{
  g_clear_pointer (&painter->layout, hw_timeline_layout_unref);
  painter->layout = layout != NULL ? hw_timeline_layout_ref (layout) : NULL;
  hw_timeline_painter_forget (painter);
}

void
hw_timeline_painter_set_zoom (HwTimelinePainter *painter, double zoom)
{
  painter->zoom = zoom;
  hw_timeline_painter_forget (painter);
}

int
hw_timeline_painter_get_row_height (HwTimelinePainter *painter)
{
  if (painter->line_height == 0)
    {
      PangoContext *context = gtk_widget_get_pango_context (painter->widget);
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
      int height =
          pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

      painter->line_height = (int) ceil (painter->zoom * height / PANGO_SCALE);
      pango_font_metrics_unref (metrics);
    }
  return painter->zoom >= TWO_LINES ? 2 * painter->line_height + (int) (20 * painter->zoom)
                                    : painter->line_height + (int) (12 * painter->zoom);
}

static PangoLayout *
new_text (HwTimelinePainter *painter, const char *text, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (painter->widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale * painter->zoom));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  /* At its node: Pango swaps the sides of text that runs against its surroundings. */
  if (pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (layout, 0)) ==
      PANGO_DIRECTION_RTL)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  return layout;
}

/* Adds an attribute to the first @length bytes of the text; all when 0. */
static void
add_attribute (PangoLayout *layout, PangoAttribute *attribute, gsize length)
{
  if (length > 0)
    attribute->end_index = (guint) length;
  pango_attr_list_insert (pango_layout_get_attributes (layout), attribute);
}

static HwRowText *
make_row_text (HwTimelinePainter *painter, const HwTimelineNode *node)
{
  HwRowText *text = g_new0 (HwRowText, 1);
  g_autofree char *title = hw_timeline_node_dup_title (node);
  g_autofree char *detail = hw_timeline_node_dup_detail (node);

  text->title = new_text (painter, title, 1);
  if (node->state == HW_NODE_CURRENT)
    add_attribute (text->title, pango_attr_weight_new (PANGO_WEIGHT_BOLD), 0);
  if (node->revision == NULL)
    add_attribute (text->title, pango_attr_style_new (PANGO_STYLE_ITALIC), 0);
  if (painter->zoom >= TWO_LINES && detail[0] != '\0')
    {
      text->detail = new_text (painter, detail, 0.9);
      add_attribute (text->detail, pango_attr_family_new ("Monospace"), strlen (node->id));
    }
  text->tags = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < node->tags->len; i++)
    g_ptr_array_add (
        text->tags,
        new_text (painter, hw_timeline_tag_get_text (&g_array_index (node->tags, HwTimelineTag, i)),
                  0.8));
  return text;
}

static HwRowText *
get_row_text (HwTimelinePainter *painter, guint row)
{
  HwRowText *text = g_hash_table_lookup (painter->texts, GUINT_TO_POINTER (row));

  if (text != NULL)
    return text;
  if (g_hash_table_size (painter->texts) >= MANY_TEXTS)
    g_hash_table_remove_all (painter->texts);
  text = make_row_text (painter, hw_timeline_layout_get (painter->layout, row));
  g_hash_table_insert (painter->texts, GUINT_TO_POINTER (row), text);
  return text;
}

static GdkRGBA
with_alpha (const GdkRGBA *color, double alpha)
{
  GdkRGBA faint = *color;

  faint.alpha *= (float) alpha;
  return faint;
}

static GdkRGBA
get_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

/* Where a row's middle is, from the top of what is seen. */
static double
row_y (const HwDrawing *drawing, guint row)
{
  return (row + 0.5) * drawing->row_height - drawing->look->offset;
}

/* From the side where text begins; mirrored as a whole for right-to-left. */
static double
lane_x (const HwDrawing *drawing, guint lane)
{
  return MARGIN * drawing->painter->zoom + (lane + 0.5) * drawing->spacing;
}

static double
lanes_width (const HwDrawing *drawing)
{
  return lane_x (drawing, drawing->painter->layout->n_lanes);
}

/* Goes on to the middle of the next row, which is in another lane or the same. */
static void
curve_to (const HwDrawing *drawing, double from_x, double from_y, double x, double y)
{
  double middle = (from_y + y) / 2;

  if (from_x == x)
    cairo_line_to (drawing->cairo, x, y);
  else
    cairo_curve_to (drawing->cairo, from_x, middle, x, middle, x, y);
}

static void
draw_edge (const HwTimelineEdge *edge, gpointer data)
{
  static const char *const lane_colors[] = { "blue_3", "purple_3", "green_5", "orange_4" };
  const HwDrawing *drawing = data;
  HwTimelineLayout *layout = drawing->painter->layout;
  const HwTimelineNode *upper = hw_timeline_layout_get (layout, edge->upper);
  const HwTimelineNode *lower = hw_timeline_layout_get (layout, edge->lower);
  gboolean done = upper->state == HW_NODE_APPLIED || upper->state == HW_NODE_CURRENT;
  GdkRGBA color = edge->lane == 0
                      ? drawing->text
                      : get_color (drawing->painter->widget,
                                   lane_colors[(edge->lane - 1) % G_N_ELEMENTS (lane_colors)]);
  double dashes[] = { 3 * drawing->painter->zoom, 4 * drawing->painter->zoom };
  double x = lane_x (drawing, edge->lane);
  double top_x = lane_x (drawing, upper->lane), top_y = row_y (drawing, edge->upper);
  double end_x = lane_x (drawing, lower->lane), end_y = row_y (drawing, edge->lower);

  color = with_alpha (&color, (edge->lane == 0 ? 0.4 : 0.8) * (done ? 1 : 0.6));
  gdk_cairo_set_source_rgba (drawing->cairo, &color);
  cairo_set_line_width (drawing->cairo, (done ? 2.5 : 2) * MIN (drawing->painter->zoom, 1.2));
  cairo_set_dash (drawing->cairo, dashes, edge->depends_on ? 2 : 0, 0);
  cairo_move_to (drawing->cairo, top_x, top_y);
  if (edge->lower == edge->upper + 1)
    {
      curve_to (drawing, top_x, top_y, end_x, end_y);
    }
  else
    {
      double below = top_y + drawing->row_height, above = end_y - drawing->row_height;

      /* cairo takes long over dashes that nobody sees. */
      double from = MAX (below, -drawing->row_height);
      double to =
          MIN (above, gtk_widget_get_height (drawing->painter->widget) + drawing->row_height);

      if (from == below)
        curve_to (drawing, top_x, top_y, x, below);
      else
        cairo_move_to (drawing->cairo, x, from);
      cairo_line_to (drawing->cairo, x, to);
      if (to == above)
        curve_to (drawing, x, above, end_x, end_y);
    }
  cairo_stroke (drawing->cairo);
}

static void
fill_disc (const HwDrawing *drawing, double x, double y, double radius, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (drawing->cairo, color);
  cairo_arc (drawing->cairo, x, y, radius, 0, 2 * G_PI);
  cairo_fill (drawing->cairo);
}

static void
stroke_ring (const HwDrawing *drawing, double x, double y, double radius, const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (drawing->cairo, color);
  cairo_set_line_width (drawing->cairo, MAX (1.2, drawing->radius * 0.4));
  cairo_arc (drawing->cairo, x, y, radius, 0, 2 * G_PI);
  cairo_stroke (drawing->cairo);
}

static void
draw_node (const HwDrawing *drawing, guint row)
{
  const HwTimelineNode *node = hw_timeline_layout_get (drawing->painter->layout, row);
  double x = lane_x (drawing, node->lane), y = row_y (drawing, row), radius = drawing->radius;
  double dash = radius * 2 * G_PI / 10;
  gboolean is_base = node->revision == NULL && node->state != HW_NODE_GHOST;
  GdkRGBA faint = with_alpha (&drawing->text, 0.45);

  /* Lines end where a revision begins. */
  cairo_set_dash (drawing->cairo, &dash, 0, 0);
  fill_disc (drawing, x, y, radius * (node->state == HW_NODE_CURRENT ? 2 : 1.4),
             &drawing->background);
  if (node->state == HW_NODE_CURRENT)
    {
      stroke_ring (drawing, x, y, radius * 1.5, &drawing->accent);
      fill_disc (drawing, x, y, radius * 0.85, &drawing->accent);
    }
  else if (is_base)
    {
      fill_disc (drawing, x, y, radius * 0.6, &faint);
    }
  else if (node->state == HW_NODE_APPLIED)
    {
      fill_disc (drawing, x, y, radius, &drawing->applied);
    }
  else if (node->state == HW_NODE_GHOST)
    {
      cairo_set_dash (drawing->cairo, &dash, 1, 0);
      stroke_ring (drawing, x, y, radius * 1.2, &drawing->ghost);
    }
  else
    {
      stroke_ring (drawing, x, y, radius * 0.9,
                   node->state == HW_NODE_PENDING ? &drawing->pending : &faint);
    }
}

static void
draw_lanes (HwDrawing *drawing, guint first, guint last)
{
  HwTimelineLayout *layout = drawing->painter->layout;
  double x = drawing->rtl ? drawing->width - lanes_width (drawing) : 0;
  graphene_rect_t bounds =
      GRAPHENE_RECT_INIT ((float) x, 0, (float) lanes_width (drawing),
                          (float) gtk_widget_get_height (drawing->painter->widget));

  drawing->cairo = gtk_snapshot_append_cairo (drawing->snapshot, &bounds);
  if (drawing->rtl)
    {
      cairo_translate (drawing->cairo, drawing->width, 0);
      cairo_scale (drawing->cairo, -1, 1);
    }
  hw_timeline_layout_foreach_edge (layout, first > 0 ? first - 1 : 0, last + 1, draw_edge, drawing);
  for (guint row = first; row <= last; row++)
    draw_node (drawing, row);
  cairo_destroy (drawing->cairo);
}

/* The place of something @width wide that begins at @x, mirrored for right-to-left. */
static double
mirror (const HwDrawing *drawing, double x, double width)
{
  return drawing->rtl ? drawing->width - x - width : x;
}

static void
draw_text (const HwDrawing *drawing, PangoLayout *layout, double x, double y, double width,
           const GdkRGBA *color)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) mirror (drawing, x, width), (float) y);

  pango_layout_set_width (layout, (int) (MAX (width, 0) * PANGO_SCALE));
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &point);
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
fill_rounded (const HwDrawing *drawing, double x, double y, double width, double height,
              double radius, const GdkRGBA *color)
{
  GskRoundedRect shape;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) mirror (drawing, x, width), (float) y,
                                               (float) width, (float) height);

  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &shape);
  gtk_snapshot_append_color (drawing->snapshot, color, &bounds);
  gtk_snapshot_pop (drawing->snapshot);
}

/* How each kind of tag is coloured. */
static void
get_tag_colors (const HwDrawing *drawing, HwTagKind kind, GdkRGBA *text, GdkRGBA *fill)
{
  switch (kind)
    {
    case HW_TAG_HERE:
      *text = drawing->on_accent;
      *fill = get_color (drawing->painter->widget, "accent_bg_color");
      break;
    case HW_TAG_GUESS:
      *text = drawing->pending;
      *fill = with_alpha (&drawing->pending, 0.15);
      break;
    case HW_TAG_HEAD:
      *text = drawing->text;
      *fill = with_alpha (&drawing->text, 0.12);
      break;
    case HW_TAG_OTHER:
    default:
      *text = drawing->accent;
      *fill = with_alpha (&drawing->accent, 0.12);
      break;
    }
}

/* Draws tag @i so that it ends at @end; returns where it begins. */
static double
draw_tag (const HwDrawing *drawing, const HwTimelineNode *node, PangoLayout *layout, guint i,
          double end, double middle, double room)
{
  double pad = 8 * drawing->painter->zoom, x;
  GdkRGBA text, fill;
  int width, height;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  width = (int) CLAMP (width, 0, MAX (room - 2 * pad, 0));
  x = end - width - 2 * pad;
  get_tag_colors (drawing, g_array_index (node->tags, HwTimelineTag, i).kind, &text, &fill);
  fill_rounded (drawing, x, middle - height / 2.0 - 2, width + 2 * pad, height + 4,
                height / 2.0 + 2, &fill);
  draw_text (drawing, layout, x + pad, middle - height / 2.0, width, &text);
  return x;
}

static void
draw_row (const HwDrawing *drawing, guint row)
{
  HwTimelinePainter *painter = drawing->painter;
  const HwTimelineNode *node = hw_timeline_layout_get (painter->layout, row);
  HwRowText *text = get_row_text (painter, row);
  double gap = 8 * painter->zoom;
  double start = lanes_width (drawing) + gap, end = drawing->width - MARGIN * painter->zoom;
  double middle = row_y (drawing, row);
  double title_y = text->detail != NULL ? middle - painter->line_height - 1
                                        : middle - painter->line_height / 2.0;
  double room = (end - start) / 2;
  GdkRGBA dim = with_alpha (&drawing->text, 0.6);
  gboolean faded = node->revision == NULL && node->state != HW_NODE_CURRENT;

  for (guint i = text->tags->len; i > 0 && room > 4 * gap; i--)
    {
      double x = draw_tag (drawing, node, g_ptr_array_index (text->tags, i - 1), i - 1, end,
                           title_y + painter->line_height / 2.0, room);

      room -= end - x + gap;
      end = x - gap;
    }
  draw_text (drawing, text->title, start, title_y, end - start, faded ? &dim : &drawing->text);
  if (text->detail != NULL)
    draw_text (drawing, text->detail, start, middle + 1,
               drawing->width - MARGIN * painter->zoom - start, &dim);
}

static void
draw_highlight (const HwDrawing *drawing, int row, double alpha)
{
  double y;
  GdkRGBA color = with_alpha (&drawing->text, alpha);

  if (row < 0)
    return;
  y = row * drawing->row_height - drawing->look->offset;
  fill_rounded (drawing, 4, y + 1, drawing->width - 8, drawing->row_height - 2, 8, &color);
}

static void
draw_focus (const HwDrawing *drawing)
{
  GskRoundedRect shape;
  double y = drawing->look->selected * drawing->row_height - drawing->look->offset;
  GdkRGBA color = with_alpha (&drawing->accent, 0.6);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (4, (float) y + 1, (float) drawing->width - 8,
                                               (float) drawing->row_height - 2);

  gsk_rounded_rect_init_from_rect (&shape, &bounds, 8);
  gtk_snapshot_append_border (drawing->snapshot, &shape, (float[4]){ 2, 2, 2, 2 },
                              (GdkRGBA[4]){ color, color, color, color });
}

void
hw_timeline_painter_draw (HwTimelinePainter *painter, GtkSnapshot *snapshot,
                          const HwTimelineLook *look)
{
  HwDrawing drawing = { .painter = painter, .snapshot = snapshot, .look = look };
  double height = gtk_widget_get_height (painter->widget);
  double room;
  guint first, last;

  if (painter->layout == NULL)
    return;
  drawing.width = gtk_widget_get_width (painter->widget);
  drawing.row_height = hw_timeline_painter_get_row_height (painter);
  drawing.rtl = gtk_widget_get_direction (painter->widget) == GTK_TEXT_DIR_RTL;
  room = LANES_SHARE * drawing.width / (painter->layout->n_lanes + 1);
  drawing.spacing = MIN (LANE * painter->zoom, room);
  drawing.radius = MIN (RADIUS * MAX (painter->zoom, 0.7), MAX (drawing.spacing * 0.4, 1.5));
  drawing.text = get_color (painter->widget, "view_fg_color");
  drawing.background = get_color (painter->widget, "view_bg_color");
  drawing.accent = get_color (painter->widget, "accent_color");
  drawing.on_accent = get_color (painter->widget, "accent_fg_color");
  drawing.applied = get_color (painter->widget, "success_color");
  drawing.pending = get_color (painter->widget, "warning_color");
  drawing.ghost = get_color (painter->widget, "error_color");
  first = (guint) MAX (look->offset / drawing.row_height, 0);
  last = (guint) ((look->offset + height) / drawing.row_height);
  last = MIN (last, painter->layout->nodes->len - 1);
  draw_highlight (&drawing, look->hovered, 0.04);
  draw_highlight (&drawing, look->selected, 0.08);
  draw_lanes (&drawing, first, last);
  for (guint row = first; row <= last; row++)
    draw_row (&drawing, row);
  if (look->focused && look->selected >= 0)
    draw_focus (&drawing);
}
