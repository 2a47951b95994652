/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict.h: the states a database can be in, each with a name that is a promise to others. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HwVerdict:
 * @HW_VERDICT_UP_TO_DATE: at head, schema equal
 * @HW_VERDICT_BEHIND: at a known revision, schema equal to it
 * @HW_VERDICT_DRIFTED: at a known revision, schema differs from it
 * @HW_VERDICT_UNVERSIONED: objects but no version row
 * @HW_VERDICT_EMPTY: no objects, no version
 * @HW_VERDICT_AHEAD: its revision is not in this checkout
 * @HW_VERDICT_DIVERGED: several heads, or version rows that overlap
 * @HW_VERDICT_DIRTY: a mark of a half-done migration
 * @HW_VERDICT_BLOCKED: reachable, but a lock is held, rights are missing, or it cannot be read
 * @HW_VERDICT_UNREACHABLE: no connection
 * @HW_VERDICT_UNKNOWN: the service's own history cannot be read, so nothing can be said
 */
typedef enum
{
  HW_VERDICT_UP_TO_DATE,
  HW_VERDICT_BEHIND,
  HW_VERDICT_DRIFTED,
  HW_VERDICT_UNVERSIONED,
  HW_VERDICT_EMPTY,
  HW_VERDICT_AHEAD,
  HW_VERDICT_DIVERGED,
  HW_VERDICT_DIRTY,
  HW_VERDICT_BLOCKED,
  HW_VERDICT_UNREACHABLE,
  HW_VERDICT_UNKNOWN,
} HwVerdict;

/* "up-to-date" … as JSON shows it. */
const char *hw_verdict_to_string (HwVerdict verdict);

G_END_DECLS
