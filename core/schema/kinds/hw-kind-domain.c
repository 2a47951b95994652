/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-domain.c */

#include "hw-kind.h"

extern const HwKind hw_kind_domain[];

const HwKind hw_kind_domain[] = {
  { .name = "domain", .sql = "DOMAIN", .flags = HW_KIND_TYPE | HW_KIND_RETYPED },
  { .name = NULL },
};
