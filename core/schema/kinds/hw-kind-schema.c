/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-schema.c */

#include "hw-kind.h"

extern const HwKind hw_kind_schema[];

const HwKind hw_kind_schema[] = {
  { .name = "schema", .sql = "SCHEMA", .flags = 0 },
  { .name = NULL },
};
