/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-extension.c */

#include "hw-kind.h"

extern const HwKind hw_kind_extension[];

const HwKind hw_kind_extension[] = {
  { .name = "extension", .sql = "EXTENSION", .flags = 0 },
  { .name = NULL },
};
