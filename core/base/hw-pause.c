/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-pause.c: waiting a while between two tries, and no longer than the user does. */

#include "hw-pause.h"

gboolean
hw_pause (guint milliseconds, GCancellable *cancellable, GError **error)
{
  GPollFD poll;

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &poll))
    {
      g_usleep (milliseconds * G_TIME_SPAN_MILLISECOND);
      return TRUE;
    }
  g_poll (&poll, 1, (int) milliseconds);
  g_cancellable_release_fd (cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
