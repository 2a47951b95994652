/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-column.c */

#include "hw-kind.h"

extern const HwKind hw_kind_column[];

const HwKind hw_kind_column[] = {
  { .name = "column", .sql = "COLUMN", .flags = HW_KIND_PART },
  { .name = NULL },
};
