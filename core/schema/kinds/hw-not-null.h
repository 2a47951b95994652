/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-not-null.h: NOT NULL of columns and domains, which newer servers keep as a constraint: of
 * domains since PostgreSQL 17, of columns since 18.
 *
 * Attribute "not_null_constraint" is what there is to say beyond NOT NULL: "CONSTRAINT x", where
 * the name is not the usual one, "NO INHERIT" and "NOT VALID"; it is not set on older servers. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Appends " CONSTRAINT x NOT NULL NO INHERIT" to the definition of a column or domain; nothing
 * where it may be null, and NOT VALID cannot be said there. */
void hw_not_null_append (GString *out, const HwObject *object);
/* Whether there is nothing to compare, for an older server said that it may not be null. */
gboolean hw_not_null_is_unknown (const HwObject *object);
/* Whether the definition could not say it. */
gboolean hw_not_null_is_apart (const HwObject *object);
/* Turns that of @from, %NULL when it may be null, into that of @to. */
void hw_not_null_write (HwWriter *writer, HwObject *from, HwObject *to);
/* @to has it from a parent's statement, under the name that it has there. */
void hw_not_null_follow (HwWriter *writer, HwObject *to);
/* (transfer full): the name of the constraint, quoted. */
char *hw_not_null_dup_name (const HwObject *object);
/* (transfer full): the same of what @object has from a parent. */
char *hw_not_null_dup_given_name (const HwObject *object);

/* (transfer full): the attribute for people, as kinds describe theirs. */
char *hw_not_null_describe (const HwObject *object, gboolean alone);

G_END_DECLS
