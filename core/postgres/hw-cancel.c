/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cancel.c: asking a server to stop what it does, without waiting for it longer than allowed. */

#include "hw-cancel.h"

/* Shared by the caller and the thread that blocks in PQcancel(), which libpq 15 cannot limit. */
typedef struct
{
  GMutex mutex;
  GCond finished_changed;
  gboolean finished;
  PGcancel *cancel;
} HwCancel;

static void
cancel_clear (gpointer data)
{
  HwCancel *self = data;

  PQfreeCancel (self->cancel);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->finished_changed);
}

static void
cancel_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, cancel_clear);
}

static gpointer
cancel_thread (gpointer data)
{
  HwCancel *self = data;
  char words[256];

  PQcancel (self->cancel, words, sizeof words);
  g_mutex_lock (&self->mutex);
  self->finished = TRUE;
  g_cond_signal (&self->finished_changed);
  g_mutex_unlock (&self->mutex);
  cancel_release (self);
  return NULL;
}

gboolean
hw_cancel_request (PGconn *connection, gint64 deadline)
{
  HwCancel *self = g_atomic_rc_box_new0 (HwCancel);
  GThread *thread;
  gboolean finished;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->finished_changed);
  self->cancel = PQgetCancel (connection);
  thread = self->cancel != NULL
               ? g_thread_try_new ("hw-cancel", cancel_thread, g_atomic_rc_box_acquire (self), NULL)
               : NULL;
  if (thread == NULL)
    {
      if (self->cancel != NULL)
        cancel_release (self);
      cancel_release (self);
      return FALSE;
    }
  g_thread_unref (thread);
  g_mutex_lock (&self->mutex);
  while (!self->finished && g_cond_wait_until (&self->finished_changed, &self->mutex, deadline))
    ;
  finished = self->finished;
  g_mutex_unlock (&self->mutex);
  cancel_release (self);
  return finished;
}
