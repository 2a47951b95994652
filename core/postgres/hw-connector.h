/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-connector.h: making a libpq connection, cancellable and with a deadline; for HwConnection
 * only.
 */

#pragma once

#include <libpq-fe.h>

#include "hw-connection.h"

G_BEGIN_DECLS

/**
 * hw_connector_connect:
 * @receiver: gets the server's notices from the first one on, with @data
 * @label: (out) (transfer full): how messages call the connection, set on success
 *
 * Returns: (transfer full): a non-blocking connection; %NULL with HW_ERROR_USAGE, HW_POSTGRES_ERROR
 * or G_IO_ERROR_CANCELLED
 */
PGconn *hw_connector_connect (const HwConnectionOptions *options, PQnoticeReceiver receiver,
                              gpointer data, char **label, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
