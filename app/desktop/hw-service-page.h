/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service-page.h: one service's database: how it is, and its views. */

#pragma once

#include "hw-page.h"

G_BEGIN_DECLS

#define HW_TYPE_SERVICE_PAGE (hw_service_page_get_type ())
G_DECLARE_FINAL_TYPE (HwServicePage, hw_service_page, HW, SERVICE_PAGE, HwPage)

void hw_service_page_set_item (HwServicePage *page, HwDatabaseItem *item);
/* "timeline", "drift", "schema" or "history". */
void hw_service_page_show_view (HwServicePage *page, const char *view);

G_END_DECLS
