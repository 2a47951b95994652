/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-wait.h: waiting for a socket, a cancellable and a deadline at once. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HW_WAIT_READY,
  HW_WAIT_CANCELLED,
  HW_WAIT_TIMEOUT,
} HwWaitOutcome;

typedef struct
{
  GCancellable *cancellable;
  GPollFD cancel_fd;
  gboolean has_cancel_fd;
  gint64 deadline; /* g_get_monotonic_time(), 0 for none */
} HwWait;

/* @cancellable may be NULL and is borrowed until hw_wait_end(); @seconds 0 is no limit. */
void hw_wait_begin (HwWait *wait, GCancellable *cancellable, guint seconds);
void hw_wait_end (HwWait *wait);
/* The time begins anew. */
void hw_wait_restart (HwWait *wait, guint seconds);

/* Waits until @socket shows one of @conditions, 250 ms have gone by (TLS can hold back bytes that
 * the socket no longer shows, so the caller looks again), or the wait ends otherwise.
 * @seen: (out) (optional): the conditions it shows, 0 when the time went by. */
HwWaitOutcome hw_wait_for (HwWait *wait, int socket, GIOCondition conditions, GIOCondition *seen);

G_END_DECLS
