/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database.c: where one service's data lives in one environment. */

#include <libsecret/secret.h>

#include "hw-fleet-private.h"

G_DEFINE_FINAL_TYPE (HwDatabase, hw_database, G_TYPE_OBJECT)

static void
hw_database_finalize (GObject *object)
{
  HwDatabase *database = HW_DATABASE (object);

  g_clear_pointer (&database->tunnel, hw_tunnel_close);
  g_free (database->environment);
  g_free (database->title);
  g_free (database->conninfo);
  g_free (database->tunnel_command);
  g_free (database->password_file);
  g_free (database->password_command);
  g_strfreev (database->ignore);
  g_clear_pointer (&database->filter, hw_filter_free);
  g_clear_pointer (&database->kept, secret_password_free);
  g_mutex_clear (&database->lock);
  G_OBJECT_CLASS (hw_database_parent_class)->finalize (object);
}

static void
hw_database_class_init (HwDatabaseClass *class)
{
  G_OBJECT_CLASS (class)->finalize = hw_database_finalize;
}

static void
hw_database_init (HwDatabase *database)
{
  g_mutex_init (&database->lock);
}

HwService *
hw_database_get_service (HwDatabase *database)
{
  return database->service;
}

const char *
hw_database_get_service_name (HwDatabase *database)
{
  return database->service->name;
}

const char *
hw_database_get_environment (HwDatabase *database)
{
  return database->environment;
}

const char *
hw_database_get_title (HwDatabase *database)
{
  return database->title;
}

const char *
hw_database_get_conninfo (HwDatabase *database)
{
  return database->conninfo;
}

HwFleet *
hw_database_get_fleet (HwDatabase *database)
{
  return database->fleet;
}

gboolean
hw_database_is_protected (HwDatabase *database)
{
  return database->is_protected;
}

gboolean
hw_database_waits_for (HwDatabase *database, HwDatabase *other)
{
  const char *const *after = hw_service_get_after (database->service);

  return after != NULL && g_strv_contains (after, other->service->name) &&
         g_str_equal (database->environment, other->environment);
}

const HwFilter *
hw_database_get_filter (HwDatabase *database)
{
  return database->filter;
}

HwCompareOptions
hw_database_get_comparison (HwDatabase *database)
{
  HwCompareOptions comparison = database->fleet->comparison;

  comparison.filter = database->filter;
  return comparison;
}
