/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger-step.h: one step of the ledger: what, when, who, how long; opens to its error and SQL.
 */

#pragma once

#include <adwaita.h>

#include "hw-ledger.h"

G_BEGIN_DECLS

/* Its results, as the ledger writes them, and in the user's words. */
typedef struct
{
  const char *event;
  const char *word; /* translated with _() where it is shown */
  const char *icon;
  const char *style;
} HwLedgerResult;

extern const HwLedgerResult hw_ledger_results[];
extern const guint hw_ledger_n_results;

/* A row for a list box. @rows (element-type HwLedgerRow) holds @row and is kept for as long. */
GtkWidget *hw_ledger_step_new (GPtrArray *rows, const HwLedgerRow *row);

G_END_DECLS
