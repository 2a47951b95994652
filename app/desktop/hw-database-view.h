/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-view.h: one way of looking at a service's database: timeline, drift, schema, history.
 */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwDatabaseView:
 *
 * Properties: "session" and "item", which the service's page sets; "content", the widget that shows
 * the item. Instead of that there is a spinner until it is known what to show, or a message.
 */
#define HW_TYPE_DATABASE_VIEW (hw_database_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwDatabaseView, hw_database_view, HW, DATABASE_VIEW, AdwBin)

struct _HwDatabaseViewClass
{
  AdwBinClass parent_class;
  /* Find out what there is to show of @item: it is another one, or was looked at again. Called only
   * while the view is on screen, and when it comes there. */
  void (*update) (HwDatabaseView *view, HwDatabaseItem *item);
};

HwSession *hw_database_view_get_session (HwDatabaseView *view);   /* (nullable) */
HwDatabaseItem *hw_database_view_get_item (HwDatabaseView *view); /* (nullable) */

/* (transfer none) (nullable): of the item; where there is none it is said, and that something
 * (@unchecked, a sentence) is shown after a check. */
HwDatabase *hw_database_view_require_database (HwDatabaseView *view);
HwCheck *hw_database_view_require_check (HwDatabaseView *view, const char *unchecked);

/* Starts what finds out what to show, as hw_work_start() does with the view as the owner. What is
 * found out for an earlier update is not waited for any more. */
void hw_database_view_find (HwDatabaseView *view, const char *title, HwWorkFunc func, gpointer data,
                            GDestroyNotify free_data, GDestroyNotify free_result, HwWorkDone done);
/* Whether the content is of the item already, as it was before. */
gboolean hw_database_view_has_content (HwDatabaseView *view);
void hw_database_view_show_content (HwDatabaseView *view);
void hw_database_view_show_message (HwDatabaseView *view, const char *icon_name, const char *title,
                                    const char *text);

G_END_DECLS
