/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-scratch.h: empty databases for replays, and the server they are on. */

#pragma once

#include "hw-fleet.h"

G_BEGIN_DECLS

/**
 * HwScratchServer:
 *
 * The shadow server that the fleet file chose (Shadow=): our private one, the server of a live
 * database, or a named one. Immutable after opening; any thread.
 */
typedef struct _HwScratchServer HwScratchServer;

/* The major version that expected schemas for a live server of @major are built on; found without
 * starting anything. 0 when the private server has no programs at all. */
guint hw_scratch_server_choose_major (HwFleet *fleet, guint major);

/* @fleet (nullable): the private server without one. @live is for Shadow=server. Drops what crashed
 * processes left there. HW_ERROR_NOT_FOUND, HW_ERROR_UNREACHABLE, HW_POSTGRES_ERROR … */
HwScratchServer *hw_scratch_server_open (HwFleet *fleet, guint major, HwDatabase *live,
                                         GCancellable *cancellable, GError **error);
void hw_scratch_server_free (HwScratchServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwScratchServer, hw_scratch_server_free)

/* Ours alone: roles may be made there, and SQL from strangers may run there as a guest. */
gboolean hw_scratch_server_is_private (HwScratchServer *server);

/* One database, with one connection to it; owned by one thread at a time. */
typedef struct _HwScratch HwScratch;

/* @guest: connect as a role that is no superuser and owns just this database, so that SQL nobody
 * vouched for can do no harm. Private servers only. */
HwScratch *hw_scratch_new (HwScratchServer *server, gboolean guest, GCancellable *cancellable,
                           GError **error);
/* Drops it, with whoever is connected. */
void hw_scratch_free (HwScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwScratch, hw_scratch_free)

HwScratchServer *hw_scratch_get_server (HwScratch *scratch);
HwConnection *hw_scratch_get_connection (HwScratch *scratch);
/* Key words for another program, and the password (nullable) it must be given through a pipe. */
const char *hw_scratch_get_conninfo (HwScratch *scratch);
const char *hw_scratch_get_password (HwScratch *scratch);

/**
 * hw_scratch_set_search_path:
 * @search_path: as hw_catalog_sum_get_search_path_query() tells it
 *
 * Makes those of its schemas that the database lacks, and connects anew: all who connect from now
 * on have that search_path, also after RESET ALL.
 */
gboolean hw_scratch_set_search_path (HwScratch *scratch, const char *const *search_path,
                                     GCancellable *cancellable, GError **error);

/* Makes those of @roles that the server lacks, without any right; does nothing elsewhere than on a
 * private server. */
gboolean hw_scratch_add_roles (HwScratch *scratch, const char *const *roles,
                               GCancellable *cancellable, GError **error);
/* Runs one statement of a script there. On a private server, where no role that a script names is a
 * superuser, also what makes one the owner of what only superusers may own. */
gboolean hw_scratch_execute (HwScratch *scratch, const char *sql, GCancellable *cancellable,
                             GError **error);
/* Runs one statement there as the server's superuser, for a guest who may not. Only for statements
 * that were understood, and do no harm (CREATE EXTENSION). */
gboolean hw_scratch_execute_as_superuser (HwScratch *scratch, const char *sql,
                                          GCancellable *cancellable, GError **error);

G_END_DECLS
