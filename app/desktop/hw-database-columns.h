/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-columns.h: the columns of the table of databases. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Adds service, verdict, current, head, pending, differences, size and last checked to @view, whose
 * model holds HwDatabaseItem; each can be sorted by. */
void hw_database_columns_add (GtkColumnView *view);

G_END_DECLS
