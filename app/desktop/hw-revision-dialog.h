/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-dialog.h: asks what a new migration does, writes it, and shows it. */

#pragma once

#include <adwaita.h>

#include "hw-check.h"

G_BEGIN_DECLS

/* Writes a migration that makes what @only names (as hw_filter_dup_term() writes it) as the
 * database of @check has it. @widget, in a service's page: what the dialogs belong to. */
void hw_revision_dialog_adopt (GtkWidget *widget, HwFleet *fleet, HwCheck *check,
                               const char *const *only);

/* Writes a migration that joins the heads that the history of @check has. */
void hw_revision_dialog_merge (GtkWidget *widget, HwFleet *fleet, HwCheck *check);

G_END_DECLS
