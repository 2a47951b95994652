/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger-view.h: what Headway did to a database: when, who, how long, and the SQL. */

#pragma once

#include "hw-database-view.h"

G_BEGIN_DECLS

#define HW_TYPE_LEDGER_VIEW (hw_ledger_view_get_type ())
G_DECLARE_FINAL_TYPE (HwLedgerView, hw_ledger_view, HW, LEDGER_VIEW, HwDatabaseView)

G_END_DECLS
