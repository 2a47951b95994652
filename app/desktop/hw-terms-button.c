/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terms-button.c: explains the words beside it. */

#include "hw-terms-button.h"

#include <glib/gi18n.h>

#include "hw-label.h"

struct _HwTermsButton
{
  AdwBin parent_instance;
  GtkMenuButton *button;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (HwTermsButton, hw_terms_button, ADW_TYPE_BIN)

static void
hw_terms_button_class_init (HwTermsButtonClass *class)
{
}

static void
hw_terms_button_init (HwTermsButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (self->box, 6);
  gtk_widget_set_margin_bottom (self->box, 6);
  gtk_widget_set_margin_start (self->box, 6);
  gtk_widget_set_margin_end (self->box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), self->box);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "help-about-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "circular");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("What These Words Mean"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What These Words Mean"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add_label (HwTermsButton *self, const char *text, const char *style)
{
  GtkWidget *label = hw_label_new_text (text, style);

  /* Of one width, so that its height is known before it is laid out. */
  gtk_label_set_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_box_append (GTK_BOX (self->box), label);
}

void
hw_terms_button_set (HwTermsButton *self, HwTerms terms, const HwCheck *check)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  gtk_widget_set_visible (GTK_WIDGET (self), check != NULL && terms != 0);
  for (guint bit = 0; check != NULL && (terms >> bit) != 0; bit++)
    {
      HwTerms term = terms & (1u << bit);
      g_autofree char *text = term != 0 ? hw_terms_dup_text (term, check) : NULL;

      if (text == NULL)
        continue;
      add_label (self, hw_terms_get_word (term), "heading");
      add_label (self, text, NULL);
    }
}
