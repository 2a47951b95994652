/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-table.c */

#include "hw-kind.h"

extern const HwKind hw_kind_table[];

const HwKind hw_kind_table[] = {
  { .name = "table", .sql = "TABLE", .flags = HW_KIND_RELATION | HW_KIND_TYPE },
  { .name = NULL },
};
