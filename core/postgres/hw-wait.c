/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-wait.c: waiting for a socket, a cancellable and a deadline at once. */

#include "hw-wait.h"

#define LOOK_AGAIN_MS 250

void
hw_wait_begin (HwWait *wait, GCancellable *cancellable, guint seconds)
{
  *wait = (HwWait){ .cancellable = cancellable };
  wait->has_cancel_fd = g_cancellable_make_pollfd (cancellable, &wait->cancel_fd);
  hw_wait_restart (wait, seconds);
}

void
hw_wait_restart (HwWait *wait, guint seconds)
{
  wait->deadline = seconds > 0 ? g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND : 0;
}

void
hw_wait_end (HwWait *wait)
{
  if (wait->has_cancel_fd)
    g_cancellable_release_fd (wait->cancellable);
  *wait = (HwWait){ NULL };
}

HwWaitOutcome
hw_wait_for (HwWait *wait, int socket, GIOCondition conditions, GIOCondition *seen)
{
  GPollFD fds[2] = { { .fd = socket, .events = conditions }, wait->cancel_fd };
  gint64 left = LOOK_AGAIN_MS;

  if (g_cancellable_is_cancelled (wait->cancellable))
    return HW_WAIT_CANCELLED;
  if (wait->deadline != 0)
    {
      /* Rounded up: a last sleep of less than a millisecond must not spin. */
      left = (wait->deadline - g_get_monotonic_time () + 999) / 1000;
      if (left <= 0)
        return HW_WAIT_TIMEOUT;
    }
  g_poll (fds, wait->has_cancel_fd ? 2 : 1, (int) MIN (left, LOOK_AGAIN_MS));
  if (seen != NULL)
    *seen = fds[0].revents;
  if (fds[0].revents == 0 && g_cancellable_is_cancelled (wait->cancellable))
    return HW_WAIT_CANCELLED;
  return HW_WAIT_READY;
}
