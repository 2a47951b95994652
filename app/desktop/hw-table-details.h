/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-table-details.h: one table: columns, keys, indexes and the rest, with what differs. */

#pragma once

#include <adwaita.h>

#include "hw-table-item.h"

G_BEGIN_DECLS

#define HW_TYPE_TABLE_DETAILS (hw_table_details_get_type ())
G_DECLARE_FINAL_TYPE (HwTableDetails, hw_table_details, HW, TABLE_DETAILS, AdwBin)

/* @item is (nullable). */
void hw_table_details_set_item (HwTableDetails *details, HwTableItem *item);

G_END_DECLS
