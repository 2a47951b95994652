/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-node.h: a node of the tree of differences: a table, or one difference of it. */

#pragma once

#include "hw-check.h"

G_BEGIN_DECLS

/**
 * HwDriftNode:
 *
 * Properties: "included" (it is to be mended; of a group: all of it is) and "mixed" (of a group:
 * some of it is).
 */
#define HW_TYPE_DRIFT_NODE (hw_drift_node_get_type ())
G_DECLARE_FINAL_TYPE (HwDriftNode, hw_drift_node, HW, DRIFT_NODE, GObject)

HwDriftNode *hw_drift_node_new_group (const char *title);
/* @difference is one of @check. @statements (element-type HwDdlStatement) mend it; (nullable) when
 * it cannot be mended alone. */
HwDriftNode *hw_drift_node_new (HwCheck *check, const HwDifference *difference,
                                GPtrArray *statements);
void hw_drift_node_append (HwDriftNode *group, HwDriftNode *child);

/* (nullable) (transfer none): of a group: a GListModel of HwDriftNode. */
GListModel *hw_drift_node_get_children (HwDriftNode *node);
const char *hw_drift_node_get_title (HwDriftNode *node);
const HwDifference *hw_drift_node_get_difference (HwDriftNode *node); /* (nullable) */
GPtrArray *hw_drift_node_get_statements (HwDriftNode *node);          /* (nullable) */
/* As a goal and the fleet file name it: "column:orders.order_type". NULL for a group. */
const char *hw_drift_node_get_term (HwDriftNode *node);
/* Whether there is a way to mend it, or any of the group. */
gboolean hw_drift_node_can_mend (HwDriftNode *node);
gboolean hw_drift_node_is_included (HwDriftNode *node);
void hw_drift_node_set_included (HwDriftNode *node, gboolean included);

G_END_DECLS
