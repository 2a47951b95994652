/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict.c: the states a database can be in, each with a name that is a promise to others. */

#include "hw-verdict.h"

const char *
hw_verdict_to_string (HwVerdict verdict)
{
  static const char *const names[] = {
    [HW_VERDICT_UP_TO_DATE] = "up-to-date", [HW_VERDICT_BEHIND] = "behind",
    [HW_VERDICT_DRIFTED] = "drifted",       [HW_VERDICT_UNVERSIONED] = "unversioned",
    [HW_VERDICT_EMPTY] = "empty",           [HW_VERDICT_AHEAD] = "ahead",
    [HW_VERDICT_DIVERGED] = "diverged",     [HW_VERDICT_DIRTY] = "dirty",
    [HW_VERDICT_BLOCKED] = "blocked",       [HW_VERDICT_UNREACHABLE] = "unreachable",
    [HW_VERDICT_UNKNOWN] = "unknown",
  };

  return names[verdict];
}
