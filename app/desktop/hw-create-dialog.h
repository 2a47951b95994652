/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-create-dialog.h: makes the roles and databases that connections name and servers lack. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_CREATE_DIALOG (hw_create_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwCreateDialog, hw_create_dialog, HW, CREATE_DIALOG, AdwWindow)

/* Shows over @parent what @items (element-type HwDatabaseItem) lack and the statements that make
 * it. When they are made, the databases are looked at again. */
void hw_create_dialog_show (GtkWindow *parent, HwSession *session, GPtrArray *items);

G_END_DECLS
