/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-badge.c: a verdict as symbol, colour and words. */

#include "hw-verdict-badge.h"

#include <glib/gi18n.h>

#include "hw-verdict-look.h"

struct _HwVerdictBadge
{
  GtkWidget parent_instance;
  GtkWidget *stack;
  GtkWidget *spinner;
  GtkWidget *icon;
  GtkWidget *label;
  HwDatabaseItem *item;
  GSignalGroup *signals;
  const char *style;
  gboolean icon_only;
};

enum
{
  PROP_ITEM = 1,
  PROP_ICON_ONLY,
};

G_DEFINE_FINAL_TYPE (HwVerdictBadge, hw_verdict_badge, GTK_TYPE_WIDGET)

static void
update (HwVerdictBadge *self)
{
  HwCheck *check = self->item != NULL ? hw_database_item_get_check (self->item) : NULL;
  gboolean checking = self->item != NULL && hw_database_item_is_checking (self->item);
  HwVerdictLook look =
      check != NULL ? hw_verdict_get_look (check->verdict) : hw_verdict_get_unchecked_look ();
  const char *words = check == NULL && checking ? _ ("Checking…") : look.words;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = look.style;
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), look.icon);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), checking);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), checking ? self->spinner : self->icon);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->icon_only ? words : look.meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
hw_verdict_badge_dispose (GObject *object)
{
  HwVerdictBadge *self = HW_VERDICT_BADGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_verdict_badge_parent_class)->dispose (object);
}

static void
hw_verdict_badge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwVerdictBadge *self = HW_VERDICT_BADGE (object);

  if (id == PROP_ITEM)
    g_value_set_object (value, self->item);
  else if (id == PROP_ICON_ONLY)
    g_value_set_boolean (value, self->icon_only);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_verdict_badge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwVerdictBadge *self = HW_VERDICT_BADGE (object);

  if (id == PROP_ITEM)
    {
      hw_verdict_badge_set_item (self, g_value_get_object (value));
    }
  else if (id == PROP_ICON_ONLY)
    {
      self->icon_only = g_value_get_boolean (value);
      gtk_widget_set_visible (self->label, !self->icon_only);
      update (self);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hw_verdict_badge_class_init (HwVerdictBadgeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = hw_verdict_badge_dispose;
  object_class->get_property = hw_verdict_badge_get_property;
  object_class->set_property = hw_verdict_badge_set_property;
  g_object_class_install_property (
      object_class, PROP_ITEM,
      g_param_spec_object ("item", NULL, NULL, HW_TYPE_DATABASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_ICON_ONLY,
      g_param_spec_boolean ("icon-only", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "verdict");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hw_verdict_badge_init (HwVerdictBadge *self)
{
  self->icon = gtk_image_new ();
  self->spinner = gtk_spinner_new ();
  self->stack = gtk_stack_new ();
  self->label = gtk_label_new (NULL);
  gtk_stack_add_child (GTK_STACK (self->stack), self->icon);
  gtk_stack_add_child (GTK_STACK (self->stack), self->spinner);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
  self->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::verdict", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::checking", G_CALLBACK (update), self);
  update (self);
}

GtkWidget *
hw_verdict_badge_new (gboolean icon_only)
{
  return g_object_new (HW_TYPE_VERDICT_BADGE, "icon-only", icon_only, NULL);
}

void
hw_verdict_badge_set_item (HwVerdictBadge *self, HwDatabaseItem *item)
{
  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->signals, item);
  update (self);
}
