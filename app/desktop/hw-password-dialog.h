/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-password-dialog.h: asks for the password of a database, and tries it at once. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

#define HW_TYPE_PASSWORD_DIALOG (hw_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HwPasswordDialog, hw_password_dialog, HW, PASSWORD_DIALOG, AdwWindow)

/* Shows it over @parent. A password that the server takes is stored in the keyring, or kept until
 * the program ends, and the database is looked at again. */
void hw_password_dialog_show (GtkWindow *parent, HwSession *session, HwDatabaseItem *item);

G_END_DECLS
