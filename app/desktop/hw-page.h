/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-page.h: one page of the window's content, with a header bar of its own. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/**
 * HwPage:
 *
 * The window keeps "session" (the open fleet) and "folded" (the window is narrow: the page fills
 * it, and shows a button back to the sidebar) up to date. Pages know nothing of the window: what
 * leads elsewhere is an action of it ("win.plan" and others, hw_page_…() below).
 */
#define HW_TYPE_PAGE (hw_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HwPage, hw_page, HW, PAGE, AdwBin)

struct _HwPageClass
{
  AdwBinClass parent_class;
  /* Another fleet was opened; @session is (nullable). Chain up first. */
  void (*set_session) (HwPage *page, HwSession *session);
};

HwSession *hw_page_get_session (HwPage *page); /* (nullable) */
void hw_page_set_session (HwPage *page, HwSession *session);

/* Shows the service's page with @database ("order@local"). @view: (nullable): "timeline", "drift",
 * "schema" or "history". */
void hw_page_show_database (GtkWidget *widget, const char *database, const char *view);
/* Makes a plan and shows it. @databases: titles; @goal: "reconcile", "upgrade", "downgrade",
 * "stamp" or "repair"; @revision: (nullable); for a repair the terms of what is mended, one a line.
 */
void hw_page_show_plan (GtkWidget *widget, const char *const *databases, const char *goal,
                        const char *revision);
/* Makes a plan that mends what @only names (as hw_filter_dup_term() writes it) in @database, and
 * shows it. */
void hw_page_show_repair (GtkWidget *widget, const char *database, const char *const *only);
/* Shows what rolling back would lose. @revision: (nullable): the one to go down to; NULL: one
 * migration back. */
void hw_page_show_rollback (GtkWidget *widget, const char *database, const char *revision);
/* Says @message shortly at the window's edge. */
void hw_page_toast (GtkWidget *widget, const char *message);

G_END_DECLS
