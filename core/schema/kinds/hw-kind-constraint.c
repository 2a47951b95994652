/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-constraint.c */

#include "hw-kind.h"

extern const HwKind hw_kind_constraint[];

const HwKind hw_kind_constraint[] = {
  { .name = "primary-key", .sql = "CONSTRAINT", .flags = HW_KIND_SURVIVES_RETYPE },
  { .name = "unique", .sql = "CONSTRAINT", .flags = HW_KIND_SURVIVES_RETYPE },
  { .name = "exclusion", .sql = "CONSTRAINT", .flags = HW_KIND_SURVIVES_RETYPE },
  { .name = "check", .sql = "CONSTRAINT", .flags = HW_KIND_SURVIVES_RETYPE },
  { .name = "foreign-key", .sql = "CONSTRAINT", .flags = HW_KIND_SURVIVES_RETYPE },
  { .name = NULL },
};
