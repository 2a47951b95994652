/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-table.h: what columns, views and foreign tables need of tables. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Writes ALTER @address SET and RESET for what differs between the attributes "options"; @from is
 * %NULL for what is new. */
void hw_table_alter_options (HwWriter *writer, const char *address, HwObject *from, HwObject *to);
/* Writes what differs of how, and in which tablespace, the rows are kept. FALSE where the server
 * cannot change that. */
gboolean hw_table_alter_storage (HwWriter *writer, const char *address, HwObject *from,
                                 HwObject *to);
/* (transfer full): the definitions of the columns that are the table's own. */
char *hw_table_dup_columns (HwWriter *writer, HwObject *table);

G_END_DECLS
