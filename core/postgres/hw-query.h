/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-query.h: an SQL statement that is put together from text and values. It can be sent, the
 * values as parameters, so that the server plans it once for all values; or written down, as a
 * script is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *sql;      /* with $1, $2 … where a value is */
  GPtrArray *values; /* (element-type utf8): as texts; NULL for an SQL NULL */
  GArray *places;    /* (element-type gsize): where each value's $ is in @sql */
} HwQuery;

HwQuery *hw_query_new (void);
void hw_query_free (HwQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwQuery, hw_query_free)

/* Adds SQL as it stands. */
void hw_query_add (HwQuery *query, const char *sql);
void hw_query_add_printf (HwQuery *query, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Adds a value of the type that its place asks for; NULL is an SQL NULL. */
void hw_query_add_value (HwQuery *query, const char *value);

/* (transfer full): the statement with its values as literals. */
char *hw_query_dup_text (const HwQuery *query);

G_END_DECLS
