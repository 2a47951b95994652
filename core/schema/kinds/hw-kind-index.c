/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-index.c */

#include "hw-kind.h"

extern const HwKind hw_kind_index[];

const HwKind hw_kind_index[] = {
  { .name = "index", .sql = "INDEX", .flags = HW_KIND_RELATION | HW_KIND_SURVIVES_RETYPE },
  { .name = NULL },
};
