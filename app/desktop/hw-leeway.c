/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-leeway.c: text that scrolls where the window is too short for it. */

#include "hw-leeway.h"

#define LEAST 20 /* pixels: about a line */

struct _HwLeeway
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HwLeeway, hw_leeway, ADW_TYPE_BIN)

static GtkSizeRequestMode
hw_leeway_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hw_leeway_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *scroller = adw_bin_get_child (ADW_BIN (widget));
  GtkWidget *content = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* However low: it need not be wider for that. */
      gtk_widget_measure (content, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
  *minimum = MIN (*minimum, LEAST);
}

static void
hw_leeway_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
hw_leeway_class_init (HwLeewayClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->get_request_mode = hw_leeway_get_request_mode;
  widget_class->measure = hw_leeway_measure;
  widget_class->size_allocate = hw_leeway_size_allocate;
}

static void
hw_leeway_init (HwLeeway *self)
{
  /* Else its own is asked. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}
