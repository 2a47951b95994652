/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-creation.c: makes the role and the database that a connection names, where the server has
 * none. */

#include "hw-creation.h"

#include <glib/gi18n.h>

#include "hw-conninfo.h"
#include "hw-credentials.h"
#include "hw-error.h"
#include "hw-fleet-private.h"
#include "hw-name.h"
#include "hw-resource.h"
#include "hw-fleet-resource.h"

/* Every server has it, and anybody may connect to it. */
#define MAINTENANCE "postgres"
#define LACKS "/org/headwaydb/Headway/fleet/lacks.sql"

gboolean
hw_creation_may_help (const GError *error)
{
  /* No such database; no such role, which is not told apart from a role that may not come in. */
  return hw_postgres_error_has_state (error, "3D000") ||
         (hw_postgres_error_has_state (error, "28000") &&
          !g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG));
}

static HwConnection *
connect_as (HwDatabase *database, const HwCreator *creator, GCancellable *cancellable,
            GError **error)
{
  g_autofree char *conninfo = NULL;
  g_autofree char *route = NULL;
  HwConnectionOptions options = { .password = creator->password };

  if (creator->role == NULL)
    return hw_database_connect_to (database, MAINTENANCE, cancellable, error);
  route = hw_database_dup_route (database, cancellable, error);
  if (route == NULL)
    return NULL;
  conninfo = hw_conninfo_dup_changed (
      route, (const char *const[]){ "user", creator->role, "dbname", MAINTENANCE, NULL }, error);
  if (conninfo == NULL)
    return NULL;
  options.conninfo = conninfo;
  options.label = database->title;
  options.connect_timeout = database->fleet->connect_timeout;
  return hw_connection_open (&options, cancellable, error);
}

void
hw_creation_free (HwCreation *creation)
{
  g_object_unref (creation->database);
  g_free (creation->role);
  g_free (creation->name);
  g_free (creation);
}

static gboolean
check_rights (const HwCreation *creation, HwConnection *connection, HwResult *row, GError **error)
{
  gboolean may_make_roles = hw_result_get_boolean (row, 0, 2);
  gboolean may_make_databases = hw_result_get_boolean (row, 0, 3);
  g_autofree char *role = NULL;
  g_autofree char *hint = NULL;

  if ((may_make_roles || !creation->lacks_role) &&
      (may_make_databases || !creation->lacks_database))
    return TRUE;
  role = hw_quote_identifier (hw_connection_get_user (connection));
  hint = g_strdup_printf (_ ("Name a role that may, such as postgres; or give this one the rights: "
                             "ALTER ROLE %s CREATEDB CREATEROLE."),
                          role);
  hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s: the role %s may not make %s there"),
                creation->database->title, hw_connection_get_user (connection),
                may_make_roles || !creation->lacks_role ? _ ("databases") : _ ("roles"));
  return FALSE;
}

gboolean
hw_creation_is_missing (const HwCreation *creation)
{
  return creation->lacks_role || creation->lacks_database;
}

HwCreation *
hw_creation_find (HwDatabase *database, const HwCreator *creator, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (HwCreation) creation = NULL;
  g_autoptr (HwEndpoint) endpoint = NULL;
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (HwResult) row = NULL;

  endpoint = hw_conninfo_resolve (database->conninfo, error);
  connection = endpoint != NULL ? connect_as (database, creator, cancellable, error) : NULL;
  if (connection == NULL)
    return NULL;
  row = hw_connection_query (connection, cancellable, error,
                             hw_resource_get_text (hw_fleet_get_resource, LACKS), 2, endpoint->user,
                             endpoint->database);
  if (row == NULL)
    return NULL;
  creation = g_new0 (HwCreation, 1);
  creation->database = g_object_ref (database);
  creation->role = g_strdup (endpoint->user);
  creation->name = g_strdup (endpoint->database);
  creation->lacks_role = hw_result_get_boolean (row, 0, 0);
  creation->lacks_database = hw_result_get_boolean (row, 0, 1);
  if (database->is_protected && hw_creation_is_missing (creation))
    {
      hw_set_error (error, HW_ERROR_REFUSED, _ ("Make it by hand, with the server's own tools."),
                    _ ("%s is in a protected environment: its database is not made here"),
                    database->title);
      return NULL;
    }
  return check_rights (creation, connection, row, error) ? g_steal_pointer (&creation) : NULL;
}

GPtrArray *
hw_creation_find_all (GPtrArray *databases, const HwCreator *creator, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) creations =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hw_creation_free);

  for (guint i = 0; i < databases->len; i++)
    {
      HwCreation *creation = hw_creation_find (databases->pdata[i], creator, cancellable, error);

      if (creation == NULL)
        return NULL;
      g_ptr_array_add (creations, creation);
    }
  return g_steal_pointer (&creations);
}

/* @secret: (nullable): what stands in place of the password. (transfer full) (nullable) */
static char *
dup_create_role (const HwCreation *creation, const char *secret)
{
  g_autofree char *role = hw_quote_identifier (creation->role);
  g_autofree char *literal = secret != NULL ? hw_quote_literal (secret) : NULL;

  return g_strdup_printf ("CREATE ROLE %s LOGIN%s%s", role, secret != NULL ? " PASSWORD " : "",
                          secret != NULL ? literal : "");
}

static char *
dup_create_database (const HwCreation *creation)
{
  g_autofree char *name = hw_quote_identifier (creation->name);
  g_autofree char *role = hw_quote_identifier (creation->role);

  return g_strdup_printf ("CREATE DATABASE %s OWNER %s", name, role);
}

char *
hw_creation_dup_sql (const HwCreation *creation, gboolean with_password)
{
  g_autofree char *role = dup_create_role (creation, with_password ? "…" : NULL);
  g_autofree char *database = dup_create_database (creation);

  return g_strdup_printf (
      "%s%s%s%s", creation->lacks_role ? role : "", creation->lacks_role ? ";\n" : "",
      creation->lacks_database ? database : "", creation->lacks_database ? ";\n" : "");
}

/* What the server says of the statement that has the verifier must not quote it. */
static gboolean
create_role (const HwCreation *creation, HwConnection *connection, const char *password,
             GCancellable *cancellable, GError **error)
{
  g_autofree char *verifier =
      password != NULL ? hw_connection_dup_verifier (connection, creation->role, password, error)
                       : NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GError) local = NULL;
  HwPostgresErrorDetails details = { NULL };

  if (password != NULL && verifier == NULL)
    return FALSE;
  sql = dup_create_role (creation, verifier);
  if (hw_connection_execute (connection, sql, cancellable, &local))
    return TRUE;
  if (local->domain != HW_POSTGRES_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  details = *hw_postgres_error_get_details (local);
  details.statement = NULL;
  details.position = 0;
  hw_postgres_set_error (error, local->code, &details, "%s", local->message);
  return FALSE;
}

gboolean
hw_creation_run (const HwCreation *creation, const HwCreator *creator, const char *password,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (HwConnection) connection =
      connect_as (creation->database, creator, cancellable, error);
  g_autofree char *sql = dup_create_database (creation);

  if (connection == NULL)
    return FALSE;
  if (creation->lacks_role && !create_role (creation, connection, password, cancellable, error))
    return FALSE;
  return !creation->lacks_database || hw_connection_execute (connection, sql, cancellable, error);
}
