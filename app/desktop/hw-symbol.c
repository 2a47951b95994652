/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-symbol.c: a symbol that says how something is, in the colour that goes with it. */

#include "hw-symbol.h"

#define SIZE 16 /* pixels, as that of the icons in buttons and rows */

struct _HwSymbol
{
  GtkWidget parent_instance;
  const char *icon_name; /* interned */
};

G_DEFINE_FINAL_TYPE (HwSymbol, hw_symbol, GTK_TYPE_WIDGET)

static void
hw_symbol_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
hw_symbol_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  HwSymbol *self = HW_SYMBOL (widget);
  g_autoptr (GtkIconPaintable) icon = NULL;
  GdkRGBA color;
  GdkRGBA colors[4];

  if (self->icon_name == NULL)
    return;
  icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), self->icon_name, NULL, SIZE,
      gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    colors[i] = color;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) ((gtk_widget_get_width (widget) - SIZE) / 2),
                                      (float) ((gtk_widget_get_height (widget) - SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, SIZE, SIZE,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

static void
hw_symbol_class_init (HwSymbolClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = hw_symbol_measure;
  widget_class->snapshot = hw_symbol_snapshot;
  gtk_widget_class_set_css_name (widget_class, "image");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hw_symbol_init (HwSymbol *self)
{
}

GtkWidget *
hw_symbol_new (const char *icon_name, const char *style)
{
  HwSymbol *self = g_object_new (HW_TYPE_SYMBOL, NULL);

  hw_symbol_show (self, icon_name, style);
  return GTK_WIDGET (self);
}

void
hw_symbol_show (HwSymbol *self, const char *icon_name, const char *style)
{
  static const char *const styles[] = { "good", "notice", "bad", "quiet" };
  const char *name = g_intern_string (icon_name);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) != 0)
      gtk_widget_remove_css_class (GTK_WIDGET (self), styles[i]);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
  if (self->icon_name != name)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->icon_name = name;
}
