/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-source.c: the places a schema can come from, as `headway diff` names them. */

#include "hw-schema-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-catalog.h"
#include "hw-error.h"
#include "hw-script-load.h"

HwSourceKind
hw_schema_source_get_kind (const char *text)
{
  if (g_str_has_prefix (text, "postgres://") || g_str_has_prefix (text, "postgresql://"))
    return HW_SOURCE_CONNECTION;
  if (g_str_has_suffix (text, ".sql"))
    return HW_SOURCE_FILE;
  if (strchr (text, '=') != NULL)
    return HW_SOURCE_CONNECTION;
  return strchr (text, ':') != NULL ? HW_SOURCE_REVISION : HW_SOURCE_DATABASE;
}

static HwSchema *
read_live (HwConnection *connection, const char *version_table, const HwCompareOptions *options,
           guint *major, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  HwSchema *schema;

  *major = hw_connection_get_server_major (connection);
  schema = hw_catalog_read_for (connection, version_table, options, cancellable, &local);
  /* What may not be seen must not pass for what is not there. */
  if (hw_postgres_error_has_state (local, "42501"))
    hw_set_error (
        error, HW_ERROR_FAILED,
        _ ("Grant that right to the role, or connect as another one: nothing was compared."),
        _ ("The role %s may not read the whole schema: %s"), hw_connection_get_user (connection),
        local->message);
  else if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return schema;
}

static HwSchema *
load_connection (const char *text, const HwCompareOptions *options, guint *major,
                 GCancellable *cancellable, GError **error)
{
  const HwConnectionOptions connecting = { .conninfo = text };
  g_autoptr (HwConnection) connection = hw_connection_open (&connecting, cancellable, error);

  return connection == NULL ? NULL
                            : read_live (connection, NULL, options, major, cancellable, error);
}

static HwSchema *
load_file (const char *path, HwFleet *fleet, const HwCompareOptions *options, guint *major,
           GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (HwScratchServer) server = NULL;
  g_autoptr (HwScratch) scratch = NULL;

  if (!g_file_get_contents (path, &text, NULL, &unreadable))
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND, _ ("Name a file of SQL that can be read."), "%s",
                    unreadable->message);
      return NULL;
    }
  server = hw_scratch_server_open (fleet, *major, NULL, cancellable, error);
  scratch = server == NULL ? NULL : hw_scratch_new (server, FALSE, cancellable, error);
  if (scratch == NULL ||
      !hw_script_load (scratch, path, text, _ ("Mend the file at that line."), cancellable, error))
    return NULL;
  return read_live (hw_scratch_get_connection (scratch), NULL, options, major, cancellable, error);
}

static HwSchema *
load_database (const char *name, HwFleet *fleet, const char *environment,
               const HwCompareOptions *options, guint *major, GCancellable *cancellable,
               GError **error)
{
  const char *names[] = { name, NULL };
  g_autoptr (GPtrArray) databases = hw_fleet_select (fleet, names, environment, error);
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (HwHistory) history = NULL;
  HwDatabase *database;

  if (databases == NULL)
    return NULL;
  if (databases->len != 1)
    {
      hw_set_error (error, HW_ERROR_AMBIGUOUS, _ ("Write SERVICE@ENVIRONMENT."),
                    _ ("%s has %u databases"), name, databases->len);
      return NULL;
    }
  database = g_ptr_array_index (databases, 0);
  history = hw_service_load_history (hw_database_get_service (database), cancellable, error);
  connection = history == NULL ? NULL : hw_database_connect (database, cancellable, error);
  if (connection == NULL)
    return NULL;
  return read_live (connection, hw_history_get_version_table (history), options, major, cancellable,
                    error);
}

static HwSchema *
load_revision (const char *text, HwFleet *fleet, HwShadow *shadow, const HwCompareOptions *options,
               guint *major, GCancellable *cancellable, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = g_strndup (text, (gsize) (colon - text));
  HwService *service = hw_fleet_find_service (fleet, name);
  g_autoptr (HwHistory) history = NULL;
  g_auto (GStrv) version = NULL;

  if (options->owners || options->privileges)
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Compare two databases, or leave the option out."),
                    _ ("%s: what a history builds has no owners and privileges of its own"), text);
      return NULL;
    }
  if (service == NULL)
    {
      const char *names[] = { name, NULL };
      /* It says what there is, and what was probably meant. */
      g_autoptr (GPtrArray) none = hw_fleet_select (fleet, names, NULL, error);

      return NULL;
    }
  history = hw_service_load_history (service, cancellable, error);
  version = history == NULL ? NULL : hw_history_resolve (history, colon + 1, NULL, error);
  if (version == NULL)
    return NULL;
  return hw_shadow_get_expected (shadow, service, (const char *const *) version, *major, NULL, NULL,
                                 cancellable, error);
}

HwSchema *
hw_schema_source_load (const char *text, HwFleet *fleet, HwShadow *shadow, const char *environment,
                       const HwCompareOptions *options, guint *major, GCancellable *cancellable,
                       GError **error)
{
  switch (hw_schema_source_get_kind (text))
    {
    case HW_SOURCE_CONNECTION:
      return load_connection (text, options, major, cancellable, error);
    case HW_SOURCE_FILE:
      return load_file (text, fleet, options, major, cancellable, error);
    case HW_SOURCE_REVISION:
      return load_revision (text, fleet, shadow, options, major, cancellable, error);
    case HW_SOURCE_DATABASE:
    default:
      return load_database (text, fleet, environment, options, major, cancellable, error);
    }
}
