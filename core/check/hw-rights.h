/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rights.h: which rights a role lacks to be able to look at a database. */

#pragma once

#include "hw-connection.h"
#include "hw-history.h"

G_BEGIN_DECLS

/**
 * hw_rights_check:
 *
 * Whether the role of @connection may read the version table of @history and Headway's ledger, with
 * all of their rows, as far as they are there. Otherwise the error, of HW_POSTGRES_ERROR and
 * SQLSTATE 42501, names each right that is missing, and its hint the statements that give it.
 */
gboolean hw_rights_check (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                          GError **error);

/* Puts that error in the place of @error, when it is the server's that a right is missing and it is
 * one of these. For a connection outside any transaction. */
void hw_rights_explain_error (HwConnection *connection, HwHistory *history,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
