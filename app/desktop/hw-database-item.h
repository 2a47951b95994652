/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-item.h: one database as the window shows it: where it is, and the last look at it. */

#pragma once

#include "hw-check.h"
#include "hw-sizes.h"

G_BEGIN_DECLS

/**
 * HwDatabaseItem:
 *
 * "check" is notified when a look has ended, "size" when it was measured, "checking" when a look
 * begins and ends. What lists are sorted by follows from these, and is not notified by itself:
 * "verdict", "current", "head", "pending", "differences", "checked-at". A service without any
 * database has an item without one. Lives on the main thread.
 */
#define HW_TYPE_DATABASE_ITEM (hw_database_item_get_type ())
G_DECLARE_FINAL_TYPE (HwDatabaseItem, hw_database_item, HW, DATABASE_ITEM, GObject)

/* @database is (nullable). */
HwDatabaseItem *hw_database_item_new (HwService *service, HwDatabase *database);

HwService *hw_database_item_get_service (HwDatabaseItem *item);
HwDatabase *hw_database_item_get_database (HwDatabaseItem *item); /* (nullable) */
const char *hw_database_item_get_name (HwDatabaseItem *item);     /* of the service */
/* "order@production"; the service's name when it has no database. */
const char *hw_database_item_get_title (HwDatabaseItem *item);
const char *hw_database_item_get_environment (HwDatabaseItem *item); /* (nullable) */

/* (nullable) (transfer none): the last look. */
HwCheck *hw_database_item_get_check (HwDatabaseItem *item);
void hw_database_item_set_check (HwDatabaseItem *item, HwCheck *check);
/* (nullable) (transfer none): how large database and tables were at the last look. */
HwSizes *hw_database_item_get_sizes (HwDatabaseItem *item);
void hw_database_item_set_sizes (HwDatabaseItem *item, HwSizes *sizes);
gboolean hw_database_item_is_checking (HwDatabaseItem *item);
/* A round of looking (any pointer that tells rounds apart) begins or ends with this database.
 * Ending returns FALSE and does nothing when another round has taken over since. */
void hw_database_item_begin_check (HwDatabaseItem *item, gconstpointer round);
gboolean hw_database_item_end_check (HwDatabaseItem *item, gconstpointer round);
/* Whether a run of this window works on it: a look would only find it locked. */
gboolean hw_database_item_is_in_run (HwDatabaseItem *item);
void hw_database_item_set_in_run (HwDatabaseItem *item, gboolean is_in_run);

/* (transfer full): revision ids joined, "base", or a dash where nothing is known. */
char *hw_database_item_dup_current (HwDatabaseItem *item);
char *hw_database_item_dup_head (HwDatabaseItem *item);
/* How many differences; -1 where that is not known. */
int hw_database_item_get_differences (HwDatabaseItem *item);

G_END_DECLS
