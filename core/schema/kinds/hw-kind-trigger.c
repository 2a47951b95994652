/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-trigger.c */

#include "hw-kind.h"

extern const HwKind hw_kind_trigger[];

const HwKind hw_kind_trigger[] = {
  { .name = "trigger", .sql = "TRIGGER", .flags = 0 },
  { .name = NULL },
};
