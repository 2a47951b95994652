/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-index.h: the revisions of a large folder, remembered between runs.
 *
 * Asking whether ten thousand files are unchanged takes a third of the time of reading them. What
 * is remembered holds as a whole or not at all: for the same files by name, device, inode, size,
 * time of modification and time of change, and for the same build of this program. */

#pragma once

#include "hw-file-mark.h"
#include "hw-revision.h"

G_BEGIN_DECLS

/* Below so many files it is not worth while. */
#define HW_REVISION_INDEX_MINIMUM 2000

/* How many revision files there are now; -1 when that cannot be told. Called from any thread. */
typedef int (*HwCountFunc) (gconstpointer data);

/**
 * hw_revision_index_load:
 * @location: the folder, absolute
 * @kind: what else the answer depends on, in a word
 *
 * Returns: (transfer full) (nullable) (element-type HwRevision): as they were given to
 * hw_revision_index_save(); %NULL when nothing is remembered or it may not be true any more
 */
GPtrArray *hw_revision_index_load (const char *location, const char *kind, HwCountFunc count,
                                   gconstpointer data);

/**
 * hw_revision_index_save:
 * @revisions: one for each file; their files are below @location
 * @marks: of their files, each taken before the file was read
 * @started: when the first mark was taken, g_get_real_time()
 *
 * Remembers them, in $XDG_CACHE_HOME/headway/histories. Does nothing where that cannot be written,
 * or when a file was changed so shortly before @started that its times might not tell another
 * change from that one.
 */
void hw_revision_index_save (const char *location, const char *kind, HwRevision *const *revisions,
                             const HwFileMark *marks, guint n, gint64 started);

G_END_DECLS
