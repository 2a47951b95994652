/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-lock-watch.h: sees, from a second session, whom a statement that takes long waits for. */

#pragma once

#include "hw-database.h"
#include "hw-progress.h"
#include "hw-run-log.h"

G_BEGIN_DECLS

/* A thread for the statements of one database. It connects only when one takes longer than a
 * moment; what it cannot find out is not told. */
typedef struct _HwLockWatch HwLockWatch;

/* @log: (nullable): gets HW_RUN_EVENT_WAITING and _GOES_ON. */
HwLockWatch *hw_lock_watch_new (HwDatabase *database, HwRunLog *log);
void hw_lock_watch_free (HwLockWatch *watch);

/* The server process @pid begins a statement of @step; it ends before anything else is done with
 * the watch. @progress (nullable) says whom it waits for, too. */
void hw_lock_watch_begin (HwLockWatch *watch, int pid, const HwStep *step, HwProgress *progress);
void hw_lock_watch_end (HwLockWatch *watch);

G_END_DECLS
