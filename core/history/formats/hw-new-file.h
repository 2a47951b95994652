/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-new-file.h: what writing a revision file needs in every format. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the words of @message in lower case, joined by "_", as a part of a file name;
 * longer than @max_length characters (0: no limit) it is cut behind a word. */
char *hw_new_file_dup_slug (const char *message, guint max_length);

/* Writes @text to @path, which must not exist. FALSE with HW_ERROR_HISTORY; then nothing is left
 * behind. */
gboolean hw_new_file_write (const char *path, const char *text, GError **error);

G_END_DECLS
