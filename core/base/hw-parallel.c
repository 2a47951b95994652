/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-parallel.c: the same work on many things at once, by a bounded number of threads. */

#include "hw-parallel.h"

typedef struct
{
  guint n;
  guint next; /* atomic: the first item nobody has taken */
  HwParallelFunc func;
  gpointer user_data;
} HwParallel;

static gpointer
work (gpointer data)
{
  HwParallel *parallel = data;

  for (;;)
    {
      guint i = (guint) g_atomic_int_add (&parallel->next, 1);

      if (i >= parallel->n)
        return NULL;
      parallel->func (i, parallel->user_data);
    }
}

void
hw_parallel_run (guint n, guint jobs, HwParallelFunc func, gpointer user_data)
{
  HwParallel parallel = { n, 0, func, user_data };
  guint n_threads = MIN (MAX (jobs, 1), n);
  g_autofree GThread **threads = g_new0 (GThread *, n_threads + 1);

  /* The calling thread is one of the workers. */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("headway-worker", work, &parallel);
  work (&parallel);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}
