/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss.h: how much data is lost when one schema becomes another, counted on the live database.
 */

#pragma once

#include "hw-connection.h"
#include "hw-schema.h"

G_BEGIN_DECLS

typedef struct
{
  HwObject *object; /* the table or column that goes */
  guint64 n_values; /* rows of a table, values that are not null of a column */
} HwLoss;

void hw_loss_free (HwLoss *loss);

/* (transfer full) (element-type HwLoss): for each table and column of @before that @after lacks and
 * that is there now, what it holds now; also where that is nothing. Counting reads the tables
 * whole. */
GPtrArray *hw_loss_count (HwConnection *connection, HwSchema *before, HwSchema *after,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
