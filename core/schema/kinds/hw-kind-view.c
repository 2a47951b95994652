/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-view.c */

#include "hw-kind.h"

extern const HwKind hw_kind_view[];

const HwKind hw_kind_view[] = {
  { .name = "view",
    .sql = "VIEW",
    .flags = HW_KIND_RELATION | HW_KIND_TYPE | HW_KIND_DERIVED_COLUMNS },
  { .name = "materialized-view",
    .sql = "MATERIALIZED VIEW",
    .flags = HW_KIND_RELATION | HW_KIND_TYPE | HW_KIND_DERIVED_COLUMNS },
  { .name = NULL },
};
