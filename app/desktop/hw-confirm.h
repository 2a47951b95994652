/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-confirm.h: asks for the names of protected databases before they are changed. */

#pragma once

#include <gtk/gtk.h>

#include "hw-plan.h"

G_BEGIN_DECLS

typedef void (*HwConfirmed) (gpointer owner);

/* Calls @confirmed with @owner, at once when no database of @plan is protected, else when the name
 * of each that is was typed; not at all when the user thinks better of it. */
void hw_confirm_plan (GtkWidget *owner, HwPlan *plan, HwConfirmed confirmed);

G_END_DECLS
