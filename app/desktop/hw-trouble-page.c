/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trouble-page.c: why a fleet file cannot be opened, and what to do about it. */

#include "hw-trouble-page.h"

#include "hw-main-button.h"
#include "hw-postgres-error.h"

struct _HwTroublePage
{
  AdwBin parent_instance;
  GtkLabel *message;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (HwTroublePage, hw_trouble_page, ADW_TYPE_BIN)

static void
hw_trouble_page_class_init (HwTroublePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (HW_TYPE_MAIN_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwTroublePage, message);
  gtk_widget_class_bind_template_child (widget_class, HwTroublePage, hint);
}

static void
hw_trouble_page_init (HwTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hw_trouble_page_show (HwTroublePage *self, const GError *error)
{
  const char *hint = hw_postgres_error_get_hint (error);

  gtk_label_set_label (self->message, error->message);
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
}
