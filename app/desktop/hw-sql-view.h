/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sql-view.h: SQL to read and copy, coloured, light or dark as the window is. */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Property "sql". */
#define HW_TYPE_SQL_VIEW (hw_sql_view_get_type ())
G_DECLARE_FINAL_TYPE (HwSqlView, hw_sql_view, HW, SQL_VIEW, GtkSourceView)

GtkWidget *hw_sql_view_new (const char *sql);
void hw_sql_view_set_sql (HwSqlView *view, const char *sql);

G_END_DECLS
