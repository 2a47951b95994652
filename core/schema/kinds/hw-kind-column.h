/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-column.h: what tables and composite types need of their columns. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* "total numeric(10,2) DEFAULT 0 NOT NULL", with what can be said there. */
void hw_column_append_definition (GString *out, HwWriter *writer, const HwObject *column);
/* Writes what must be said of a new column apart: storage, statistics … */
void hw_column_write_properties (HwWriter *writer, HwObject *from, HwObject *column);
/* Writes what the statement that makes its table does not say of @column: the above and, where it
 * does not declare it, all in which it is not as handed down. */
void hw_column_write_undeclared (HwWriter *writer, HwObject *column);
/* Whether columns of tables or views are of what holds values of @type in it: arrays, rows, ranges;
 * with @inside of the type itself too, or of domains over it. */
gboolean hw_column_holds (const HwObject *type, gboolean inside);
gboolean hw_column_is_retyped (const HwObject *from, const HwObject *to);
/* Changes the type of the column of a table, and nothing else of it. */
void hw_column_alter_type (HwWriter *writer, HwObject *from, HwObject *to);
/* Whether a field @from of a composite type cannot become @to where the type is in use: PostgreSQL
 * refuses where columns are of it, and cannot be told how to convert those of tables of the type.
 */
gboolean hw_column_is_field_in_use (const HwObject *from, const HwObject *to);

G_END_DECLS
