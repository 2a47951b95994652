/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cancel.h: asking a server to stop what it does, without waiting for it longer than allowed. */

#pragma once

#include <libpq-fe.h>

#include <glib.h>

G_BEGIN_DECLS

/* Sends a cancel request and waits until the server took it or @deadline (monotonic time) has come.
 * FALSE: it may still arrive at any time, so nothing new may be sent on @connection. */
gboolean hw_cancel_request (PGconn *connection, gint64 deadline);

G_END_DECLS
