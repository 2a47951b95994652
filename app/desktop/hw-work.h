/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-work.h: a piece of work that runs off the main thread, watched and stopped from it. */

#pragma once

#include <gio/gio.h>

#include "hw-progress.h"

G_BEGIN_DECLS

/**
 * HwWork:
 *
 * Its properties are for widgets to show: "running", "title", "text" (what is being done now) and
 * "fraction" (0 to 1) follow the worker ten times a second. Lives on the main thread.
 */
#define HW_TYPE_WORK (hw_work_get_type ())
G_DECLARE_FINAL_TYPE (HwWork, hw_work, HW, WORK, GObject)

/* Runs in a thread of its own. Returns the result, or NULL with an error. */
typedef gpointer (*HwWorkFunc) (HwProgress *progress, GCancellable *cancellable, gpointer data,
                                GError **error);

/* Called on the main thread when the work has ended, @owner still lives, and the work was not
 * replaced or cancelled. @result is (transfer none), NULL with @error; the error of stopped work is
 * G_IO_ERROR_CANCELLED. */
typedef void (*HwWorkDone) (gpointer owner, gpointer result, const GError *error);

/**
 * hw_work_start:
 * @place: (nullable) (inout): where @owner keeps the work while it runs; what ran there before is
 * cancelled, and the place is empty again when @done is called
 * @title: what the user is told is being done
 * @owner: whom the result is for; the work is stopped when it goes
 * @data: (transfer full): for @func; freed by @free_data on the main thread after the work ended
 * @free_result: what becomes of the result after @done
 */
void hw_work_start (HwWork **place, const char *title, GObject *owner, HwWorkFunc func,
                    gpointer data, GDestroyNotify free_data, GDestroyNotify free_result,
                    HwWorkDone done);

/* Stops what runs at @place (nothing may), and forgets it: its end is not told any more. */
void hw_work_cancel (HwWork **place);
/* Asks it to stop; its end is still told. Does nothing when it has ended. */
void hw_work_stop (HwWork *work);
gboolean hw_work_is_running (HwWork *work);
/* (transfer none): for views that show its parts one by one. */
HwProgress *hw_work_get_progress (HwWork *work);

G_END_DECLS
