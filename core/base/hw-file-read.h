/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-read.h: reads files of folders that others fill: what is no plain file is not waited for.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens the file @name below the open folder @folder (AT_FDCWD: of any path) for reading: its
 * descriptor, or -1 with G_FILE_ERROR, which does not name it. That it is a FIFO or another that is
 * no plain file is an error, too: whoever opened it would wait for ever. */
int hw_file_open (int folder, const char *name, GError **error);

/* All of the file @path, as g_file_get_contents(), with the errors of hw_file_open(). */
gboolean hw_file_read (const char *path, char **text, gsize *length, GError **error);

G_END_DECLS
