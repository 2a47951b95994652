/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-split.c: a list, and the details of what is selected: beside it, or where it is narrow after
 * it. */

#include "hw-split.h"

struct _HwSplit
{
  AdwBin parent_instance;
  AdwLeaflet *leaflet;
  AdwBin *list;
  AdwBin *details;
  char *back;
};

enum
{
  PROP_LIST = 1,
  PROP_DETAILS,
  PROP_BACK,
};

G_DEFINE_FINAL_TYPE (HwSplit, hw_split, ADW_TYPE_BIN)

void
hw_split_show_list (HwSplit *self)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "list");
}

void
hw_split_show_details (HwSplit *self)
{
  /* Beside each other the focus stays where it is. */
  if (adw_leaflet_get_folded (self->leaflet) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    adw_leaflet_set_visible_child_name (self->leaflet, "details");
}

static void
on_back (HwSplit *self)
{
  hw_split_show_list (self);
  gtk_widget_grab_focus (adw_bin_get_child (self->list));
}

static void
hw_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwSplit *self = HW_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      g_value_set_object (value, adw_bin_get_child (self->list));
      break;
    case PROP_DETAILS:
      g_value_set_object (value, adw_bin_get_child (self->details));
      break;
    case PROP_BACK:
      g_value_set_string (value, self->back);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwSplit *self = HW_SPLIT (object);

  switch (id)
    {
    case PROP_LIST:
      adw_bin_set_child (self->list, g_value_get_object (value));
      break;
    case PROP_DETAILS:
      adw_bin_set_child (self->details, g_value_get_object (value));
      break;
    case PROP_BACK:
      g_free (self->back);
      self->back = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_split_finalize (GObject *object)
{
  g_free (HW_SPLIT (object)->back);
  G_OBJECT_CLASS (hw_split_parent_class)->finalize (object);
}

static void
hw_split_class_init (HwSplitClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hw_split_get_property;
  object_class->set_property = hw_split_set_property;
  object_class->finalize = hw_split_finalize;
  g_object_class_install_property (
      object_class, PROP_LIST, g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, flags));
  g_object_class_install_property (
      object_class, PROP_DETAILS,
      g_param_spec_object ("details", NULL, NULL, GTK_TYPE_WIDGET, flags));
  g_object_class_install_property (object_class, PROP_BACK,
                                   g_param_spec_string ("back", NULL, NULL, NULL, flags));
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-split.ui");
  gtk_widget_class_bind_template_child (widget_class, HwSplit, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HwSplit, list);
  gtk_widget_class_bind_template_child (widget_class, HwSplit, details);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
hw_split_init (HwSplit *self)
{
  self->back = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
}
