/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-folder.h: a folder of numbered SQL files, one line of revisions: what the SQL formats
 * share. */

#pragma once

#include "hw-format.h"

G_BEGIN_DECLS

/* What a file's name says: "0042_add_index.down.sql". */
typedef enum
{
  HW_SQL_PLAIN, /* no ".up" or ".down" */
  HW_SQL_UP,
  HW_SQL_DOWN,
} HwSqlDirection;

/* FALSE when @name is not NUMBER…[.up|.down].sql. @stem (out) (transfer full): without the ends;
 * @n_digits (out): of the number it begins with. */
gboolean hw_sql_name_parse (const char *name, char **stem, gsize *n_digits,
                            HwSqlDirection *direction);

/* (transfer none): the digits @number as all ways to write that number have them at their end. */
const char *hw_sql_without_zeros (const char *number);

/* Whether @path is a folder with at least one file that @fits. */
gboolean hw_sql_folder_holds (const char *path, gboolean (*fits) (const char *name));

/* Reads the revisions in order of their numbers, each following the one before. @as_number: the id
 * is the number without leading zeros, else as written. Files that do not @fit are left out. */
gboolean hw_sql_folder_read (HwReading *reading, const char *path,
                             gboolean (*fits) (const char *name), gboolean as_number,
                             GCancellable *cancellable, GError **error);

/* Whether @id is a number that comes after all others. FALSE with HW_ERROR_USAGE. */
gboolean hw_sql_folder_check_id (HwHistory *history, const char *id, GError **error);

/* Writes the next revision: a pair of files when @pairs, else one. (transfer full): the path of the
 * (up) file. */
char *hw_sql_folder_write (HwHistory *history, const HwNewRevision *revision, gboolean pairs,
                           const char *first_number, GError **error);

G_END_DECLS
