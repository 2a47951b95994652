/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-connection.h: one connection to a PostgreSQL server: blocking, cancellable, with a deadline.
 */

#pragma once

#include <gio/gio.h>

#include "hw-postgres-error.h"
#include "hw-result.h"

G_BEGIN_DECLS

/**
 * HwConnection:
 *
 * Owned by one thread at a time. Every function that talks to the server waits with g_poll() on the
 * socket and on the cancellable; cancelling (G_IO_ERROR_CANCELLED) or passing the deadline
 * (HW_POSTGRES_ERROR_TIMEOUT) sends the server a cancel request and leaves the connection usable
 * when the server answers within two seconds; else the connection is closed. A statement that
 * succeeds all the same is reported as a success. A statement the server refuses is
 * HW_POSTGRES_ERROR_SERVER, a connection that goes away HW_POSTGRES_ERROR_LOST. No text that comes
 * out of here holds a password.
 */
typedef struct _HwConnection HwConnection;

/**
 * HwConnectionOptions:
 * @conninfo: libpq key words or URI, without a password; what it leaves out is libpq's default
 * @database: (nullable): overrides the database name in @conninfo
 * @password: (nullable): handed to libpq as a parameter, kept nowhere else
 * @label: (nullable): how messages call it ("order@production"); else made of host and dbname
 * @connect_timeout: seconds for each host that is tried; 0 takes connect_timeout of @conninfo, else
 * 10
 */
typedef struct
{
  const char *conninfo;
  const char *database;
  const char *password;
  const char *label;
  guint connect_timeout;
} HwConnectionOptions;

/**
 * hw_connection_open:
 *
 * Connects, and asks nothing more: no round trip beyond the protocol's own. Only the name lookup,
 * TLS and Kerberos may outlast the timeout.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_USAGE (@conninfo cannot be read or holds a
 * password), HW_POSTGRES_ERROR_CONNECT, _PASSWORD_MISSING, _PASSWORD_WRONG, _TIMEOUT, all with a
 * hint what to check, or G_IO_ERROR_CANCELLED
 */
HwConnection *hw_connection_open (const HwConnectionOptions *options, GCancellable *cancellable,
                                  GError **error);
void hw_connection_free (HwConnection *connection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwConnection, hw_connection_free)

const char *hw_connection_get_label (HwConnection *connection);
/* 150018 for 15.18, and the major version 15. */
int hw_connection_get_server_version (HwConnection *connection);
guint hw_connection_get_server_major (HwConnection *connection);
/* The process of the server. A pooler names one that the server does not know, so that behind it
 * the process is only known once it was set. */
int hw_connection_get_backend_pid (HwConnection *connection);
void hw_connection_set_backend_pid (HwConnection *connection, int pid);
/* A pooler lies between, which may hand each transaction to another process: from now on nothing is
 * prepared. */
void hw_connection_set_pooled (HwConnection *connection);
const char *hw_connection_get_user (HwConnection *connection);
const char *hw_connection_get_database (HwConnection *connection);
/* (transfer full): what a server keeps of @role's @password (its SCRAM verifier), to be sent in its
 * place: no log and nobody on the way then sees the password. Asks the server nothing. */
char *hw_connection_dup_verifier (HwConnection *connection, const char *role, const char *password,
                                  GError **error);
gboolean hw_connection_is_in_transaction (HwConnection *connection);
/* Whether the connection still works as far as is known without asking the server. */
gboolean hw_connection_is_alive (HwConnection *connection);

/* The longest one call may take from now on, in seconds; 0 is no limit (the default). */
void hw_connection_set_deadline (HwConnection *connection, guint seconds);

/* Runs one statement; @... are text values for $1, $2 … (NULL is an SQL NULL), as many as
 * @n_parameters. (transfer full): the rows, or NULL with HW_POSTGRES_ERROR or G_IO_ERROR_CANCELLED.
 */
HwResult *hw_connection_query (HwConnection *connection, GCancellable *cancellable, GError **error,
                               const char *sql, guint n_parameters, ...);

/* The same with @values in an array of @n_values. */
HwResult *hw_connection_query_values (HwConnection *connection, const char *sql,
                                      const char *const *values, guint n_values,
                                      GCancellable *cancellable, GError **error);

/* Runs SQL text as it stands through the simple protocol: one or several statements, no parameters.
 * Several statements without BEGIN are one implicit transaction (a server rule). COPY FROM STDIN is
 * refused, the rows of COPY TO STDOUT are dropped. */
gboolean hw_connection_execute (HwConnection *connection, const char *sql,
                                GCancellable *cancellable, GError **error);

/* Sends all @queries (NULL-terminated) in one pipeline, one round trip. (transfer full)
 * (element-type HwResult): a result each, or NULL with the first error, which names its query;
 * inside an open transaction or one that the queries open. Statements that may share a transaction,
 * one each. A query that is sent again is prepared on the server, which then need not plan it anew.
 */
GPtrArray *hw_connection_pipeline (HwConnection *connection, const char *const *queries,
                                   GCancellable *cancellable, GError **error);

/* The same of queries with values (element-type HwQuery). */
GPtrArray *hw_connection_pipeline_values (HwConnection *connection, GPtrArray *queries,
                                          GCancellable *cancellable, GError **error);

/* Whether pipelines prepare also what is sent for the first time, since it will be sent again. */
void hw_connection_set_prepares (HwConnection *connection, gboolean prepares);

/* (transfer full): the server's notices and warnings since the last call, oldest first; of very
 * many the last 1000. */
GStrv hw_connection_take_notices (HwConnection *connection);

G_END_DECLS
