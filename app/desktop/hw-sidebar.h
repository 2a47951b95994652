/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sidebar.h: all services, and each of them: the way to their pages. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Signal "chosen" (no arguments) when another row was selected, or the same one activated. */
#define HW_TYPE_SIDEBAR (hw_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (HwSidebar, hw_sidebar, HW, SIDEBAR, AdwBin)

/* Lists the databases of the environment that @session shows. */
void hw_sidebar_set_session (HwSidebar *sidebar, HwSession *session);
/* @item: (nullable): NULL is the row of all services. */
void hw_sidebar_choose (HwSidebar *sidebar, HwDatabaseItem *item);
/* (transfer none) (nullable): NULL when all services are chosen. */
HwDatabaseItem *hw_sidebar_get_chosen (HwSidebar *sidebar);

G_END_DECLS
