/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-adopt-dialog.h: asks what a new migration does, writes it from differences, and shows it. */

#pragma once

#include <adwaita.h>

#include "hw-check.h"

G_BEGIN_DECLS

/* Writes a migration that makes what @only names (as hw_filter_dup_term() writes it) as the
 * database of @check has it. @widget: what the dialogs belong to. */
void hw_adopt_dialog_show (GtkWidget *widget, HwFleet *fleet, HwCheck *check,
                           const char *const *only);

G_END_DECLS
