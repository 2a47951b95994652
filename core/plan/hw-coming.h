/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-coming.h: plans the coming revisions for a schema that differs: mends what is drift, and of a
 * revision that is partly there applies only the rest. */

#pragma once

#include "hw-planner.h"

G_BEGIN_DECLS

/**
 * hw_coming_add:
 * @expected: the schema at the planner's version
 * @drift: @expected against the live schema
 *
 * Adds a repair for what no coming revision explains, as far as that loses nothing (or the goal
 * allows it), then a step for each coming revision: whole, only its missing statements, or a stamp
 * when all of it is there.
 */
gboolean hw_coming_add (HwPlanner *planner, HwSchema *expected, HwDifferences *drift,
                        GError **error);

G_END_DECLS
