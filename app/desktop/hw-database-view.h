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
 * Properties "session" and "item", which the service's page sets.
 */
#define HW_TYPE_DATABASE_VIEW (hw_database_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwDatabaseView, hw_database_view, HW, DATABASE_VIEW, AdwBin)

struct _HwDatabaseViewClass
{
  AdwBinClass parent_class;
  /* Show what there is to show: another item was set, or it was looked at again. Called only while
   * the view is on screen, and when it comes there. @item is (nullable). */
  void (*update) (HwDatabaseView *view, HwDatabaseItem *item);
};

HwSession *hw_database_view_get_session (HwDatabaseView *view);   /* (nullable) */
HwDatabaseItem *hw_database_view_get_item (HwDatabaseView *view); /* (nullable) */

G_END_DECLS
