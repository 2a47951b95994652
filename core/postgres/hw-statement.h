/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-statement.h: what a single statement is and what harm it can do; for HwScript only. */

#pragma once

#include "hw-script.h"
#include "hw-tree.h"

G_BEGIN_DECLS

/* Fills the flags and the risk of @statement from its tree, or from its words where @tree is NULL.
 */
void hw_statement_classify (HwStatement *statement, HwTree *tree);

G_END_DECLS
