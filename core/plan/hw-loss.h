/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss.h: how much data a step loses, counted on the live database. */

#pragma once

#include "hw-step.h"

G_BEGIN_DECLS

typedef struct
{
  HwObject *object; /* the table or column that goes */
  guint64 n_values; /* rows of a table, values that are not null of a column */
} HwLoss;

void hw_loss_free (HwLoss *loss);

/* (transfer full) (element-type HwObject): the tables and columns that @step loses, whatever is in
 * them: that are there before it and not after, under another name neither, and those that it drops
 * and makes again. None where it is not known what is there, where nothing is, and of a step that
 * is neither destroying nor a downgrade. */
GPtrArray *hw_loss_find (const HwStep *step);

/* Makes a step that does what cannot be seen (DO, a function, a program) a destroying one, where
 * its schemas show that something goes. */
void hw_loss_judge (HwStep *step);

/* (transfer full) (element-type HwLoss): for each of @lost, of hw_loss_find(), that is there now,
 * what it holds now; also where that is nothing. Counting reads the tables whole. */
GPtrArray *hw_loss_count (HwConnection *connection, GPtrArray *lost, GCancellable *cancellable,
                          GError **error);

/* (transfer full) (element-type utf8): the statements of @step that change or delete rows, or may
 * do so, in a database that has some, or make values of another type of them in a way that may lose
 * something: how many is not counted. */
GPtrArray *hw_loss_find_uncounted (const HwStep *step);

G_END_DECLS
