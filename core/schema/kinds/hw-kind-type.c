/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-type.c */

#include "hw-kind.h"

extern const HwKind hw_kind_type[];

const HwKind hw_kind_type[] = {
  { .name = "type", .sql = "TYPE", .flags = HW_KIND_TYPE | HW_KIND_RETYPED },
  { .name = NULL },
};
