/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-data-notes.h: notes on a step about data: a schema does not tell whether statements that only
 * change rows ever ran. */

#pragma once

#include "hw-planner.h"

G_BEGIN_DECLS

/* Notes on @step, which moves the version without running the revisions between, which of their
 * data statements that leaves out: a line for each of the first few revisions, and how many more.
 */
void hw_data_notes_add_passed_over (HwPlanner *planner, HwStep *step);

/* Notes on @step, the rest of a revision of which @presence (element-type HwPresence, of each
 * statement) is there, which data statements it leaves out, and which it runs that may have run
 * before. */
void hw_data_notes_add_half_applied (HwStep *step, GArray *presence);

G_END_DECLS
