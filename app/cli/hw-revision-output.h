/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-output.h: a revision as several commands show it. */

#pragma once

#include "hw-cli.h"
#include "hw-table.h"

G_BEGIN_DECLS

/* {"revision","down",…} as the value of what is being built. */
void hw_revision_output_add (JsonBuilder *builder, HwHistory *history, const HwRevision *revision);

/* (transfer full): "(head) (mergepoint)", as Alembic marks them; "" for most. */
char *hw_revision_output_dup_marks (HwHistory *history, const HwRevision *revision);

/* Adds the cells of one revision: its id, marks and message. */
void hw_revision_output_add_cells (HwTable *table, HwHistory *history, const HwRevision *revision);

G_END_DECLS
