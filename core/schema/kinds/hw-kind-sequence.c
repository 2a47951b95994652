/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-sequence.c */

#include "hw-kind.h"

extern const HwKind hw_kind_sequence[];

const HwKind hw_kind_sequence[] = {
  { .name = "sequence", .sql = "SEQUENCE", .flags = HW_KIND_RELATION },
  { .name = NULL },
};
