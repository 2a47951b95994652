/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-result.h: the rows one statement returned, as text. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HwResult HwResult;

HwResult *hw_result_ref (HwResult *result);
void hw_result_unref (HwResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwResult, hw_result_unref)

guint hw_result_get_n_rows (HwResult *result);
guint hw_result_get_n_columns (HwResult *result);
const char *hw_result_get_column_name (HwResult *result, guint column);
/* -1 when there is no such column. */
int hw_result_find_column (HwResult *result, const char *name);
/* (nullable): the value as text; NULL for SQL NULL. Lives as long as the result. */
const char *hw_result_get (HwResult *result, guint row, guint column);
/* SQL NULL is 0 / FALSE. */
gint64 hw_result_get_int64 (HwResult *result, guint row, guint column);
gboolean hw_result_get_boolean (HwResult *result, guint row, guint column);
/* (transfer full): the elements of a one-dimensional array; NULL elements are "". Empty for SQL
 * NULL. */
GStrv hw_result_dup_array (HwResult *result, guint row, guint column);
/* The number of rows an INSERT, UPDATE or DELETE touched. */
guint64 hw_result_get_n_affected (HwResult *result);

G_END_DECLS
