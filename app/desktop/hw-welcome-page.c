/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-welcome-page.c: what the window shows while no fleet is open. */

#include "hw-welcome-page.h"

#include "hw-main-button.h"

struct _HwWelcomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (HwWelcomePage, hw_welcome_page, ADW_TYPE_BIN)

static void
hw_welcome_page_class_init (HwWelcomePageClass *class)
{
  g_type_ensure (HW_TYPE_MAIN_BUTTON);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class),
                                               "/org/headwaydb/Headway/desktop/hw-welcome-page.ui");
}

static void
hw_welcome_page_init (HwWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
