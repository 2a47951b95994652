/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet.c: the services one team looks after, as the fleet file says. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-fleet-private.h"
#include "hw-suggest.h"
#include "hw-trust.h"

#define FILE_NAME "headway.fleet"
#define DEFAULT_LOCK_TIMEOUT 5000

static GType
hw_fleet_get_item_type (GListModel *model)
{
  return HW_TYPE_SERVICE;
}

static guint
hw_fleet_get_n_items (GListModel *model)
{
  return HW_FLEET (model)->services->len;
}

static gpointer
hw_fleet_get_item (GListModel *model, guint i)
{
  HwFleet *fleet = HW_FLEET (model);

  return i < fleet->services->len ? g_object_ref (g_ptr_array_index (fleet->services, i)) : NULL;
}

static void
hw_fleet_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = hw_fleet_get_item_type;
  interface->get_n_items = hw_fleet_get_n_items;
  interface->get_item = hw_fleet_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HwFleet, hw_fleet, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, hw_fleet_list_model_init))

static void
environment_free (gpointer data)
{
  HwEnvironment *environment = data;

  g_free (environment->name);
  g_free (environment);
}

static void
hw_fleet_finalize (GObject *object)
{
  HwFleet *fleet = HW_FLEET (object);

  g_clear_pointer (&fleet->keyring, hw_keyring_free);
  g_ptr_array_unref (fleet->services);
  g_ptr_array_unref (fleet->environment_names);
  g_ptr_array_unref (fleet->environments);
  g_free (fleet->shadow);
  g_free (fleet->name);
  g_free (fleet->folder);
  g_free (fleet->path);
  G_OBJECT_CLASS (hw_fleet_parent_class)->finalize (object);
}

static void
hw_fleet_class_init (HwFleetClass *class)
{
  G_OBJECT_CLASS (class)->finalize = hw_fleet_finalize;
}

static void
hw_fleet_init (HwFleet *fleet)
{
  fleet->lock_timeout = DEFAULT_LOCK_TIMEOUT;
  fleet->environments = g_ptr_array_new_with_free_func (environment_free);
  fleet->environment_names = g_ptr_array_new ();
  fleet->services = g_ptr_array_new_with_free_func (g_object_unref);
}

char *
hw_fleet_find_file (const char *path, GError **error)
{
  g_autofree char *folder = g_get_current_dir ();

  if (path != NULL)
    return g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, FILE_NAME, NULL)
                                                  : g_strdup (path);
  for (;;)
    {
      g_autofree char *candidate = g_build_filename (folder, FILE_NAME, NULL);
      g_autofree char *parent = g_path_get_dirname (folder);

      if (g_file_test (candidate, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&candidate);
      if (g_str_equal (parent, folder))
        break;
      g_free (folder);
      folder = g_steal_pointer (&parent);
    }
  hw_set_error (error, HW_ERROR_FLEET_FILE,
                _ ("Make one with `headway fleet new .`, or name it with --fleet."),
                _ ("There is no %s in this folder or in one above it"), FILE_NAME);
  return NULL;
}

const char *
hw_fleet_get_name (HwFleet *fleet)
{
  return fleet->name;
}

const char *
hw_fleet_get_path (HwFleet *fleet)
{
  return fleet->path;
}

const char *
hw_fleet_get_folder (HwFleet *fleet)
{
  return fleet->folder;
}

const char *
hw_fleet_get_shadow (HwFleet *fleet)
{
  return fleet->shadow;
}

void
hw_fleet_set_preferences (HwFleet *fleet, const HwFleetPreferences *preferences)
{
  if (preferences->shadow != NULL)
    {
      g_free (fleet->shadow);
      fleet->shadow = g_strdup (preferences->shadow);
    }
  fleet->connect_timeout = preferences->connect_timeout;
  fleet->comparison.column_order = preferences->column_order;
  fleet->comparison.owners = preferences->owners;
  fleet->comparison.privileges = preferences->privileges;
}

guint
hw_fleet_get_jobs (HwFleet *fleet)
{
  return fleet->jobs;
}

guint
hw_fleet_get_lock_timeout (HwFleet *fleet)
{
  return fleet->lock_timeout;
}

guint
hw_fleet_get_statement_timeout (HwFleet *fleet)
{
  return fleet->statement_timeout;
}

const char *const *
hw_fleet_get_environments (HwFleet *fleet)
{
  return (const char *const *) fleet->environment_names->pdata;
}

gboolean
hw_fleet_is_protected (HwFleet *fleet, const char *environment)
{
  for (guint i = 0; i < fleet->environments->len; i++)
    {
      const HwEnvironment *known = g_ptr_array_index (fleet->environments, i);

      if (g_str_equal (known->name, environment))
        return known->is_protected;
    }
  return FALSE;
}

HwService *
hw_fleet_get_service (HwFleet *fleet, guint i)
{
  return g_ptr_array_index (fleet->services, i);
}

guint
hw_fleet_get_n_services (HwFleet *fleet)
{
  return fleet->services->len;
}

HwService *
hw_fleet_find_service (HwFleet *fleet, const char *name)
{
  for (guint i = 0; i < fleet->services->len; i++)
    {
      HwService *service = g_ptr_array_index (fleet->services, i);

      if (g_str_equal (hw_service_get_name (service), name))
        return service;
    }
  return NULL;
}

guint
hw_fleet_get_wave (HwFleet *fleet, HwService *service)
{
  return service->wave;
}

/* Sets HW_ERROR_NOT_FOUND with @message: @wrong is none of @known; @none says that there is none at
 * all. */
static void
set_unknown (GError **error, const char *message, const char *none, const char *wrong,
             const char *const *known)
{
  g_autofree char *list = g_strjoinv (", ", (GStrv) known);
  g_autofree char *hint = hw_suggest_dup_question (wrong, known);

  if (hint == NULL)
    hint = *list == '\0' ? g_strdup (none) : g_strdup_printf (_ ("There is: %s."), list);
  hw_set_error (error, HW_ERROR_NOT_FOUND, hint, "%s", message);
}

static gboolean
check_environment (HwFleet *fleet, const char *environment, GError **error)
{
  const char *const *known = hw_fleet_get_environments (fleet);
  g_autofree char *message = NULL;

  if (environment == NULL || g_strv_contains (known, environment))
    return TRUE;
  message = g_strdup_printf (_ ("No environment “%s”"), environment);
  set_unknown (error, message, _ ("The fleet file has no environment yet."), environment, known);
  return FALSE;
}

static HwService *
lookup_service (HwFleet *fleet, const char *name, GError **error)
{
  HwService *service = hw_fleet_find_service (fleet, name);
  g_autofree const char **names = NULL;
  g_autofree char *message = NULL;

  if (service != NULL)
    return service;
  names = g_new0 (const char *, fleet->services->len + 1);
  for (guint i = 0; i < fleet->services->len; i++)
    names[i] = hw_service_get_name (g_ptr_array_index (fleet->services, i));
  message = g_strdup_printf (_ ("No service “%s”"), name);
  set_unknown (error, message, _ ("The fleet file has no service yet."), name, names);
  return NULL;
}

static gboolean
fail_no_database (HwService *service, const char *environment, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *hint = NULL;

  for (guint i = 0; i < service->databases->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            hw_database_get_title (g_ptr_array_index (service->databases, i)));
  hint = known->len > 0 ? g_strdup_printf (_ ("There is: %s."), known->str)
                        : g_strdup_printf (_ ("Add a group [Database %s@%s] with a Connection=."),
                                           service->name, environment ? environment : "local");
  if (environment == NULL)
    hw_set_error (error, HW_ERROR_NOT_FOUND, hint, _ ("The service “%s” has no database"),
                  service->name);
  else
    hw_set_error (error, HW_ERROR_NOT_FOUND, hint, _ ("The service “%s” has no database in “%s”"),
                  service->name, environment);
  return FALSE;
}

/* The service that @name means; what it says of the environment is put into @environment, which
 * holds what is said elsewhere (nullable). */
static HwService *
resolve (HwFleet *fleet, const char *name, const char **environment, GError **error)
{
  const char *at = strchr (name, '@');
  g_autofree char *service_name = g_strndup (name, strcspn (name, "@"));
  HwService *service = lookup_service (fleet, service_name, error);

  if (service == NULL || (at != NULL && !check_environment (fleet, at + 1, error)))
    return NULL;
  if (at != NULL && *environment != NULL && !g_str_equal (at + 1, *environment))
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Leave one of the two away."),
                    _ ("“%s” and the environment “%s” contradict each other"), name, *environment);
      return NULL;
    }
  if (at != NULL)
    *environment = at + 1;
  return service;
}

/* Puts what @name means in @environment (nullable: all) into the set @chosen. */
static gboolean
choose (HwFleet *fleet, const char *name, const char *environment, GHashTable *chosen,
        GError **error)
{
  HwService *service = resolve (fleet, name, &environment, error);
  gboolean found = FALSE;

  if (service == NULL)
    return FALSE;
  for (guint i = 0; i < service->databases->len; i++)
    {
      HwDatabase *database = g_ptr_array_index (service->databases, i);

      if (environment == NULL || g_str_equal (database->environment, environment))
        found = g_hash_table_add (chosen, database) || TRUE;
    }
  return found || fail_no_database (service, environment, error);
}

/* The databases in @chosen (NULL: all) by service, then environment. */
static GPtrArray *
list_in_order (HwFleet *fleet, const char *environment, GHashTable *chosen)
{
  const char *const *environments = hw_fleet_get_environments (fleet);
  GPtrArray *databases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fleet->services->len; i++)
    for (guint e = 0; environments[e] != NULL; e++)
      {
        HwDatabase *database =
            hw_service_find_database (g_ptr_array_index (fleet->services, i), environments[e]);

        if (database != NULL &&
            (environment == NULL || g_str_equal (environment, environments[e])) &&
            (chosen == NULL || g_hash_table_contains (chosen, database)))
          g_ptr_array_add (databases, g_object_ref (database));
      }
  return databases;
}

GPtrArray *
hw_fleet_select (HwFleet *fleet, const char *const *names, const char *environment, GError **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);

  if (!check_environment (fleet, environment, error))
    return NULL;
  if (names == NULL || names[0] == NULL)
    return list_in_order (fleet, environment, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    if (!choose (fleet, names[i], environment, chosen, error))
      return NULL;
  return list_in_order (fleet, environment, chosen);
}

GPtrArray *
hw_fleet_select_services (HwFleet *fleet, const char *const *names, const char *environment,
                          GError **error)
{
  g_autoptr (GPtrArray) services = g_ptr_array_new_with_free_func (g_object_unref);

  if (!check_environment (fleet, environment, error))
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *said = environment;
      HwService *service = resolve (fleet, names[i], &said, error);

      if (service == NULL)
        return NULL;
      if (!g_ptr_array_find (services, service, NULL))
        g_ptr_array_add (services, g_object_ref (service));
    }
  for (guint i = 0; names[0] == NULL && i < fleet->services->len; i++)
    g_ptr_array_add (services, g_object_ref (g_ptr_array_index (fleet->services, i)));
  return g_steal_pointer (&services);
}

gboolean
hw_fleet_check_trust (HwFleet *fleet, GError **error)
{
  g_autofree char *digest = NULL;

  if (g_atomic_int_get (&fleet->is_trusted))
    return TRUE;
  digest = hw_trust_dup_digest (fleet);
  if (hw_trust_is_remembered (fleet->path, digest))
    {
      g_atomic_int_set (&fleet->is_trusted, TRUE);
      return TRUE;
    }
  hw_set_error (
      error, HW_ERROR_UNTRUSTED,
      _ ("Look at what `headway fleet show` lists, then say `headway fleet trust` (or "
         "--trust for this once)."),
      _ ("%s: its programs and revisions have not been trusted as they are now, so none was "
         "run"),
      fleet->path);
  return FALSE;
}

gboolean
hw_fleet_trust (HwFleet *fleet, GError **error)
{
  g_autofree char *digest = hw_trust_dup_digest (fleet);

  if (!hw_trust_remember (fleet->path, digest, error))
    return FALSE;
  g_atomic_int_set (&fleet->is_trusted, TRUE);
  return TRUE;
}

void
hw_fleet_trust_once (HwFleet *fleet)
{
  g_atomic_int_set (&fleet->is_trusted, TRUE);
}

char *
hw_fleet_dup_keyring_problem (HwFleet *fleet)
{
  gboolean absent;
  g_autofree char *problem = hw_keyring_dup_problem (fleet->keyring, &absent);

  return absent ? NULL : g_steal_pointer (&problem);
}
