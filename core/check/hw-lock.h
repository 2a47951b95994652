/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-lock.h: the advisory locks that keep two migrations of one database apart. */

#pragma once

#include "hw-connection.h"
#include "hw-database.h"
#include "hw-history.h"

G_BEGIN_DECLS

/* Somebody who holds a migration lock on the database. */
typedef struct
{
  int pid;           /* of the server process */
  char *user;        /* (nullable) database role */
  char *application; /* (nullable) application_name */
  char *address;     /* (nullable) client address; NULL for a local socket */
  char *since;       /* (nullable) when its session or transaction began, as the server writes it */
} HwLockHolder;

void hw_lock_holder_free (HwLockHolder *holder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLockHolder, hw_lock_holder_free)

/* (transfer full): "headway (process 4711, role order) since 10:31:07". */
char *hw_lock_holder_to_text (const HwLockHolder *holder);

/* Who else holds Headway's lock or the migration tool's on this database, in two parts, for a
 * pipeline with other queries: (transfer full): the query; and what its result says, NULL when
 * nobody does. */
char *hw_lock_dup_holder_query (HwConnection *connection, HwHistory *history);
HwLockHolder *hw_lock_holder_new (HwResult *result);

/* Writes the keys of these locks into @query, in the place of :'keys'. */
void hw_lock_name_keys (GString *query, HwConnection *connection, HwHistory *history);

/* (transfer full) (element-type HwLockHolder): who keeps the server process @pid waiting for a
 * lock; empty when nobody does. */
GPtrArray *hw_lock_find_blockers (HwConnection *connection, int pid, GCancellable *cancellable,
                                  GError **error);

/**
 * hw_lock_take:
 * @connection: of @database
 * @wait: how many seconds to keep trying
 *
 * Takes Headway's session lock and the tool's own, by try-lock and idle outside any transaction
 * between tries (a waiting pg_advisory_lock() would dead-lock with the holder's CREATE INDEX
 * CONCURRENTLY). They go with the session. HW_ERROR_LOCKED names the holder; HW_ERROR_REFUSED says
 * that a pooler lies between, and the session is none.
 */
gboolean hw_lock_take (HwDatabase *database, HwConnection *connection, HwHistory *history,
                       guint wait, GCancellable *cancellable, GError **error);
gboolean hw_lock_release (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
