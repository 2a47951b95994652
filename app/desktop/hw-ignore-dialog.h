/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ignore-dialog.h: writes into the fleet file that something is no drift. */

#pragma once

#include <adwaita.h>

#include "hw-fleet.h"

G_BEGIN_DECLS

/* Asks whether differences of @object shall be ignored in @database or in its whole service, writes
 * that down, and opens the fleet file again. @widget: what the dialog belongs to. */
void hw_ignore_dialog_show (GtkWidget *widget, HwFleet *fleet, HwDatabase *database,
                            HwObject *object);

G_END_DECLS
