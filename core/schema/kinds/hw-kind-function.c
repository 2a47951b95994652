/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-function.c */

#include "hw-kind.h"

extern const HwKind hw_kind_function[];

const HwKind hw_kind_function[] = {
  { .name = "function", .sql = "FUNCTION", .flags = 0 },
  { .name = NULL },
};
