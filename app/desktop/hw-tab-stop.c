/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tab-stop.c: a list that the Tab key enters and leaves; the arrows move inside it. */

#include "hw-tab-stop.h"

struct _HwTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HwTabStop, hw_tab_stop, ADW_TYPE_BIN)

static gboolean
hw_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean leaves = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (leaves && focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return GTK_WIDGET_CLASS (hw_tab_stop_parent_class)->focus (widget, direction);
}

static void
hw_tab_stop_class_init (HwTabStopClass *class)
{
  GTK_WIDGET_CLASS (class)->focus = hw_tab_stop_focus;
}

static void
hw_tab_stop_init (HwTabStop *self)
{
}
