/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-enum.c */

#include "hw-kind.h"

extern const HwKind hw_kind_enum[];

const HwKind hw_kind_enum[] = {
  { .name = "enum", .sql = "TYPE", .flags = HW_KIND_TYPE | HW_KIND_RETYPED },
  { .name = NULL },
};
