/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-foreign.h: migrations of tools that are not read: called by the tool's name, never guessed at.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @path (a folder) is free of the files by which another tool's migrations are known. FALSE
 * with HW_ERROR_HISTORY that names the tool, the file, and what to do. */
gboolean hw_foreign_check_folder (const char *path, GError **error);

/* The same of the lines of an SQL @file. */
gboolean hw_foreign_check_sql (const char *file, const char *text, GError **error);

G_END_DECLS
