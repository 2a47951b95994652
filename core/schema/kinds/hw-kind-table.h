/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-table.h: what columns and views need of tables. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Writes ALTER @address SET and RESET for what differs between the attributes "options". */
void hw_table_alter_options (HwWriter *writer, const char *address, HwObject *from, HwObject *to);
/* Whether other tables inherit from @table or are its partitions. */
gboolean hw_table_has_heirs (const HwObject *table);

G_END_DECLS
