/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-effect.h: which tables and columns a statement drops, or gives another name. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Drops or moves a schema with all in it (@table is NULL), a table with all its columns (@column is
 * NULL) or a column. */
typedef struct
{
  char *schema; /* (nullable): whichever has it */
  char *table;  /* (nullable) */
  char *column; /* (nullable) */
  gboolean drops;
  char *new_schema; /* (nullable): moves: the schema that it is in from now on */
  char *new_name;   /* (nullable): moves: what the table or the column is called from now on */
} HwEffect;

void hw_effect_free (HwEffect *effect);

/* Appends the effects of @sql, one or more statements, to @effects (element-type HwEffect), in
 * their order. What DO, CALL and the like do cannot be seen, nor what is not parsed. */
void hw_effect_find (const char *sql, GPtrArray *effects);

/* Whether there is a statement in @sql that can do anything without that being seen: DO, CALL,
 * EXECUTE, or a query, which may call a function. */
gboolean hw_effect_is_hidden (const char *sql);

/* Follows what is called *@schema, *@table and *@column (NULL for a table) through @effect, which
 * the names may then belong to. FALSE when it is dropped. */
gboolean hw_effect_follow (const HwEffect *effect, const char **schema, const char **table,
                           const char **column);

G_END_DECLS
