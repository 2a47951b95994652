/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-connector.c: making a libpq connection, cancellable and with a deadline. */

#include "hw-connector.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <netdb.h>
#include <string.h>

#include "hw-error.h"
#include "hw-wait.h"

#define DEFAULT_TIMEOUT 10

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PQconninfoOption, PQconninfoFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

/* libpq's words as one line, without its guesses, which it indents: hints say what to check. */
static char *
dup_one_line (const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GRegex) guess = g_regex_new ("\n\t[^\n]*", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (guess, text, -1, 0, "", 0, NULL);
  g_auto (GStrv) words = g_strsplit_set (plain != NULL ? plain : text, " \t\n", -1);

  for (char **word = words; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, *word);
    }
  return g_utf8_make_valid (line->str, (gssize) line->len);
}

static PQconninfoOption *
parse_conninfo (const char *conninfo, GError **error)
{
  g_autoptr (PQconninfoOption) parsed = NULL;
  char *words = NULL;

  parsed = PQconninfoParse (conninfo, &words);
  if (parsed == NULL)
    {
      g_autofree char *reason = dup_one_line (words != NULL ? words : "out of memory");
      gboolean secret = strcasestr (conninfo, "pass") != NULL || strstr (conninfo, "://") != NULL;

      PQfreemem (words);
      /* libpq quotes the piece it stumbled over, which can be part of a password. */
      hw_set_error (error, HW_ERROR_USAGE,
                    _ ("Write it as “host=… dbname=… user=…” or postgresql://user@host/dbname, "
                       "without a password."),
                    _ ("the connection string cannot be read%s%s"), secret ? "" : ": ",
                    secret ? "" : reason);
      return NULL;
    }
  for (PQconninfoOption *option = parsed; option->keyword != NULL; option++)
    {
      if (option->val == NULL || (!g_str_equal (option->keyword, "password") &&
                                  !g_str_equal (option->keyword, "sslpassword")))
        continue;
      explicit_bzero (option->val, strlen (option->val));
      hw_set_error (
          error, HW_ERROR_USAGE,
          _ ("Take it out, and store it with “headway credentials set”, or use ~/.pgpass."),
          _ ("the connection string holds a password"));
      return NULL;
    }
  return g_steal_pointer (&parsed);
}

/* The hosts to try, as the key words of the connection string have them: NULL when those say it. */
typedef struct
{
  char *names;
  char *addresses;
  char *ports;
} Hosts;

static void
clear_hosts (Hosts *hosts)
{
  g_clear_pointer (&hosts->names, g_free);
  g_clear_pointer (&hosts->addresses, g_free);
  g_clear_pointer (&hosts->ports, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hosts, clear_hosts)

/* (transfer full): the elements of the list that @options give to @keyword. */
static GStrv
split_option (const PQconninfoOption *options, const char *keyword)
{
  for (; options->keyword != NULL; options++)
    if (g_str_equal (options->keyword, keyword) && options->val != NULL)
      return g_strsplit (options->val, ",", -1);
  return g_new0 (char *, 1);
}

/* (transfer full) (nullable): @items but for number @i, when there is one for each of @n hosts. */
static char *
join_without (const GStrv items, guint n, guint i)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;

  for (guint k = 0; items[k] != NULL; k++)
    if (k != i || g_strv_length (items) < n)
      g_strv_builder_add (builder, items[k]);
  left = g_strv_builder_end (builder);
  return left[0] == NULL ? NULL : g_strjoinv (",", left);
}

/* Whether the host that libpq tries now may be this one of the list; "" is a default. */
static gboolean
is_tried (PGconn *connection, const char *name, const char *address, const char *port)
{
  const char *host = name != NULL && *name != '\0' ? name : address;

  return (host == NULL || *host == '\0' || g_strcmp0 (host, PQhost (connection)) == 0) &&
         (port == NULL || *port == '\0' || g_strcmp0 (port, PQport (connection)) == 0);
}

/* Leaves the host that libpq tries now out of @hosts. FALSE when there is no other. */
static gboolean
leave_out (PGconn *connection, Hosts *hosts)
{
  g_autoptr (PQconninfoOption) options = PQconninfo (connection);
  g_auto (GStrv) names = split_option (options, "host");
  g_auto (GStrv) addresses = split_option (options, "hostaddr");
  g_auto (GStrv) ports = split_option (options, "port");
  guint n_names = g_strv_length (names), n_addresses = g_strv_length (addresses);
  guint n_ports = g_strv_length (ports), n = MAX (n_names, n_addresses);

  for (guint i = 0; n > 1 && i < n; i++)
    {
      if (!is_tried (connection, i < n_names ? names[i] : NULL,
                     i < n_addresses ? addresses[i] : NULL, n_ports == n ? ports[i] : NULL))
        continue;
      clear_hosts (hosts);
      hosts->names = join_without (names, n, i);
      hosts->addresses = join_without (addresses, n, i);
      hosts->ports = join_without (ports, n, i);
      return TRUE;
    }
  return FALSE;
}

static PGconn *
start (const HwConnectionOptions *options, const Hosts *hosts, guint *timeout, GError **error)
{
  g_autoptr (PQconninfoOption) parsed =
      parse_conninfo (options->conninfo != NULL ? options->conninfo : "", error);
  g_autoptr (GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const char *own[][2] = {
    { "host", hosts->names },
    { "hostaddr", hosts->addresses },
    { "port", hosts->ports },
    { "dbname", options->database },
    { "password", options->password },
    { "client_encoding", "UTF8" },
    { "fallback_application_name", "headway" },
  };

  if (parsed == NULL)
    return NULL;
  *timeout = options->connect_timeout;
  for (PQconninfoOption *option = parsed; option->keyword != NULL; option++)
    {
      if (option->val == NULL)
        continue;
      g_ptr_array_add (keywords, option->keyword);
      g_ptr_array_add (values, option->val);
      if (*timeout == 0 && g_str_equal (option->keyword, "connect_timeout"))
        *timeout = (guint) MAX (0, atoi (option->val));
    }
  if (*timeout == 0)
    *timeout = DEFAULT_TIMEOUT;
  /* Of two equal key words libpq takes the last. */
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (own[i][1] == NULL)
        continue;
      g_ptr_array_add (keywords, (gpointer) own[i][0]);
      g_ptr_array_add (values, (gpointer) own[i][1]);
    }
  g_ptr_array_add (keywords, NULL);
  g_ptr_array_add (values, NULL);
  return PQconnectStartParams ((const char *const *) keywords->pdata,
                               (const char *const *) values->pdata, 0);
}

static char *
make_label (const HwConnectionOptions *options, PGconn *connection)
{
  const char *host = PQhost (connection), *database = PQdb (connection);

  if (options->label != NULL)
    return g_strdup (options->label);
  return g_strdup_printf (_ ("database “%s” on %s"), database != NULL ? database : "?",
                          host != NULL && *host != '\0' ? host : _ ("the local server"));
}

/* In its verbose form an error message carries the SQLSTATE, which libpq gives in no other way
 * while connecting. Takes it, and the line of source code, out of @message. */
static char *
take_sqlstate (char **message)
{
  g_autoptr (GRegex) location = g_regex_new ("\\n[^\\n]*, \\w+\\.c:\\d+(?=\\n|$)", 0, 0, NULL);
  g_autoptr (GRegex) state = g_regex_new (": +((?=[A-Z]*[0-9])[0-9A-Z]{5}): ", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *plain = g_regex_replace_literal (location, *message, -1, 0, "", 0, NULL);
  char *sqlstate = NULL;

  if (plain == NULL || !g_regex_match (state, plain, 0, &match))
    return NULL;
  sqlstate = g_match_info_fetch (match, 1);
  g_free (*message);
  *message = g_regex_replace_literal (state, plain, -1, 0, ": ", 0, NULL);
  return sqlstate;
}

/* Whether not every server that answers will do. */
static gboolean
wants_kind (PGconn *connection)
{
  g_autoptr (PQconninfoOption) options = PQconninfo (connection);
  g_auto (GStrv) kinds = split_option (options, "target_session_attrs");

  return kinds[0] != NULL && !g_str_equal (kinds[0], "any");
}

/* What to check. */
static const struct
{
  const char *sqlstate;
  const char *hint;
} by_state[] = {
  { "3D000", N_ ("Check dbname, or create the database.") },
  { "28000",
    N_ ("Check user, and that the server's pg_hba.conf has a line for this user, database, "
        "address and encryption.") },
  { "28P01", N_ ("Check the password and the user.") },
  { "42501", N_ ("Grant the user the right CONNECT on the database.") },
  { "53300", N_ ("Try fewer --jobs; or raise what is used up: max_connections of the server, or "
                 "the CONNECTION LIMIT of the role or database.") },
  { "57P03", N_ ("The server is starting up or shutting down: try again in a moment.") },
};
static const struct
{
  int number;
  const char *hint;
} by_errno[] = {
  { ECONNREFUSED,
    N_ ("Check host and port, and that the server runs and listens there (a tunnel or "
        "port-forward may have ended).") },
  { ENOENT, N_ ("Check the socket folder in host, and that the server runs.") },
  { ETIMEDOUT, N_ ("Check host, the network, the VPN and firewalls.") },
  { EHOSTUNREACH, N_ ("Check host, the network, the VPN and firewalls.") },
  { ENETUNREACH, N_ ("Check host, the network, the VPN and firewalls.") },
  { EACCES, N_ ("This user may not open the server's socket: check its folder's rights.") },
};

/* Of libpq's own words those that are the same in every language. */
static const struct
{
  const char *word;
  const char *hint;
} by_word[] = {
  { "SSL negotiation", N_ ("What answers there is no PostgreSQL server: check host and port.") },
  { "SSL", N_ ("Check sslmode, sslrootcert and that the certificate names this host.") },
  { "certificate", N_ ("Check sslmode, sslrootcert and that the certificate names this host.") },
  { "sslmode", N_ ("sslmode is one of disable, allow, prefer, require, verify-ca and "
                   "verify-full.") },
  { "target_session_attrs", N_ ("target_session_attrs is one of any, read-write, read-only, "
                                "primary, standby and prefer-standby.") },
};
static const int lookups[] = { EAI_NONAME, EAI_AGAIN, EAI_FAIL, EAI_NODATA };

/* What to check, by what the server said or the operating system's own words, which libpq quotes
 * in the language of the moment. */
static const char *
find_hint (PGconn *connection, const char *sqlstate, const char *message)
{
  for (guint i = 0; sqlstate != NULL && i < G_N_ELEMENTS (by_state); i++)
    {
      if (g_str_equal (sqlstate, by_state[i].sqlstate))
        return _ (by_state[i].hint);
    }
  for (guint i = 0; i < G_N_ELEMENTS (by_errno); i++)
    {
      if (strstr (message, g_strerror (by_errno[i].number)) != NULL)
        return _ (by_errno[i].hint);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lookups); i++)
    {
      if (strstr (message, gai_strerror (lookups[i])) != NULL)
        return _ ("The host name is not known: check its spelling, DNS and the VPN.");
    }
  for (guint i = 0; i < G_N_ELEMENTS (by_word); i++)
    {
      if (strstr (message, by_word[i].word) != NULL)
        return _ (by_word[i].hint);
    }
  /* Then libpq did not even get as far as to know what is to be connected to. */
  if (PQdb (connection) == NULL)
    return _ ("Check service, and that ~/.pg_service.conf or PGSERVICEFILE has it.");
  if (sqlstate == NULL && wants_kind (connection))
    return _ ("Check host: none that answers is what target_session_attrs asks for.");
  return _ ("Check host, port, dbname and user of the connection.");
}

static void
set_connect_error (PGconn *connection, const char *label, GError **error)
{
  g_autofree char *message = g_strdup (PQerrorMessage (connection));
  g_autofree char *sqlstate = take_sqlstate (&message);
  g_autofree char *words = dup_one_line (message);
  HwPostgresErrorDetails details = { .sqlstate = sqlstate };

  if (PQconnectionNeedsPassword (connection))
    {
      details.hint = (char *) _ ("Store it with “headway credentials set”, or in ~/.pgpass.");
      hw_postgres_set_error (
          error, HW_POSTGRES_ERROR_PASSWORD_MISSING, &details,
          _ ("cannot connect to %s: the server wants a password for user “%s”, and "
             "none is stored"),
          label, PQuser (connection));
      return;
    }
  if (g_strcmp0 (sqlstate, "28P01") == 0 || (PQconnectionUsedPassword (connection) &&
                                             sqlstate != NULL && g_str_has_prefix (sqlstate, "28")))
    {
      details.hint =
          (char *) _ ("Check the password and the user: “headway credentials set” stores a "
                      "new one.");
      hw_postgres_set_error (error, HW_POSTGRES_ERROR_PASSWORD_WRONG, &details,
                             _ ("cannot connect to %s: %s"), label, words);
      return;
    }
  details.hint = (char *) find_hint (connection, sqlstate, words);
  hw_postgres_set_error (error, HW_POSTGRES_ERROR_CONNECT, &details, _ ("cannot connect to %s: %s"),
                         label, words);
}

/* Drives PQconnectPoll() to its end. With several hosts the socket can change while its number
 * stays, so it is asked for each time, and each host has the whole time. */
static gboolean
finish_connecting (PGconn *connection, HwWait *wait, guint timeout, const char *label,
                   GError **error)
{
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  g_autofree char *tried = NULL;

  while (status != PGRES_POLLING_OK)
    {
      g_autofree char *host = g_strdup_printf ("%s %s", PQhost (connection), PQport (connection));
      GIOCondition condition = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT, seen = 0;
      HwWaitOutcome outcome = HW_WAIT_READY;

      if (status == PGRES_POLLING_FAILED)
        {
          set_connect_error (connection, label, error);
          return FALSE;
        }
      if (g_strcmp0 (host, tried) != 0)
        hw_wait_restart (wait, timeout);
      g_free (tried);
      tried = g_steal_pointer (&host);
      while (outcome == HW_WAIT_READY && seen == 0)
        outcome = hw_wait_for (wait, PQsocket (connection), condition, &seen);
      if (outcome == HW_WAIT_CANCELLED)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       _ ("connecting to %s was cancelled"), label);
          return FALSE;
        }
      if (outcome == HW_WAIT_TIMEOUT)
        {
          HwPostgresErrorDetails details = {
            .hint =
                (char *) _ ("Check host, port, the network, the VPN and firewalls, and that it is "
                            "a PostgreSQL server that answers there.")
          };

          hw_postgres_set_error (error, HW_POSTGRES_ERROR_TIMEOUT, &details,
                                 _ ("cannot connect to %s: no answer within %u s"), label, timeout);
          return FALSE;
        }
      status = PQconnectPoll (connection);
    }
  return TRUE;
}

/* Connects to one of @hosts. @connection and @label are set, too, when that failed. */
static gboolean
try_hosts (const HwConnectionOptions *options, const Hosts *hosts, PQnoticeReceiver receiver,
           gpointer data, PGconn **connection, char **label, GCancellable *cancellable,
           GError **error)
{
  HwWait wait;
  guint timeout;
  gboolean connected;

  *connection = start (options, hosts, &timeout, error);
  if (*connection == NULL)
    {
      g_prefix_error (error,
                      "%s: ", options->label != NULL ? options->label : _ ("cannot connect"));
      return FALSE;
    }
  PQsetNoticeReceiver (*connection, receiver, data);
  PQsetErrorVerbosity (*connection, PQERRORS_VERBOSE);
  *label = make_label (options, *connection);
  if (PQstatus (*connection) == CONNECTION_BAD)
    {
      set_connect_error (*connection, *label, error);
      return FALSE;
    }
  hw_wait_begin (&wait, cancellable, timeout);
  connected = finish_connecting (*connection, &wait, timeout, *label, error);
  hw_wait_end (&wait);
  return connected;
}

PGconn *
hw_connector_connect (const HwConnectionOptions *options, PQnoticeReceiver receiver, gpointer data,
                      char **label, GCancellable *cancellable, GError **error)
{
  g_auto (Hosts) hosts = { NULL };

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (;;)
    {
      g_autoptr (PGconn) connection = NULL;
      g_autofree char *own_label = NULL;
      g_autoptr (GError) local = NULL;

      if (try_hosts (options, &hosts, receiver, data, &connection, &own_label, cancellable, &local))
        {
          PQsetErrorVerbosity (connection, PQERRORS_DEFAULT);
          PQsetnonblocking (connection, 1);
          *label = g_steal_pointer (&own_label);
          return g_steal_pointer (&connection);
        }
      /* libpq itself does not go on to the next host. */
      if (!g_error_matches (local, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_TIMEOUT) ||
          !leave_out (connection, &hosts))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
}
