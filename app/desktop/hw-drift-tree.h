/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-tree.h: the differences of a check as a tree: tables, then what differs in them. */

#pragma once

#include "hw-drift-node.h"

G_BEGIN_DECLS

/* (transfer full) (element-type GPtrArray): for each difference of @check the statements that mend
 * it alone, NULL where there are none. Takes long; from any thread. */
GPtrArray *hw_drift_tree_write_mends (HwCheck *check, GCancellable *cancellable);
/* (transfer full): a group of groups. What is not lost by mending it is included. */
HwDriftNode *hw_drift_tree_new (HwCheck *check, GPtrArray *mends);

/* Called for each difference of @root. */
typedef void (*HwDriftFunc) (HwDriftNode *node, gpointer user_data);
void hw_drift_tree_foreach (HwDriftNode *root, HwDriftFunc func, gpointer user_data);
/* (transfer full): the terms of the differences that are included. */
GStrv hw_drift_tree_dup_included (HwDriftNode *root);

G_END_DECLS
