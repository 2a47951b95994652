/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-private-server.h: a PostgreSQL server of our own for scratch databases: unix socket only, no
 * durability. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HwPrivateServer HwPrivateServer;

/**
 * hw_private_server_acquire:
 * @folder: where its data lives, made when missing; one folder holds one cluster for each major
 * version, in a folder of mode 0700. The socket is in /tmp, in a folder of the server's account
 * alone.
 * @major: the wanted PostgreSQL major version, 0 for the newest installed
 *
 * Starts the server of @folder, or joins the one that another process started: initdb once, started
 * on demand, stopped when the last user of any process is gone, cleaned up after a crash of server
 * or user. Data is scratch: a cluster that does not start, or was running when the machine went
 * down, is made anew. As root the server runs as another user (`postgres` where there is one). May
 * be called from any thread; the users of one process share the server.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_NOT_FOUND (that version is not installed; the
 * hint says which package), HW_ERROR_UNREACHABLE (it does not start; the message quotes its log),
 * HW_ERROR_FAILED (the folder cannot be made or is open to others) or G_IO_ERROR_CANCELLED
 */
HwPrivateServer *hw_private_server_acquire (const char *folder, guint major,
                                            GCancellable *cancellable, GError **error);
/* Leaves the server; the last one stops it. */
void hw_private_server_release (HwPrivateServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwPrivateServer, hw_private_server_release)

/* Conninfo key words of a superuser there (host=… port=… user=… dbname=postgres), no password
 * needed. */
const char *hw_private_server_get_conninfo (HwPrivateServer *server);
guint hw_private_server_get_major (HwPrivateServer *server);

/* Whether the programs of this major version are installed. */
gboolean hw_private_server_is_installed (guint major);

G_END_DECLS
