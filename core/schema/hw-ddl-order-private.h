/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-order-private.h: the steps and what must come before what, while the order is sought. */

#pragma once

#include "hw-ddl-order.h"
#include "hw-graph.h"

G_BEGIN_DECLS

#define HW_NO_STEP G_MAXUINT32

typedef struct
{
  HwDdlItems *items;
  GArray *steps; /* (element-type HwStep) */
  GArray *edges; /* (element-type HwEdge) */
  guint *drops;  /* the step that drops an item, or HW_NO_STEP; and so on */
  guint *makes;
  guint *sweeps;
} HwDdlOrder;

/* Step @before comes before step @after; nothing where one of them is HW_NO_STEP. */
static inline void
hw_ddl_order_add_edge (HwDdlOrder *order, guint before, guint after)
{
  HwEdge edge = { before, after };

  if (before != HW_NO_STEP && after != HW_NO_STEP && before != after)
    g_array_append_val (order->edges, edge);
}

/* The step after which an item that goes is no longer there. */
static inline guint
hw_ddl_order_get_last (HwDdlOrder *order, guint i)
{
  return order->sweeps[i] != HW_NO_STEP ? order->sweeps[i] : order->drops[i];
}

/* What a table gets from another is dropped after it is parted from that, and made before it is
 * joined to it (hw-ddl-heirs.c). */
void hw_ddl_order_add_heirs (HwDdlOrder *order);

G_END_DECLS
