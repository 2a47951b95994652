/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-name.h: SQL identifiers and literals: quoting, and comparing names as people order them. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @name as an SQL identifier: quoted when it is a key word or not plain lower case. Always valid.
 */
char *hw_quote_identifier (const char *name);

/* "schema.name", each quoted where needed; without a schema when @schema is NULL. */
char *hw_quote_qualified (const char *schema, const char *name);

/* @value as an SQL string literal for standard_conforming_strings = on (E'' when it has a
 * backslash). */
char *hw_quote_literal (const char *value);

/* Behind the closing quote of what begins with a quote at @text. */
const char *hw_quoted_skip (const char *text);
/* Behind the name, qualified or not, that begins at @text: a space or the end. */
const char *hw_name_skip (const char *text);

/* Like strcmp(), but runs of digits count as numbers: "9_a" before "10_b". For g_ptr_array_sort()
 * of char* elements use hw_name_compare_indirect(). */
int hw_name_compare (const char *a, const char *b);
int hw_name_compare_indirect (gconstpointer a, gconstpointer b);

G_END_DECLS
