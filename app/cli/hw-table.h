/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table.h: rows of text in columns that fit the terminal. */

#pragma once

#include "hw-terminal.h"

G_BEGIN_DECLS

typedef struct _HwTable HwTable;

/* @titles ends with NULL. Columns keep their order; where the terminal is too narrow the widest are
 * cut with an ellipsis. */
HwTable *hw_table_new (const char *const *titles);
void hw_table_free (HwTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTable, hw_table_free)

/* Begins a row; then one hw_table_add() for each column. */
void hw_table_begin_row (HwTable *table);
void hw_table_add (HwTable *table, HwStyle style, const char *text); /* NULL is an empty cell */
void hw_table_add_printf (HwTable *table, HwStyle style, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* A line of its own under the row. */
void hw_table_add_line (HwTable *table, HwStyle style, const char *text);

void hw_table_print (HwTable *table, HwTerminal *terminal);

G_END_DECLS
