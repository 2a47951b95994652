/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-pause.h: waiting a while between two tries, and no longer than the user does. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits; FALSE with G_IO_ERROR_CANCELLED as soon as @cancellable is cancelled. */
gboolean hw_pause (guint milliseconds, GCancellable *cancellable, GError **error);

G_END_DECLS
