/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-badge.c: a verdict as symbol, colour and words. */

#include "hw-verdict-badge.h"

#include <glib/gi18n.h>

#include "hw-symbol.h"
#include "hw-text-line.h"
#include "hw-verdict-look.h"

struct _HwVerdictBadge
{
  GtkWidget parent_instance;
  GtkWidget *icon;
  GtkWidget *words; /* a label, or in a column a line */
  HwDatabaseItem *item;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HwVerdictBadge, hw_verdict_badge, GTK_TYPE_WIDGET)

static void
update (HwVerdictBadge *self)
{
  HwVerdictLook look = hw_verdict_get_look_of (self->item);

  hw_symbol_show (HW_SYMBOL (self->icon), look.icon, look.style);
  if (self->words == NULL)
    {
      self->words = gtk_label_new (NULL);
      gtk_widget_set_parent (self->words, GTK_WIDGET (self));
    }
  if (GTK_IS_LABEL (self->words))
    gtk_label_set_label (GTK_LABEL (self->words), look.words);
  else
    hw_text_line_set (GTK_INSCRIPTION (self->words), look.words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, look.words,
                                  -1);
}

/* Asked for when it is wanted: rows come and go far more often than anybody rests on one. */
static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, hw_verdict_get_look_of (HW_VERDICT_BADGE (widget)->item).meaning);
  return TRUE;
}

static void
hw_verdict_badge_dispose (GObject *object)
{
  HwVerdictBadge *self = HW_VERDICT_BADGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  G_OBJECT_CLASS (hw_verdict_badge_parent_class)->dispose (object);
}

static void
hw_verdict_badge_class_init (HwVerdictBadgeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_verdict_badge_dispose;
  widget_class->query_tooltip = query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "verdict");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
hw_verdict_badge_init (HwVerdictBadge *self)
{
  self->icon = hw_symbol_new (NULL, NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              6);
  self->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::check", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::checking", G_CALLBACK (update), self);
}

GtkWidget *
hw_verdict_badge_new (void)
{
  return g_object_new (HW_TYPE_VERDICT_BADGE, NULL);
}

GtkWidget *
hw_verdict_badge_new_in_column (void)
{
  HwVerdictBadge *self = g_object_new (HW_TYPE_VERDICT_BADGE, NULL);
  guint most;

  self->words = GTK_WIDGET (hw_text_line_new ());
  most = hw_verdict_look_count_most_chars (self->words);
  /* Where it is tight, the longest are cut; most are far shorter. */
  hw_text_line_set_chars (GTK_INSCRIPTION (self->words), most * 3 / 4, most);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
hw_verdict_badge_show (GtkWidget *widget, gpointer item)
{
  HwVerdictBadge *self = HW_VERDICT_BADGE (widget);

  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->signals, item);
  if (item != NULL)
    update (self);
}
