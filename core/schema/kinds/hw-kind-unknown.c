/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-unknown.c: objects of forms that Headway does not know: reported, never written. */

#include "hw-kind.h"

const HwKind hw_kind_unknown[] = {
  { .name = "unknown", .sql = "UNKNOWN" },
  { .name = NULL },
};
