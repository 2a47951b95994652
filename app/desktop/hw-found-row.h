/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-found-row.h: a service that was found in a folder: whether to take it, as what, and whether
 * its connection works. */

#pragma once

#include <adwaita.h>

#include "hw-discovery.h"

G_BEGIN_DECLS

#define HW_TYPE_FOUND_ROW (hw_found_row_get_type ())
G_DECLARE_FINAL_TYPE (HwFoundRow, hw_found_row, HW, FOUND_ROW, AdwExpanderRow)

GtkWidget *hw_found_row_new (const HwFoundService *service);
/* (transfer full) (nullable): as the user has it now; NULL when it is left out. */
HwFoundService *hw_found_row_dup_service (HwFoundRow *row);

G_END_DECLS
