/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-statement.h: what a single statement is and what harm it can do; for HwScript only. */

#pragma once

#include <json-glib/json-glib.h>

#include "hw-script.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): libpg_query's tree of a text of one statement: an object whose one
 * member is named after the node. NULL for what it does not understand, and for a text so long that
 * its tree would cost too much. */
JsonNode *hw_statement_parse (const char *sql);

/* Fills the flags and the risk of @statement from its tree, or from its words without one. */
void hw_statement_classify (HwStatement *statement, JsonNode *tree);

G_END_DECLS
