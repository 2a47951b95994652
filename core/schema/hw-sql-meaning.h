/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-meaning.h: expressions that a server writes in a way in which it reads something else. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * hw_sql_dup_as_meant:
 *
 * Of "status IN ('a', 'b')", on a column of type varchar, the server says that the whole list is
 * made text: "(status)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])". When it reads
 * that, it makes each value text instead (transformTypeCast() in parse_expr.c), and says so from
 * then on. Without the cast it does by itself what it first did.
 *
 * Returns: (transfer full): @sql, so that it is read as it was meant
 */
char *hw_sql_dup_as_meant (const char *sql);

G_END_DECLS
