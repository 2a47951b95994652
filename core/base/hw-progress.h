/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-progress.h: how far a piece of work has come; a worker writes it, a front end reads it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwProgress:
 *
 * A tree: each part of the work is a child with a weight. Thread-safe and without callbacks: a
 * worker calls the setters, a front end looks as often as it paints. Every function accepts a NULL
 * progress and then does nothing, so that work can be done without a watcher.
 */
typedef struct _HwProgress HwProgress;

HwProgress *hw_progress_new (const char *title);
HwProgress *hw_progress_ref (HwProgress *progress);
void hw_progress_unref (HwProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwProgress, hw_progress_unref)

/* A new part of @progress, its share given by @weight against its siblings'. (transfer none): the
 * parent keeps it. NULL when @progress is NULL. */
HwProgress *hw_progress_add (HwProgress *progress, const char *title, guint weight);

/* What is being done now, in the user's words ("Replaying 0042 of order"). */
void hw_progress_set_text (HwProgress *progress, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* 0 to 1, for a part without children. */
void hw_progress_set_fraction (HwProgress *progress, double fraction);
void hw_progress_finish (HwProgress *progress);

const char *hw_progress_get_title (HwProgress *progress);
/* (transfer full) (nullable): the latest text of this part or, when it has none, of the part at
 * work. */
char *hw_progress_dup_text (HwProgress *progress);
double hw_progress_get_fraction (HwProgress *progress);
/* Grows with every change anywhere in the tree: when it is the same, nothing need be painted. */
guint hw_progress_get_serial (HwProgress *progress);
/* (transfer full) (element-type HwProgress): the parts, in the order they were added. */
GPtrArray *hw_progress_dup_children (HwProgress *progress);

G_END_DECLS
