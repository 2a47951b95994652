/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-session.h: one fleet that is open in the window: its databases, and the looks at them. */

#pragma once

#include "hw-database-item.h"
#include "hw-fleet.h"
#include "hw-run.h"
#include "hw-work.h"

G_BEGIN_DECLS

/**
 * HwSession:
 *
 * Properties: "environment" (the one whose databases the window shows), "work" (the looking that is
 * going on, or NULL). Signal "checked" (no arguments) when a round of looking has ended. Lives on
 * the main thread.
 */
#define HW_TYPE_SESSION (hw_session_get_type ())
G_DECLARE_FINAL_TYPE (HwSession, hw_session, HW, SESSION, GObject)

HwSession *hw_session_new (HwFleet *fleet);

HwFleet *hw_session_get_fleet (HwSession *session);
/* Thread-safe, for workers; lives as long as the session. */
HwShadow *hw_session_get_shadow (HwSession *session);

/* (transfer none): a GListModel of HwDatabaseItem: every database of the fleet, in file order; a
 * service without any has one item all the same. */
GListModel *hw_session_get_items (HwSession *session);
/* (transfer none): those of the environment that is shown. */
GListModel *hw_session_get_shown (HwSession *session);
/* (nullable) (transfer none): "order@local". */
HwDatabaseItem *hw_session_find (HwSession *session, const char *title);
/* (nullable) (transfer none): the database of @service in @environment. */
HwDatabaseItem *hw_session_find_in (HwSession *session, HwService *service,
                                    const char *environment);

const char *hw_session_get_environment (HwSession *session); /* (nullable) */
void hw_session_set_environment (HwSession *session, const char *environment);

/* Looks at @items (element-type HwDatabaseItem; NULL: all of the environment shown), but for those
 * in a run, each shown as soon as it is done. A look that is going on is stopped first. */
void hw_session_check (HwSession *session, GPtrArray *items);
void hw_session_stop (HwSession *session);
HwWork *hw_session_get_work (HwSession *session); /* (nullable) */

/* How many databases are worked on at once, as the preferences or the fleet file say. */
guint hw_session_get_jobs (HwSession *session);
/* Time limits and retries for carrying out a plan, likewise. */
HwRunOptions hw_session_get_run_options (HwSession *session);

/* (transfer full) (element-type HwCheck): the looks at the databases shown, as far as there are. */
GPtrArray *hw_session_dup_checks (HwSession *session);

G_END_DECLS
