/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trust-dialog.h: asks whether a fleet's programs and revisions may run, and names them. */

#pragma once

#include <gtk/gtk.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Over @parent; when the user says yes all databases are looked at again. */
void hw_trust_dialog_show (GtkWindow *parent, HwSession *session);

G_END_DECLS
