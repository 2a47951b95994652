/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-pooler.h: whether a session behind a pooler is one of the server's. */

#pragma once

#include "hw-database.h"

G_BEGIN_DECLS

/**
 * hw_pooler_check:
 * @connection: of @database, in no transaction
 * @process: the server process that has just answered on it
 *
 * For a connection whose protocol names another process: a pooler lies between. Makes @process the
 * one of @connection when it is seen to belong to this session alone, as in session mode. In
 * transaction mode a process goes from hand to hand: a lock of the session would guard nothing and
 * stay behind, and a setting reach others.
 *
 * Returns: %FALSE with HW_ERROR_REFUSED
 */
gboolean hw_pooler_check (HwDatabase *database, HwConnection *connection, int process,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
