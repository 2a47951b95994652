/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-write.h: writes files that people name. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * hw_file_write:
 * @path: of a file, of a link to one, or of what is no regular file (a device, a FIFO)
 * @mode: the rights that a new file gets, as for open(); an older one keeps those of its own that
 * are among them
 *
 * Puts @text in place of what a regular file holds, all of it or nothing; a link stays a link. What
 * is no regular file is written into: a FIFO waits for its reader.
 *
 * Returns: %FALSE with HW_ERROR_FAILED
 */
gboolean hw_file_write (const char *path, const char *text, int mode, GError **error);

/* All of @text into the open @fd; FALSE with errno. */
gboolean hw_file_write_all (int fd, const char *text);

G_END_DECLS
