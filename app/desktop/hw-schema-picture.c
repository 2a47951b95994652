/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-picture.c: tables before and after, what disappears and what returns marked. */

#include "hw-schema-picture.h"

#include <glib/gi18n.h>

#include "hw-difference.h"
#include "hw-kind-words.h"
#include "hw-label.h"
#include "hw-step-words.h"
#include "hw-touch.h"

/* Characters of a name that are shown however narrow it is. */
#define MOST_UNCUT 20

/* Pixels between the two sides. */
#define BETWEEN 18

struct _HwSchemaPicture
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (HwSchemaPicture, hw_schema_picture, GTK_TYPE_WIDGET)

/* What one picture is made from. */
typedef struct
{
  HwSchema *before;
  HwSchema *after;
  HwDifferences *differences; /* with those of every object */
  GPtrArray *losses;
} Drawing;

typedef struct
{
  const char *sign;
  const char *style;
  const char *word;
} Mark;

/* (nullable): how @object differs between the two sides. */
static const Mark *
find_mark (const Drawing *drawing, HwObject *object)
{
  static const Mark marks[] = {
    [HW_CHANGE_MISSING] = { "−", "bad", N_ ("disappears") },
    [HW_CHANGE_UNEXPECTED] = { "+", "good", N_ ("returns") },
    [HW_CHANGE_CHANGED] = { "~", "notice", N_ ("changes") },
  };

  for (guint i = 0; i < hw_differences_get_n (drawing->differences); i++)
    {
      const HwDifference *difference = hw_differences_get (drawing->differences, i);

      if (hw_object_compare (hw_difference_get_object (difference), object) == 0)
        return &marks[difference->change];
    }
  return NULL;
}

/* "disappears, with 20 values"; what is empty is said to be. (transfer full) */
static char *
dup_words (const Drawing *drawing, const Mark *mark, HwObject *object)
{
  for (guint i = 0; i < drawing->losses->len; i++)
    {
      const HwLoss *loss = drawing->losses->pdata[i];

      if (hw_object_compare (loss->object, object) == 0)
        {
          g_autofree char *much = hw_step_words_dup_loss (loss);

          return loss->n_values > 0 ? g_strdup_printf (_ ("%s, with %s"), _ (mark->word), much)
                                    : g_strdup_printf (_ ("%s, empty"), _ (mark->word));
        }
    }
  return g_strdup (_ (mark->word));
}

static GtkWidget *
add_label (GtkWidget *line, const char *text, const char *style)
{
  GtkWidget *label = hw_label_new (text, style);

  gtk_box_append (GTK_BOX (line), label);
  return label;
}

/* One object: its sign, name, what it is, and what becomes of it. */
static GtkWidget *
new_line (const Drawing *drawing, HwObject *object, const char *name)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const Mark *mark = find_mark (drawing, object);
  gboolean is_column = g_str_equal (hw_object_get_kind_name (object), "column");
  g_autofree char *definition =
      is_column ? hw_object_dup_definition (object) : g_strdup (hw_kind_get_word (object));
  GtkWidget *called, *what;

  gtk_label_set_width_chars (GTK_LABEL (add_label (line, mark != NULL ? mark->sign : "",
                                                   mark != NULL ? mark->style : NULL)),
                             2);
  called = add_label (line, name, mark != NULL ? mark->style : NULL);
  /* What it is called is not cut before what it is, unless it is long. */
  if (g_utf8_strlen (name, -1) > MOST_UNCUT)
    {
      gtk_label_set_ellipsize (GTK_LABEL (called), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_width_chars (GTK_LABEL (called), MOST_UNCUT);
    }
  gtk_widget_set_tooltip_text (called, name);
  what = add_label (line, definition, "dim-label");
  gtk_widget_set_margin_start (what, 6);
  gtk_widget_set_hexpand (what, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (what), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (what, definition);
  if (mark != NULL)
    {
      g_autofree char *words = dup_words (drawing, mark, object);

      add_label (line, words, mark->style);
    }
  return line;
}

static GtkWidget *
new_card (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "picture");
  if (title != NULL)
    add_label (card, title, "heading");
  return card;
}

/* @table as one side has it. */
static GtkWidget *
new_table (const Drawing *drawing, HwObject *table)
{
  g_autofree char *title = hw_object_dup_title (table);
  GtkWidget *card = new_card (NULL);
  GtkWidget *head = new_line (drawing, table, title);

  g_autoptr (GPtrArray) children = hw_object_dup_columns (table);

  gtk_widget_add_css_class (head, "heading");
  gtk_box_append (GTK_BOX (card), head);
  for (guint i = 0; i < hw_object_get_n_children (table); i++)
    {
      HwObject *child = hw_object_get_child (table, i);

      if (!g_str_equal (hw_object_get_kind_name (child), "column") &&
          find_mark (drawing, child) != NULL)
        g_ptr_array_add (children, child);
    }
  for (guint i = 0; i < children->len; i++)
    {
      HwObject *child = children->pdata[i];

      gtk_box_append (GTK_BOX (card), new_line (drawing, child, hw_object_get_name (child)));
    }
  return card;
}

/* What differs and belongs to no table: types, views, functions. (nullable) */
static GtkWidget *
new_others (const Drawing *drawing, HwSchema *schema)
{
  GtkWidget *card = NULL;

  for (guint i = 0; i < hw_differences_get_n (drawing->differences); i++)
    {
      HwObject *object = hw_difference_get_object (hw_differences_get (drawing->differences, i));
      g_autofree char *title = hw_object_dup_title (object);

      if (hw_object_get_owner (object) != NULL || hw_kind_is_table (object) ||
          hw_schema_lookup (schema, object) == NULL)
        continue;
      if (card == NULL)
        card = new_card (_ ("Other objects"));
      gtk_box_append (GTK_BOX (card), new_line (drawing, object, title));
    }
  return card;
}

static void
add_side (HwSchemaPicture *self, const Drawing *drawing, const char *heading, HwSchema *schema,
          GPtrArray *tables)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *others = new_others (drawing, schema);

  add_label (side, heading, "heading");
  for (guint i = 0; i < tables->len; i++)
    {
      HwObject *table = hw_schema_lookup (schema, tables->pdata[i]);
      g_autofree char *title = hw_object_dup_title (tables->pdata[i]);
      g_autofree char *gone = g_strdup_printf (_ ("%s is not there"), title);

      gtk_box_append (GTK_BOX (side), table != NULL ? new_table (drawing, table) : new_card (gone));
    }
  if (others != NULL)
    gtk_box_append (GTK_BOX (side), others);
  gtk_widget_set_parent (side, GTK_WIDGET (self));
}

static void
remove_sides (HwSchemaPicture *self)
{
  GtkWidget *side;

  while ((side = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (side);
}

void
hw_schema_picture_show (HwSchemaPicture *self, HwSchema *before, HwSchema *after, GPtrArray *losses)
{
  const HwCompareOptions options = { .every_object = TRUE };
  g_autoptr (HwDifferences) differences = hw_schema_compare (before, after, &options);
  g_autoptr (GPtrArray) tables = hw_touch_find_tables (before, after);
  const Drawing drawing = { before, after, differences, losses };

  remove_sides (self);
  add_side (self, &drawing, _ ("Now"), before, tables);
  add_side (self, &drawing, _ ("Afterwards"), after, tables);
}

/* The sides stand beside each other where both find room, and else one below the other: that is for
 * the picture's own width to say. Its least width is that of the wider side, however they stand. */

static int
get_side_width (HwSchemaPicture *self, gboolean natural)
{
  int width = 0;

  for (GtkWidget *side = gtk_widget_get_first_child (GTK_WIDGET (self)); side != NULL;
       side = gtk_widget_get_next_sibling (side))
    {
      int side_minimum, side_natural;

      gtk_widget_measure (side, GTK_ORIENTATION_HORIZONTAL, -1, &side_minimum, &side_natural, NULL,
                          NULL);
      width = MAX (width, natural ? side_natural : side_minimum);
    }
  return width;
}

static gboolean
is_stacked (HwSchemaPicture *self, int width)
{
  return 2 * get_side_width (self, FALSE) + BETWEEN > width;
}

static GtkSizeRequestMode
hw_schema_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (HwSchemaPicture *self, int width, int *minimum, int *natural)
{
  gboolean stacked = is_stacked (self, width);
  int side_width = stacked ? width : (width - BETWEEN) / 2;

  for (GtkWidget *side = gtk_widget_get_first_child (GTK_WIDGET (self)); side != NULL;
       side = gtk_widget_get_next_sibling (side))
    {
      int between = stacked && gtk_widget_get_next_sibling (side) != NULL ? BETWEEN : 0;
      int side_minimum, side_natural;

      gtk_widget_measure (side, GTK_ORIENTATION_VERTICAL, side_width, &side_minimum, &side_natural,
                          NULL, NULL);
      *minimum = stacked ? *minimum + side_minimum + between : MAX (*minimum, side_minimum);
      *natural = stacked ? *natural + side_natural + between : MAX (*natural, side_natural);
    }
}

static void
hw_schema_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  HwSchemaPicture *self = HW_SCHEMA_PICTURE (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_side_width (self, FALSE);
      *natural = 2 * get_side_width (self, TRUE) + BETWEEN;
      return;
    }
  measure_height (self, for_size < 0 ? get_side_width (self, FALSE) : for_size, minimum, natural);
}

static void
hw_schema_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean stacked = is_stacked (HW_SCHEMA_PICTURE (widget), width);
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, stacked ? width : (width - BETWEEN) / 2, height };

  if (from_right)
    place.x = width - place.width;
  for (GtkWidget *side = gtk_widget_get_first_child (widget); side != NULL;
       side = gtk_widget_get_next_sibling (side))
    {
      if (stacked)
        gtk_widget_measure (side, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (side, &place, -1);
      if (stacked)
        place.y += place.height + BETWEEN;
      else
        place.x += from_right ? -(place.width + BETWEEN) : place.width + BETWEEN;
    }
}

static void
hw_schema_picture_dispose (GObject *object)
{
  remove_sides (HW_SCHEMA_PICTURE (object));
  G_OBJECT_CLASS (hw_schema_picture_parent_class)->dispose (object);
}

static void
hw_schema_picture_class_init (HwSchemaPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_schema_picture_dispose;
  widget_class->get_request_mode = hw_schema_picture_get_request_mode;
  widget_class->measure = hw_schema_picture_measure;
  widget_class->size_allocate = hw_schema_picture_size_allocate;
}

static void
hw_schema_picture_init (HwSchemaPicture *self)
{
}
