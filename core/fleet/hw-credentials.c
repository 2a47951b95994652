/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-credentials.c: the passwords of databases: where they are kept, and who may have them. */

#include "hw-credentials.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-fleet-private.h"
#include "hw-program.h"

#define COMMAND_SECONDS 10

/* The connection string that leads through the tunnel, which is started when it does not run. TLS
 * still checks the name in host=. */
static char *
dup_tunnelled (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&database->lock);
  g_autofree char *port = NULL;
  g_autofree char *host = hw_conninfo_dup_value (database->conninfo, "host");

  if (database->tunnel != NULL && !hw_tunnel_is_open (database->tunnel))
    g_clear_pointer (&database->tunnel, hw_tunnel_close);
  if (database->tunnel == NULL)
    database->tunnel =
        hw_tunnel_open (database->tunnel_command, database->fleet->folder, cancellable, error);
  if (database->tunnel == NULL)
    {
      g_prefix_error (error, _ ("cannot connect to %s: "), database->title);
      return NULL;
    }
  port = g_strdup_printf ("%u", hw_tunnel_get_port (database->tunnel));
  if (host != NULL)
    host[strcspn (host, ",")] = '\0';
  return hw_conninfo_dup_changed (
      database->conninfo,
      (const char *const[]){ "host", host, "hostaddr", "127.0.0.1", "port", port, NULL }, error);
}

char *
hw_database_dup_route (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  if (database->tunnel_command == NULL)
    return g_strdup (database->conninfo);
  if (!hw_fleet_check_trust (database->fleet, error))
    return NULL;
  return dup_tunnelled (database, cancellable, error);
}

/* What the keyring calls the password of @database; the strings are those of its parts. */
static HwKeyringEntry
make_entry (HwDatabase *database, const HwEndpoint *endpoint)
{
  return (HwKeyringEntry){
    .service = database->service->name,
    .environment = database->environment,
    .host = endpoint->host,
    .port = endpoint->port,
    .database = endpoint->database,
    .user = endpoint->user,
  };
}

/* By where the file says that the database is, not by a tunnel's port, which changes. */
static char *
dup_from_keyring (HwDatabase *database, GCancellable *cancellable)
{
  g_autoptr (HwEndpoint) endpoint = NULL;
  HwKeyringEntry entry;

  if (!hw_keyring_has_entries (database->fleet->keyring, cancellable))
    return NULL;
  endpoint = hw_conninfo_resolve (database->conninfo, NULL);
  if (endpoint == NULL)
    return NULL;
  entry = make_entry (database, endpoint);
  return hw_keyring_lookup (database->fleet->keyring, &entry, cancellable);
}

static char *
dup_kept (HwDatabase *database)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&database->lock);

  return database->kept != NULL ? hw_program_dup_secret (database->kept, strlen (database->kept))
                                : NULL;
}

static gboolean
check_password_file (const char *path, int fd, GError **error)
{
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      hw_set_error (error, HW_ERROR_CREDENTIALS,
                    _ ("Write the password into it, as its first line, and make it yours alone: "
                       "chmod 600."),
                    _ ("the PasswordFile %s cannot be read: %s"), path,
                    fd < 0 ? g_strerror (errno) : _ ("it is no plain file"));
      return FALSE;
    }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_autofree char *quoted = g_shell_quote (path);
      g_autofree char *hint = g_strdup_printf (
          _ ("Make it yours alone: chmod 600 %s. Change the password if others may have seen it."),
          quoted);

      hw_set_error (error, HW_ERROR_CREDENTIALS, hint,
                    _ ("the PasswordFile %s is not used: others can read or change it"), path);
      return FALSE;
    }
  return TRUE;
}

static char *
dup_from_file (const char *path, GError **error)
{
  char bytes[4096];
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t n = -1;
  char *password = NULL;

  if (check_password_file (path, fd, error))
    {
      n = read (fd, bytes, sizeof bytes - 1);
      bytes[MAX (n, 0)] = '\0';
      n = (ssize_t) strcspn (bytes, "\r\n");
      if (n > 0)
        password = hw_program_dup_secret (bytes, (gsize) n);
      else
        hw_set_error (error, HW_ERROR_CREDENTIALS,
                      _ ("Write the password into it, as its first line."),
                      _ ("the PasswordFile %s holds no password"), path);
      explicit_bzero (bytes, sizeof bytes);
    }
  if (fd >= 0)
    close (fd);
  return password;
}

static char *
dup_from_command (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  char *password;

  if (!hw_fleet_check_trust (database->fleet, error))
    return NULL;
  password = hw_program_read_secret (database->password_command, database->fleet->folder,
                                     COMMAND_SECONDS, cancellable, error);
  if (password == NULL)
    g_prefix_error (error, _ ("the PasswordCommand “%s”: "), database->password_command);
  return password;
}

/* SERVICE@ENVIRONMENT as one word of a shell. */
static char *
dup_word (HwDatabase *database)
{
  gboolean plain = g_regex_match_simple ("^[\\w@./-]+$", database->title, 0, 0);

  return plain ? g_strdup (database->title) : g_shell_quote (database->title);
}

static char *
dup_missing_hint (HwDatabase *database)
{
  g_autofree char *problem = hw_keyring_dup_problem (database->fleet->keyring, NULL);
  g_autofree char *word = dup_word (database);

  return g_strdup_printf (
      _ ("%s%sStore it with `headway credentials set %s`, in ~/.pgpass, or in a "
         "PasswordFile= that only you can read."),
      problem != NULL ? problem : "", problem != NULL ? " " : "", word);
}

static char *
dup_wrong_hint (HwDatabase *database, HwPasswordSource source)
{
  g_autofree char *word = dup_word (database);

  switch (source)
    {
    case HW_PASSWORD_KEYRING:
      return g_strdup_printf (_ ("The password came from the keyring. Store the right one with "
                                 "`headway credentials set %s`."),
                              word);
    case HW_PASSWORD_FILE:
      return g_strdup_printf (_ ("The password came from the PasswordFile %s. Correct it there."),
                              database->password_file);
    case HW_PASSWORD_COMMAND:
      return g_strdup_printf (_ ("The password came from the PasswordCommand “%s”."),
                              database->password_command);
    case HW_PASSWORD_LIBPQ:
      return g_strdup_printf (_ ("The password came from PGPASSWORD, ~/.pgpass (PGPASSFILE) or a "
                                 "service file. Correct it there, or store the right one with "
                                 "`headway credentials set %s`."),
                              word);
    case HW_PASSWORD_KEPT:
    case HW_PASSWORD_UNKNOWN:
    default:
      return g_strdup (_ ("This password was not stored."));
    }
}

/* Gives an error about the password the remedy that fits where it came from. */
static void
explain (HwDatabase *database, HwPasswordSource source, GError **error)
{
  g_autoptr (GError) plain = NULL;
  g_autofree char *hint = NULL;
  HwPostgresErrorDetails details;

  if (error == NULL)
    return;
  if (g_error_matches (*error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING))
    hint = dup_missing_hint (database);
  else if (g_error_matches (*error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG))
    hint = dup_wrong_hint (database, source);
  else
    return;
  plain = g_steal_pointer (error);
  details = *hw_postgres_error_get_details (plain);
  details.hint = hint;
  hw_postgres_set_error (error, plain->code, &details, "%s", plain->message);
}

/* @password may be NULL: then libpq looks in its own places. */
static HwConnection *
open_with (HwDatabase *database, const char *conninfo, const char *name, const char *password,
           HwPasswordSource source, GCancellable *cancellable, GError **error)
{
  const HwConnectionOptions options = {
    .conninfo = conninfo,
    .database = name,
    .password = password,
    .label = database->title,
    .connect_timeout = database->fleet->connect_timeout,
  };
  HwConnection *connection = hw_connection_open (&options, cancellable, error);

  if (connection == NULL)
    explain (database, source, error);
  else
    g_atomic_int_set (&database->source, source);
  return connection;
}

/* What is left when libpq found no password. */
static HwConnection *
connect_with_own (HwDatabase *database, const char *conninfo, const char *name,
                  GCancellable *cancellable, GError **error)
{
  HwPasswordSource source =
      database->password_file != NULL ? HW_PASSWORD_FILE : HW_PASSWORD_COMMAND;
  char *password = source == HW_PASSWORD_FILE ? dup_from_file (database->password_file, error)
                                              : dup_from_command (database, cancellable, error);
  HwConnection *connection;

  if (password == NULL)
    {
      g_prefix_error (error, _ ("cannot connect to %s: "), database->title);
      return NULL;
    }
  connection = open_with (database, conninfo, name, password, source, cancellable, error);
  secret_password_free (password);
  return connection;
}

static HwConnection *
connect_without (HwDatabase *database, const char *conninfo, const char *name,
                 GCancellable *cancellable, GError **error)
{
  gboolean has_own = database->password_file != NULL || database->password_command != NULL;
  g_autoptr (GError) problem = NULL;
  HwConnection *connection;

  /* Where libpq found none the last time it is not asked again. */
  if (g_atomic_int_get (&database->source) < HW_PASSWORD_FILE)
    {
      connection =
          open_with (database, conninfo, name, NULL, HW_PASSWORD_LIBPQ, cancellable, &problem);
      if (connection != NULL)
        return connection;
      if (!has_own ||
          !g_error_matches (problem, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  return connect_with_own (database, conninfo, name, cancellable, error);
}

HwConnection *
hw_database_connect_to (HwDatabase *database, const char *name, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *conninfo = hw_database_dup_route (database, cancellable, error);
  HwPasswordSource source = HW_PASSWORD_KEYRING;
  HwConnection *connection;
  char *password;

  if (conninfo == NULL)
    return NULL;
  password = dup_kept (database);
  if (password != NULL)
    source = HW_PASSWORD_KEPT;
  else
    password = dup_from_keyring (database, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    connection = NULL;
  else if (password != NULL)
    connection = open_with (database, conninfo, name, password, source, cancellable, error);
  else
    connection = connect_without (database, conninfo, name, cancellable, error);
  g_clear_pointer (&password, secret_password_free);
  return connection;
}

HwConnection *
hw_database_connect (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  return hw_database_connect_to (database, NULL, cancellable, error);
}

HwLogin *
hw_database_dup_login (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwLogin) login = g_new0 (HwLogin, 1);

  if (g_atomic_int_get (&database->source) == HW_PASSWORD_UNKNOWN)
    {
      g_autoptr (HwConnection) connection = hw_database_connect (database, cancellable, error);

      if (connection == NULL)
        return NULL;
    }
  login->conninfo = hw_database_dup_route (database, cancellable, error);
  if (login->conninfo == NULL)
    return NULL;
  switch ((HwPasswordSource) g_atomic_int_get (&database->source))
    {
    case HW_PASSWORD_KEPT:
      login->password = dup_kept (database);
      break;
    case HW_PASSWORD_KEYRING:
      login->password = dup_from_keyring (database, cancellable);
      break;
    case HW_PASSWORD_FILE:
      login->password = dup_from_file (database->password_file, error);
      return login->password != NULL ? g_steal_pointer (&login) : NULL;
    case HW_PASSWORD_COMMAND:
      login->password = dup_from_command (database, cancellable, error);
      return login->password != NULL ? g_steal_pointer (&login) : NULL;
    case HW_PASSWORD_LIBPQ:
    case HW_PASSWORD_UNKNOWN:
    default:
      /* Programs get no PGPASSWORD in their environment; ~/.pgpass they read themselves. */
      login->password = hw_conninfo_dup_password (database->conninfo);
      break;
    }
  return g_steal_pointer (&login);
}

void
hw_login_free (HwLogin *login)
{
  g_free (login->conninfo);
  g_clear_pointer (&login->password, secret_password_free);
  g_free (login);
}

HwConnection *
hw_credentials_try (HwDatabase *database, const char *password, GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *conninfo = hw_database_dup_route (database, cancellable, error);
  const HwConnectionOptions options = { .conninfo = conninfo,
                                        .password = password,
                                        .label = database->title };

  if (conninfo == NULL)
    return NULL;
  return hw_connection_open (&options, cancellable, error);
}

gboolean
hw_credentials_store (HwDatabase *database, const char *password, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (HwEndpoint) endpoint = hw_conninfo_resolve (database->conninfo, error);
  HwKeyringEntry entry;

  if (endpoint == NULL)
    return FALSE;
  entry = make_entry (database, endpoint);
  return hw_keyring_store (database->fleet->keyring, &entry, password, cancellable, error);
}

void
hw_credentials_keep (HwDatabase *database, const char *password)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&database->lock);

  g_clear_pointer (&database->kept, secret_password_free);
  if (password != NULL)
    database->kept = hw_program_dup_secret (password, strlen (password));
}

gboolean
hw_credentials_forget (HwDatabase *database, GCancellable *cancellable, GError **error)
{
  return hw_keyring_forget (database->fleet->keyring, database->service->name,
                            database->environment, cancellable, error);
}

GPtrArray *
hw_credentials_list (HwFleet *fleet, GCancellable *cancellable, GError **error)
{
  return hw_keyring_list (fleet->keyring, cancellable, error);
}
