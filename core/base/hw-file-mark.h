/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-mark.h: what tells, without reading a file, whether it is still the one that was read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 device, inode, size;
  gint64 modified, changed; /* in ns since 1970 */
} HwFileMark;

/* Of the open file @fd, or of file @name below the open folder @folder (AT_FDCWD; an absolute
 * name). FALSE when it cannot be told. */
gboolean hw_file_mark_take (int fd, HwFileMark *mark);
gboolean hw_file_mark_take_at (int folder, const char *name, HwFileMark *mark);
gboolean hw_file_mark_equal (const HwFileMark *one, const HwFileMark *other);

/* Whether the file was at rest when the mark was taken, at or after @started (g_get_real_time()):
 * else its times might not tell another change from the last. */
gboolean hw_file_mark_is_settled (const HwFileMark *mark, gint64 started);

G_END_DECLS
