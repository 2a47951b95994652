/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-scratch.c: empty databases for replays, and the server they are on. */

#include "hw-scratch.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-conninfo.h"
#include "hw-credentials.h"
#include "hw-error.h"
#include "hw-name.h"
#include "hw-private-server.h"
#include "hw-resource.h"
#include "hw-server-programs.h"
#include "hw-shadow-resource.h"

#define GUEST "headway_guest"
/* The first half of the lock's key, as in leftovers.sql; the second is the hash of the name. */
#define LOCK "SELECT pg_catalog.pg_advisory_lock(1215064919, pg_catalog.hashtext($1))"

struct _HwScratchServer
{
  HwPrivateServer *private_server; /* (nullable) */
  char *conninfo;
  char *password; /* (nullable) */
};

struct _HwScratch
{
  HwScratchServer *server;
  char *name;
  char *conninfo;
  gboolean is_guest;
  HwConnection *keeper; /* holds the lock that says that it is in use */
  HwConnection *connection;
};

static gboolean
is_private (HwFleet *fleet)
{
  return fleet == NULL || g_str_equal (hw_fleet_get_shadow (fleet), "private");
}

guint
hw_scratch_server_choose_major (HwFleet *fleet, guint major)
{
  guint found = major;

  if (is_private (fleet) && !hw_private_server_is_installed (major))
    {
      g_autofree char *programs = hw_server_programs_find (0, &found);

      if (programs == NULL)
        return 0;
    }
  return found;
}

static HwConnection *
connect_to (HwScratchServer *server, const char *conninfo, const char *label,
            GCancellable *cancellable, GError **error)
{
  const HwConnectionOptions options = {
    .conninfo = conninfo,
    .password = server->password,
    .label = label,
  };

  return hw_connection_open (&options, cancellable, error);
}

/* What cannot be dropped now is tried again next time. */
static void
drop_leftovers (HwScratchServer *server, HwConnection *connection, GCancellable *cancellable)
{
  const char *sql =
      hw_resource_get_text (hw_shadow_get_resource, "/org/headwaydb/Headway/shadow/leftovers.sql");
  g_autoptr (HwResult) result = hw_connection_query (connection, cancellable, NULL, sql, 0);

  for (guint i = 0; result != NULL && i < hw_result_get_n_rows (result); i++)
    {
      g_autofree char *name = hw_quote_identifier (hw_result_get (result, i, 0));
      g_autofree char *drop = g_strdup_printf ("DROP DATABASE IF EXISTS %s", name);

      hw_connection_execute (connection, drop, cancellable, NULL);
    }
}

/* Where the private server lives: in the user's cache folder or, when that cannot be written, in a
 * folder of the user's alone among the temporary files. */
static char *
choose_private_folder (void)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "headway", NULL);
  g_autofree char *own = g_strdup_printf ("%s/headway-%u", g_get_tmp_dir (), (guint) getuid ());
  struct stat status;

  if ((g_mkdir_with_parents (cache, 0700) != 0 || g_access (cache, W_OK) != 0) &&
      (g_mkdir (own, 0700) == 0 || errno == EEXIST) && g_lstat (own, &status) == 0 &&
      S_ISDIR (status.st_mode) && status.st_uid == getuid ())
    return g_build_filename (own, "server", NULL);
  return g_build_filename (cache, "server", NULL);
}

HwScratchServer *
hw_scratch_server_open (HwFleet *fleet, guint major, HwDatabase *live, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (HwScratchServer) server = g_new0 (HwScratchServer, 1);
  g_autoptr (HwConnection) connection = NULL;

  if (is_private (fleet))
    {
      g_autofree char *folder = choose_private_folder ();

      server->private_server = hw_private_server_acquire (
          folder, hw_scratch_server_choose_major (fleet, major), cancellable, error);
      if (server->private_server == NULL)
        return NULL;
      server->conninfo = g_strdup (hw_private_server_get_conninfo (server->private_server));
    }
  else if (!g_str_equal (hw_fleet_get_shadow (fleet), "server"))
    server->conninfo = g_strdup (hw_fleet_get_shadow (fleet));
  else if (live != NULL)
    {
      g_autoptr (HwLogin) login = hw_database_dup_login (live, cancellable, error);

      if (login == NULL)
        return NULL;
      server->conninfo = g_strdup (login->conninfo);
      server->password = g_strdup (login->password);
    }
  else
    {
      hw_set_error (error, HW_ERROR_USAGE,
                    _ ("Name a database (SERVICE@ENVIRONMENT), or set "
                       "Shadow=private."),
                    _ ("Shadow=server needs a live database, whose server is used"));
      return NULL;
    }
  connection = connect_to (server, server->conninfo, _ ("the shadow server"), cancellable, error);
  if (connection == NULL)
    return NULL;
  drop_leftovers (server, connection, cancellable);
  return g_steal_pointer (&server);
}

void
hw_scratch_server_free (HwScratchServer *server)
{
  g_clear_pointer (&server->private_server, hw_private_server_release);
  if (server->password != NULL)
    explicit_bzero (server->password, strlen (server->password));
  g_free (server->password);
  g_free (server->conninfo);
  g_free (server);
}

gboolean
hw_scratch_server_is_private (HwScratchServer *server)
{
  return server->private_server != NULL;
}

static gboolean
make_role (HwConnection *connection, const char *role, const char *options,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *quoted = hw_quote_identifier (role);
  g_autofree char *sql = g_strdup_printf ("CREATE ROLE %s %s", quoted, options);
  g_autoptr (HwResult) known = NULL;
  g_autoptr (GError) local = NULL;

  known = hw_connection_query (connection, cancellable, error,
                               "SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", 1, role);
  if (known == NULL)
    return FALSE;
  if (hw_result_get_n_rows (known) > 0 ||
      hw_connection_execute (connection, sql, cancellable, &local) ||
      /* Somebody else was faster: duplicate_object, or unique_violation in pg_authid. */
      hw_postgres_error_has_state (local, "42710") || hw_postgres_error_has_state (local, "23505"))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
create_database (HwScratch *scratch, GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8'%s",
                                          scratch->name, scratch->is_guest ? " OWNER " GUEST : "");
  g_autoptr (GError) local = NULL;

  if (hw_connection_execute (scratch->keeper, sql, cancellable, &local))
    return TRUE;
  if (!hw_postgres_error_has_state (local, "42501"))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  hw_set_error (
      error, HW_ERROR_FAILED,
      _ ("ALTER ROLE … CREATEDB gives it the right; or use Shadow=private in the fleet "
         "file, which needs PostgreSQL's server programs on this machine."),
      _ ("A scratch database is needed to build the expected schema, and %s may not create "
         "databases on %s"),
      hw_connection_get_user (scratch->keeper), hw_connection_get_label (scratch->keeper));
  return FALSE;
}

HwScratch *
hw_scratch_new (HwScratchServer *server, gboolean guest, GCancellable *cancellable, GError **error)
{
  static int counter = 0;
  g_autoptr (HwScratch) scratch = g_new0 (HwScratch, 1);
  g_autoptr (HwResult) locked = NULL;

  scratch->server = server;
  scratch->is_guest = guest;
  scratch->name = g_strdup_printf ("headway_shadow_%d_%d_%08x", (int) getpid (),
                                   g_atomic_int_add (&counter, 1) + 1, g_random_int ());
  scratch->keeper =
      connect_to (server, server->conninfo, _ ("the shadow server"), cancellable, error);
  if (scratch->keeper == NULL)
    return NULL;
  /* The lock first: from its first moment the database is in use. */
  locked = hw_connection_query (scratch->keeper, cancellable, error, LOCK, 1, scratch->name);
  if (locked == NULL ||
      (guest && !make_role (scratch->keeper, GUEST, "LOGIN", cancellable, error)) ||
      !create_database (scratch, cancellable, error))
    {
      g_clear_pointer (&scratch->keeper, hw_connection_free);
      return NULL;
    }
  scratch->conninfo = hw_conninfo_dup_changed (
      server->conninfo,
      (const char *const[]){ "dbname", scratch->name, guest ? "user" : NULL, GUEST, NULL }, error);
  if (scratch->conninfo == NULL)
    return NULL;
  scratch->connection =
      connect_to (server, scratch->conninfo, _ ("the shadow"), cancellable, error);
  return scratch->connection == NULL ? NULL : g_steal_pointer (&scratch);
}

void
hw_scratch_free (HwScratch *scratch)
{
  g_clear_pointer (&scratch->connection, hw_connection_free);
  if (scratch->keeper != NULL)
    {
      g_autofree char *force = g_strdup_printf (
          "DROP DATABASE IF EXISTS %s%s", scratch->name,
          hw_connection_get_server_major (scratch->keeper) >= 13 ? " WITH (FORCE)" : "");

      /* What fails here is a leftover for the next process. */
      hw_connection_execute (scratch->keeper, force, NULL, NULL);
    }
  g_clear_pointer (&scratch->keeper, hw_connection_free);
  g_free (scratch->conninfo);
  g_free (scratch->name);
  g_free (scratch);
}

HwScratchServer *
hw_scratch_get_server (HwScratch *scratch)
{
  return scratch->server;
}

HwConnection *
hw_scratch_get_connection (HwScratch *scratch)
{
  return scratch->connection;
}

const char *
hw_scratch_get_conninfo (HwScratch *scratch)
{
  return scratch->conninfo;
}

const char *
hw_scratch_get_password (HwScratch *scratch)
{
  return scratch->server->password;
}

gboolean
hw_scratch_set_search_path (HwScratch *scratch, const char *const *search_path,
                            GCancellable *cancellable, GError **error)
{
  g_autofree char *keep = g_strdup_printf (
      "ALTER ROLE CURRENT_USER IN DATABASE %s SET search_path FROM CURRENT", scratch->name);
  g_autoptr (HwResult) set = NULL;

  for (guint i = 1; search_path[i] != NULL; i++)
    {
      g_autofree char *quoted = hw_quote_identifier (search_path[i]);
      g_autofree char *create = g_strdup_printf ("CREATE SCHEMA IF NOT EXISTS %s", quoted);

      if (!hw_connection_execute (scratch->connection, create, cancellable, error))
        return FALSE;
    }
  set = hw_connection_query (scratch->connection, cancellable, error,
                             "SELECT pg_catalog.set_config('search_path', $1, false)", 1,
                             search_path[0]);
  if (set == NULL || !hw_connection_execute (scratch->connection, keep, cancellable, error))
    return FALSE;
  g_clear_pointer (&scratch->connection, hw_connection_free);
  scratch->connection =
      connect_to (scratch->server, scratch->conninfo, _ ("the shadow"), cancellable, error);
  return scratch->connection != NULL;
}

gboolean
hw_scratch_add_roles (HwScratch *scratch, const char *const *roles, GCancellable *cancellable,
                      GError **error)
{
  for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
    {
      g_autofree char *quoted = hw_quote_identifier (roles[i]);
      g_autofree char *grant = g_strdup_printf ("GRANT %s TO " GUEST, quoted);

      if (!hw_scratch_server_is_private (scratch->server))
        return TRUE;
      if (!make_role (scratch->keeper, roles[i], "NOLOGIN", cancellable, error))
        return FALSE;
      /* So that what the guest makes can be given to them. Fails for a role that is a superuser's
       * own, and then the statement that wants it does. */
      if (scratch->is_guest)
        hw_connection_execute (scratch->keeper, grant, cancellable, NULL);
    }
  return TRUE;
}

/* (nullable) (transfer none): the role, as @sql names it, that gets what only a superuser may own.
 */
static const char *
find_new_owner (const char *sql)
{
  static const char to[] = " OWNER TO ";
  const char *role = g_strrstr (sql, to);

  if (role == NULL || (!g_str_has_prefix (sql, "ALTER FOREIGN DATA WRAPPER ") &&
                       !g_str_has_prefix (sql, "ALTER EVENT TRIGGER ")))
    return NULL;
  return role + strlen (to);
}

/* 0 or 1; -1 on error. */
static int
is_superuser (HwConnection *connection, const char *role, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwResult) found = hw_connection_query (
      connection, cancellable, error,
      "SELECT FROM pg_catalog.pg_roles WHERE rolsuper AND oid = $1::regrole", 1, role);

  return found == NULL ? -1 : hw_result_get_n_rows (found) > 0;
}

gboolean
hw_scratch_execute (HwScratch *scratch, const char *sql, GCancellable *cancellable, GError **error)
{
  const char *role = find_new_owner (sql);
  g_autofree char *whole = NULL;
  int is_super;

  if (role == NULL || scratch->is_guest || !hw_scratch_server_is_private (scratch->server))
    return hw_connection_execute (scratch->connection, sql, cancellable, error);
  is_super = is_superuser (scratch->connection, role, cancellable, error);
  if (is_super != 0)
    return is_super > 0 && hw_connection_execute (scratch->connection, sql, cancellable, error);
  /* In one transaction, so that nobody else sees it. */
  whole =
      g_strdup_printf ("ALTER ROLE %s SUPERUSER; %s; ALTER ROLE %s NOSUPERUSER", role, sql, role);
  return hw_connection_execute (scratch->connection, whole, cancellable, error);
}

gboolean
hw_scratch_execute_as_superuser (HwScratch *scratch, const char *sql, GCancellable *cancellable,
                                 GError **error)
{
  g_autofree char *conninfo = hw_conninfo_dup_changed (
      scratch->server->conninfo, (const char *const[]){ "dbname", scratch->name, NULL }, error);
  g_autoptr (HwConnection) connection = NULL;

  if (conninfo == NULL)
    return FALSE;
  connection = connect_to (scratch->server, conninfo, _ ("the shadow"), cancellable, error);
  return connection != NULL && hw_connection_execute (connection, sql, cancellable, error);
}
