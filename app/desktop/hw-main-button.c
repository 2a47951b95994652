/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-main-button.c: the button with the main menu, for the header bar of whatever is shown. */

#include "hw-main-button.h"

struct _HwMainButton
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HwMainButton, hw_main_button, ADW_TYPE_BIN)

static void
hw_main_button_class_init (HwMainButtonClass *class)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               "/org/headwaydb/Headway/desktop/hw-main-button.ui");
}

static void
hw_main_button_init (HwMainButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
