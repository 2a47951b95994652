/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-parallel.h: the same work on many things at once, by a bounded number of threads. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Does item @i of the work; called from any thread, once for each item. */
typedef void (*HwParallelFunc) (guint i, gpointer user_data);

/* Calls @func for 0 … @n - 1 on at most @jobs threads (at least one) and returns when all are done.
 * Items are begun in order. With one job, or one item, everything runs in the calling thread; with
 * a job for each item they all run at the same time, and may wait for each other. */
void hw_parallel_run (guint n, guint jobs, HwParallelFunc func, gpointer user_data);

G_END_DECLS
