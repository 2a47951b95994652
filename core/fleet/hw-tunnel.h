/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tunnel.h: a program that makes a far server reachable on a port of this machine. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HwTunnel:
 *
 * Any program that listens on 127.0.0.1 and runs until it is stopped, like `kubectl port-forward
 * svc/postgres :5432` or `ssh -N -L {port}:db:5432 host`. It says its port itself (the first
 * "127.0.0.1:PORT" or "localhost:PORT" it writes), or finds a free one in place of "{port}".
 */
typedef struct _HwTunnel HwTunnel;

/* Starts @command (quoted as in a shell) in @folder and waits until it can be used, at most 20 s.
 * HW_ERROR_UNREACHABLE, which quotes what the program said. */
HwTunnel *hw_tunnel_open (const char *command, const char *folder, GCancellable *cancellable,
                          GError **error);
/* Stops the program and all that it started. */
void hw_tunnel_close (HwTunnel *tunnel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTunnel, hw_tunnel_close)

/* On 127.0.0.1. */
guint hw_tunnel_get_port (HwTunnel *tunnel);
/* FALSE once the program has ended. Any thread. */
gboolean hw_tunnel_is_open (HwTunnel *tunnel);

G_END_DECLS
