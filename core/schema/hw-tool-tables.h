/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tool-tables.h: the tables in which migration tools write down what they did. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable): if a table called @name in @schema may be a tool's, a column that it has then. */
const char *hw_tool_tables_get_column (const char *schema, const char *name);

/* Whether the schema @name is one that a tool makes for its tables alone. */
gboolean hw_tool_tables_is_schema (const char *name);

G_END_DECLS
