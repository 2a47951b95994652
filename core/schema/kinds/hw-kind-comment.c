/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-comment.c */

#include "hw-kind.h"

extern const HwKind hw_kind_comment[];

const HwKind hw_kind_comment[] = {
  { .name = "comment", .sql = "COMMENT", .flags = 0 },
  { .name = NULL },
};
