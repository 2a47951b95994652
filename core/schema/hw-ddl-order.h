/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-order.h: the steps that carry out the fate of all items, in an order that works. */

#pragma once

#include "hw-ddl-item.h"

G_BEGIN_DECLS

typedef enum
{
  HW_STEP_EXTEND, /* what is new is seen only after a commit: first of all */
  HW_STEP_DROP,   /* or rename out of the way, where columns still use it */
  HW_STEP_MAKE,   /* create or alter */
  HW_STEP_SWEEP,  /* drop what was renamed */
} HwStepAction;

typedef struct
{
  HwStepAction action;
  guint item;
  gboolean used_later; /* a later step uses what this one makes */
  /* Where nothing forces an order: these one after the other, and the item. */
  int rank;
  guint place;
} HwStep;

/* (transfer full) (element-type HwStep): %NULL with an error that names the circle. What goes
 * without saying is set apart in @items where that breaks a circle. */
GArray *hw_ddl_order (HwDdlItems *items, GError **error);

G_END_DECLS
