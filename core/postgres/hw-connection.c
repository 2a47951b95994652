/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-connection.c: one connection to a PostgreSQL server: blocking, cancellable, with a deadline.
 */

#include "hw-connection.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>
#include <sys/socket.h>

#include "hw-cancel.h"
#include "hw-connector.h"
#include "hw-error.h"
#include "hw-query.h"
#include "hw-result-private.h"
#include "hw-wait.h"

#define CANCEL_GRACE_SECONDS 2
#define MAX_NOTICES 1000

struct _HwConnection
{
  PGconn *postgres;
  char *label;
  guint deadline;        /* seconds for one call, 0 for none */
  HwWait wait;           /* of the call at work */
  HwWaitOutcome outcome; /* not READY: the call at work was asked to stop, and why */
  gboolean dead;         /* nothing can be sent any more */
  int backend_pid;
  gboolean pooled;
  GQueue notices;
  GHashTable *seen;       /* hashes of the SQL of pipelines: what may have been sent before */
  GHashTable *statements; /* SQL → its name as a prepared statement */
  gboolean prepares;      /* at once */
  guint n_prepared;       /* ever: no name is used twice */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

static void
keep_notice (gpointer data, const PGresult *notice)
{
  HwConnection *self = data;
  const char *severity = PQresultErrorField (notice, PG_DIAG_SEVERITY);
  const char *message = PQresultErrorField (notice, PG_DIAG_MESSAGE_PRIMARY);

  if (message == NULL)
    return;
  if (self->notices.length == MAX_NOTICES)
    g_free (g_queue_pop_head (&self->notices));
  g_queue_push_tail (&self->notices,
                     g_strdup_printf ("%s: %s", severity != NULL ? severity : "NOTICE", message));
}

HwConnection *
hw_connection_open (const HwConnectionOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwConnection) self = g_new0 (HwConnection, 1);

  self->postgres =
      hw_connector_connect (options, keep_notice, self, &self->label, cancellable, error);
  self->backend_pid = PQbackendPID (self->postgres);
  self->seen = g_hash_table_new (NULL, NULL);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self->postgres != NULL ? g_steal_pointer (&self) : NULL;
}

void
hw_connection_free (HwConnection *connection)
{
  g_clear_pointer (&connection->postgres, PQfinish);
  g_queue_clear_full (&connection->notices, g_free);
  g_hash_table_unref (connection->seen);
  g_hash_table_unref (connection->statements);
  g_free (connection->label);
  g_free (connection);
}

const char *
hw_connection_get_label (HwConnection *connection)
{
  return connection->label;
}

int
hw_connection_get_server_version (HwConnection *connection)
{
  return PQserverVersion (connection->postgres);
}

guint
hw_connection_get_server_major (HwConnection *connection)
{
  return (guint) PQserverVersion (connection->postgres) / 10000;
}

int
hw_connection_get_backend_pid (HwConnection *connection)
{
  return connection->backend_pid;
}

const char *
hw_connection_get_user (HwConnection *connection)
{
  return PQuser (connection->postgres);
}

char *
hw_connection_dup_verifier (HwConnection *connection, const char *role, const char *password,
                            GError **error)
{
  char *encrypted = PQencryptPasswordConn (connection->postgres, password, role, "scram-sha-256");
  char *verifier = g_strdup (encrypted);

  if (encrypted == NULL)
    hw_set_error (error, HW_ERROR_FAILED, NULL, _ ("%s: the password cannot be encrypted"),
                  connection->label);
  PQfreemem (encrypted);
  return verifier;
}

const char *
hw_connection_get_database (HwConnection *connection)
{
  return PQdb (connection->postgres);
}

gboolean
hw_connection_is_in_transaction (HwConnection *connection)
{
  PGTransactionStatusType status = PQtransactionStatus (connection->postgres);

  return !connection->dead && (status == PQTRANS_INTRANS || status == PQTRANS_INERROR);
}

gboolean
hw_connection_is_alive (HwConnection *connection)
{
  return !connection->dead && PQstatus (connection->postgres) == CONNECTION_OK;
}

void
hw_connection_set_deadline (HwConnection *connection, guint seconds)
{
  connection->deadline = seconds;
}

void
hw_connection_set_prepares (HwConnection *connection, gboolean prepares)
{
  connection->prepares = prepares;
}

GStrv
hw_connection_take_notices (HwConnection *connection)
{
  GStrv notices = g_new0 (char *, connection->notices.length + 1);

  for (guint i = 0; !g_queue_is_empty (&connection->notices); i++)
    notices[i] = g_queue_pop_head (&connection->notices);
  return notices;
}

/* The socket is shut at once, so that the server notices; libpq's part goes with the connection. */
static void
mark_dead (HwConnection *self)
{
  int socket = PQsocket (self->postgres);

  self->dead = TRUE;
  if (socket >= 0)
    shutdown (socket, SHUT_RDWR);
}

static void
set_lost_error (HwConnection *self, const char *statement, const char *words, GError **error)
{
  HwPostgresErrorDetails details = {
    .statement = (char *) statement,
    .hint =
        (char *) _ ("Check that the server runs and the network holds; what was not committed is "
                    "rolled back."),
  };
  /* libpq adds lines of guesses to its first one. */
  g_autofree char *line = g_strndup (words, strcspn (words, "\n"));

  hw_postgres_set_error (error, HW_POSTGRES_ERROR_LOST, &details,
                         _ ("%s: the connection is lost: %s"), self->label, line);
}

static void
set_stopped_error (HwConnection *self, const char *statement, GError **error)
{
  HwPostgresErrorDetails details = {
    .statement = (char *) statement,
    .hint = (char *) _ ("Try again when the server is less busy, or allow it more time."),
  };

  if (self->outcome == HW_WAIT_CANCELLED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", self->label);
  else
    hw_postgres_set_error (error, HW_POSTGRES_ERROR_TIMEOUT, &details,
                           _ ("%s: the server did not finish within %u s"), self->label,
                           self->deadline);
}

/* Why a call that got no result has failed. */
static void
set_no_result_error (HwConnection *self, const char *statement, GError **error)
{
  if (self->outcome != HW_WAIT_READY)
    set_stopped_error (self, statement, error);
  else
    set_lost_error (self, statement, PQerrorMessage (self->postgres), error);
}

/* (nullable): what to do about a refusal about which the server itself gives no advice. */
static const char *
find_hint (const char *sqlstate)
{
  if (g_strcmp0 (sqlstate, "25006") == 0)
    return _ ("This is a standby, or default_transaction_read_only is set: name the primary in "
              "Connection=, or several hosts and target_session_attrs=read-write.");
  if (g_strcmp0 (sqlstate, "57014") == 0)
    return _ ("It ran into the statement_timeout of the role or database, or somebody cancelled "
              "it. StatementTimeout= in [Fleet] is the limit for migrations, "
              "options=-cstatement_timeout=MILLISECONDS in Connection= for all else.");
  return NULL;
}

static void
set_result_error (HwConnection *self, const PGresult *result, const char *statement, GError **error)
{
  const char *sqlstate = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *severity = PQresultErrorField (result, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);
  const char *position = PQresultErrorField (result, PG_DIAG_STATEMENT_POSITION);
  char *hint = PQresultErrorField (result, PG_DIAG_MESSAGE_HINT);
  HwPostgresErrorDetails details = {
    .sqlstate = (char *) sqlstate,
    .detail = PQresultErrorField (result, PG_DIAG_MESSAGE_DETAIL),
    .hint = hint != NULL ? hint : (char *) find_hint (sqlstate),
    .context = PQresultErrorField (result, PG_DIAG_CONTEXT),
    .statement = (char *) statement,
    .position = position != NULL ? (guint) g_ascii_strtoull (position, NULL, 10) : 0,
  };

  if (self->outcome != HW_WAIT_READY && g_strcmp0 (sqlstate, "57014") == 0)
    {
      set_stopped_error (self, statement, error);
      return;
    }
  if (g_strcmp0 (severity, "FATAL") == 0 || g_strcmp0 (severity, "PANIC") == 0)
    mark_dead (self);
  if (self->dead || PQstatus (self->postgres) == CONNECTION_BAD)
    {
      mark_dead (self);
      if (message == NULL)
        set_lost_error (self, statement, PQresultErrorMessage (result), error);
      else
        hw_postgres_set_error (error, HW_POSTGRES_ERROR_LOST, &details,
                               _ ("%s: the connection is lost: %s"), self->label, message);
      return;
    }
  hw_postgres_set_error (error, HW_POSTGRES_ERROR_SERVER, &details, "%s: %s", self->label,
                         message != NULL ? message : PQresultErrorMessage (result));
}

static gboolean
begin_call (HwConnection *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!hw_connection_is_alive (self))
    {
      set_lost_error (self, NULL, _ ("it was closed before"), error);
      return FALSE;
    }
  self->outcome = HW_WAIT_READY;
  hw_wait_begin (&self->wait, cancellable, self->deadline);
  return TRUE;
}

/* Waits for the socket. When the call is cancelled or late, asks the server to stop and goes on
 * waiting for its answer; without one soon, the connection is dead. */
static gboolean
wait_for_socket (HwConnection *self, GIOCondition conditions, GIOCondition *seen)
{
  HwWaitOutcome outcome = hw_wait_for (&self->wait, PQsocket (self->postgres), conditions, seen);

  if (outcome == HW_WAIT_READY)
    return TRUE;
  if (self->outcome == HW_WAIT_READY)
    {
      self->outcome = outcome;
      hw_wait_end (&self->wait);
      hw_wait_begin (&self->wait, NULL, CANCEL_GRACE_SECONDS);
      if (hw_cancel_request (self->postgres, self->wait.deadline))
        return TRUE;
    }
  mark_dead (self);
  return FALSE;
}

static gboolean
flush (HwConnection *self)
{
  int left;

  while ((left = PQflush (self->postgres)) == 1)
    {
      GIOCondition seen = 0;

      if (!wait_for_socket (self, G_IO_IN | G_IO_OUT, &seen))
        return FALSE;
      /* The server may wait for us to read before it reads on. */
      if ((seen & ~G_IO_OUT) != 0 && !PQconsumeInput (self->postgres))
        break;
    }
  /* Whatever went wrong shows as the next result, with the server's last words. */
  return TRUE;
}

/* (transfer full) (nullable): the next result as PQgetResult() gives it, without blocking in libpq.
 */
static PGresult *
next_result (HwConnection *self)
{
  while (!self->dead && PQisBusy (self->postgres))
    {
      if (!wait_for_socket (self, G_IO_IN, NULL))
        return NULL;
      if (!PQconsumeInput (self->postgres))
        break;
    }
  return self->dead ? NULL : PQgetResult (self->postgres);
}

/* Ends a COPY that nobody feeds or reads. */
static void
end_copy (HwConnection *self, ExecStatusType status)
{
  char *row = NULL;
  int length;

  if (status == PGRES_COPY_IN)
    {
      PQputCopyEnd (self->postgres, "COPY FROM STDIN has no input here");
      flush (self);
      return;
    }
  while (!self->dead && (length = PQgetCopyData (self->postgres, &row, TRUE)) >= 0)
    {
      g_clear_pointer (&row, PQfreemem);
      if (length == 0 &&
          (!wait_for_socket (self, G_IO_IN, NULL) || !PQconsumeInput (self->postgres)))
        return;
    }
}

static gboolean
is_success (const PGresult *result)
{
  switch (PQresultStatus (result))
    {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Reads all results of what was sent: (transfer full): the last one, or NULL with the first error.
 */
static PGresult *
read_results (HwConnection *self, const char *statement, GError **error)
{
  g_autoptr (PGresult) last = NULL;
  g_autoptr (GError) first = NULL;
  PGresult *result;

  flush (self);
  while ((result = next_result (self)) != NULL)
    {
      ExecStatusType status = PQresultStatus (result);

      if (status == PGRES_COPY_BOTH)
        mark_dead (self);
      else if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT)
        end_copy (self, status);
      if (!is_success (result) && first == NULL)
        set_result_error (self, result, statement, &first);
      PQclear (last);
      last = result;
    }
  if (first == NULL && (self->dead || last == NULL))
    set_no_result_error (self, statement, &first);
  if (first != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  return g_steal_pointer (&last);
}

HwResult *
hw_connection_query_values (HwConnection *connection, const char *sql, const char *const *values,
                            guint n_values, GCancellable *cancellable, GError **error)
{
  PGresult *result = NULL;

  if (!begin_call (connection, cancellable, error))
    return NULL;
  if (PQsendQueryParams (connection->postgres, sql, (int) n_values, NULL, values, NULL, NULL, 0))
    result = read_results (connection, sql, error);
  else
    set_lost_error (connection, sql, PQerrorMessage (connection->postgres), error);
  hw_wait_end (&connection->wait);
  return result != NULL ? hw_result_new (result) : NULL;
}

HwResult *
hw_connection_query (HwConnection *connection, GCancellable *cancellable, GError **error,
                     const char *sql, guint n_parameters, ...)
{
  g_autofree const char **values = g_new0 (const char *, n_parameters);
  va_list arguments;

  va_start (arguments, n_parameters);
  for (guint i = 0; i < n_parameters; i++)
    values[i] = va_arg (arguments, const char *);
  va_end (arguments);
  return hw_connection_query_values (connection, sql, values, n_parameters, cancellable, error);
}

/* What was prepared may not be there any more. */
static void
forget_statements (HwConnection *self)
{
  g_hash_table_remove_all (self->seen);
  g_hash_table_remove_all (self->statements);
}

void
hw_connection_set_pooled (HwConnection *connection)
{
  connection->pooled = TRUE;
  forget_statements (connection);
}

void
hw_connection_set_backend_pid (HwConnection *connection, int pid)
{
  connection->backend_pid = pid;
}

gboolean
hw_connection_execute (HwConnection *connection, const char *sql, GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (!begin_call (connection, cancellable, error))
    return FALSE;
  /* DEALLOCATE and DISCARD, of whoever wrote @sql, may take away what was prepared. */
  if (strcasestr (sql, "deallocate") != NULL || strcasestr (sql, "discard") != NULL)
    forget_statements (connection);
  if (PQsendQuery (connection->postgres, sql))
    result = read_results (connection, sql, error);
  else
    set_lost_error (connection, sql, PQerrorMessage (connection->postgres), error);
  hw_wait_end (&connection->wait);
  return result != NULL;
}

/* One message of a pipeline: a query as it stands or, with a name, one that is prepared. */
typedef struct
{
  const char *sql;
  const char *name;
  gboolean prepares;
  const GPtrArray *values; /* (nullable) */
} Message;

/* A query that this connection has sent before is prepared on its way, since to plan a look at the
 * catalogs costs the server more than the look. */
static void
add_messages (HwConnection *self, GArray *messages, const char *sql, const GPtrArray *values)
{
  const char *known = g_hash_table_lookup (self->statements, sql);
  Message message = { sql, known, FALSE, values };

  if (known == NULL && !self->pooled &&
      (!g_hash_table_add (self->seen, GUINT_TO_POINTER (g_str_hash (sql))) || self->prepares))
    {
      char *name = g_strdup_printf ("headway_%u", ++self->n_prepared);
      Message prepare = { sql, name, TRUE, NULL };

      g_hash_table_insert (self->statements, g_strdup (sql), name);
      g_array_append_val (messages, prepare);
      message.name = name;
    }
  g_array_append_val (messages, message);
}

static gboolean
send_message (HwConnection *self, const Message *message)
{
  int n = message->values != NULL ? (int) message->values->len : 0;
  const char *const *values = n > 0 ? (const char *const *) message->values->pdata : NULL;

  if (message->prepares)
    return PQsendPrepare (self->postgres, message->name, message->sql, 0, NULL) == 1;
  if (message->name != NULL)
    return PQsendQueryPrepared (self->postgres, message->name, n, values, NULL, NULL, 0) == 1;
  return PQsendQueryParams (self->postgres, message->sql, n, NULL, values, NULL, NULL, 0) == 1;
}

static gboolean
send_pipeline (HwConnection *self, GArray *messages)
{
  if (!PQenterPipelineMode (self->postgres))
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    {
      if (!send_message (self, &g_array_index (messages, Message, i)))
        return FALSE;
    }
  return PQpipelineSync (self->postgres) && flush (self);
}

/* Each message answers with its result and a NULL; the sync ends them all. */
static void
read_pipeline (HwConnection *self, GArray *messages, GPtrArray *results, GError **error)
{
  guint at = 0;

  while (!self->dead)
    {
      g_autoptr (PGresult) result = next_result (self);
      const Message *message = at < messages->len ? &g_array_index (messages, Message, at) : NULL;
      ExecStatusType status;

      if (result == NULL && message == NULL)
        return;
      if (result == NULL)
        {
          at++;
          continue;
        }
      status = PQresultStatus (result);
      if (status == PGRES_PIPELINE_SYNC)
        return;
      if (!is_success (result))
        {
          if (*error == NULL && status != PGRES_PIPELINE_ABORTED)
            set_result_error (self, result, message != NULL ? message->sql : NULL, error);
        }
      else if (message == NULL || !message->prepares)
        {
          g_ptr_array_add (results, hw_result_new (g_steal_pointer (&result)));
        }
    }
}

/* Sends @messages, which @n_queries have become. */
static GPtrArray *
run_pipeline (HwConnection *self, GArray *messages, guint n_queries, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_result_unref);
  g_autoptr (GError) first = NULL;

  if (send_pipeline (self, messages))
    read_pipeline (self, messages, results, &first);
  else
    mark_dead (self);
  if (!self->dead && !PQexitPipelineMode (self->postgres))
    mark_dead (self);
  hw_wait_end (&self->wait);
  if (first == NULL && results->len != n_queries)
    set_no_result_error (self, n_queries > 0 ? g_array_index (messages, Message, 0).sql : NULL,
                         &first);
  if (first != NULL)
    {
      /* Which of them the server has prepared is not known. */
      forget_statements (self);
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }
  return g_steal_pointer (&results);
}

GPtrArray *
hw_connection_pipeline (HwConnection *connection, const char *const *queries,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (Message));
  guint n = 0;

  if (!begin_call (connection, cancellable, error))
    return NULL;
  for (; queries[n] != NULL; n++)
    add_messages (connection, messages, queries[n], NULL);
  return run_pipeline (connection, messages, n, error);
}

GPtrArray *
hw_connection_pipeline_values (HwConnection *connection, GPtrArray *queries,
                               GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) messages = g_array_new (FALSE, FALSE, sizeof (Message));

  if (!begin_call (connection, cancellable, error))
    return NULL;
  for (guint i = 0; i < queries->len; i++)
    {
      const HwQuery *query = g_ptr_array_index (queries, i);

      add_messages (connection, messages, query->sql->str, query->values);
    }
  return run_pipeline (connection, messages, queries->len, error);
}
