/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-reference.h: which tables and columns the constraints and indexes of a schema are
 * about. */

#pragma once

#include "hw-schema.h"

G_BEGIN_DECLS

/* (nullable) (transfer none): the table that @key, a foreign key of @schema, refers to; its own
 * table when it refers to itself. */
HwObject *hw_schema_get_referenced (HwSchema *schema, HwObject *key);

/* Whether @constraint of @schema (a key, a check, an index …) is about @column, of its own table or
 * of the one that it refers to. */
gboolean hw_schema_constrains (HwSchema *schema, HwObject *constraint, HwObject *column);

G_END_DECLS
