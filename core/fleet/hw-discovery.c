/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-discovery.c: finds the services below a folder, for a first fleet file. */

#include "hw-discovery.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-file-read.h"
#include "hw-fleet-file.h"
#include "hw-name.h"
#include "hw-service-name.h"

/* Deeper than any project that keeps its migrations where people find them. */
#define MAX_DEPTH 12

/* Folders of other people's code, of what was built, and of tests. */
static const char *const passed_over[] = {
  "__pycache__",  "build",         "dist",   "env",        "fixtures",
  "node_modules", "site-packages", "target", "test",       "testdata",
  "tests",        "vendor",        "venv",   "virtualenv", NULL,
};

typedef struct
{
  const char *root;
  GPtrArray *services;
  GPtrArray *folders; /* of char*: of each service, relative */
  GCancellable *cancellable;
} Search;

void
hw_found_service_free (HwFoundService *service)
{
  g_free (service->name);
  g_free (service->migrations);
  g_free (service->conninfo);
  g_free (service->source);
  g_free (service);
}

/* @path below the root, as the fleet file writes it. */
static char *
dup_relative (Search *search, const char *path)
{
  const char *relative = path + strlen (search->root);

  relative += strspn (relative, "/");
  return g_strdup (*relative == '\0' ? "." : relative);
}

/* The value of "KEY = VALUE" or "KEY: VALUE" in one of the lines; quotes around it are dropped.
 * Enough of ini, .env and compose files for a guess. */
static char *
find_value (const char *text, const char *key)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      char *value;
      size_t length;

      if (g_str_has_prefix (line, "export "))
        line = g_strchug (line + strlen ("export "));
      if (!g_str_has_prefix (line, key))
        continue;
      value = g_strchug (line + strlen (key));
      if (*value != '=' && *value != ':')
        continue;
      value = g_strchug (value + 1);
      length = strlen (value);
      if (length > 1 && strchr ("\"'", value[0]) != NULL && value[length - 1] == value[0])
        {
          value[length - 1] = '\0';
          value++;
        }
      return *value == '\0' ? NULL : g_strdup (value);
    }
  return NULL;
}

/* SQLAlchemy's URL as key words, without driver and password; NULL when it is no PostgreSQL URL or
 * is put together elsewhere. */
static char *
convert_url (const char *url)
{
  static const char *const keywords[] = { "host", "port", "dbname", "user", "sslmode" };
  const char *scheme_end = strstr (url, "://");
  g_autofree char *plain = NULL;
  g_autoptr (GString) conninfo = g_string_new (NULL);

  if (scheme_end == NULL || !g_str_has_prefix (url, "postgres") || strstr (url, "%(") != NULL ||
      strpbrk (url, "${}") != NULL)
    return NULL;
  plain = g_strconcat ("postgresql", scheme_end, NULL);
  /* What SQLAlchemy's drivers know and libpq does not stands behind the question mark. */
  if (strchr (plain, '?') != NULL && !hw_conninfo_is_valid (plain))
    *strchr (plain, '?') = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      g_autofree char *value = hw_conninfo_dup_value (plain, keywords[i]);

      if (value != NULL)
        hw_conninfo_append (conninfo, keywords[i], value);
    }
  return conninfo->len > 0 ? g_strdup (conninfo->str) : NULL;
}

static char *
guess_from_ini (const char *text)
{
  g_autofree char *url = find_value (text, "sqlalchemy.url");
  g_autoptr (GString) plain = NULL;

  if (url == NULL)
    return NULL;
  /* An ini file doubles its percent signs. */
  plain = g_string_new (url);
  g_string_replace (plain, "%%", "%", 0);
  return convert_url (plain->str);
}

static char *
guess_from_environment (const char *text)
{
  static const char *const keys[][2] = {
    { "host", "POSTGRES_HOST" },
    { "port", "POSTGRES_PORT" },
    { "dbname", "POSTGRES_DB" },
    { "user", "POSTGRES_USER" },
  };
  g_autofree char *url = find_value (text, "DATABASE_URL");
  g_autofree char *database = find_value (text, "POSTGRES_DB");
  g_autoptr (GString) conninfo = g_string_new (NULL);

  if (url != NULL)
    return convert_url (url);
  if (database == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = find_value (text, keys[i][1]);

      if (value != NULL && strpbrk (value, "${}") == NULL)
        hw_conninfo_append (conninfo, keys[i][0], value);
      else if (i == 0)
        hw_conninfo_append (conninfo, "host", "localhost");
    }
  return g_strdup (conninfo->str);
}

static void
guess_connection (Search *search, HwFoundService *service, const char *folder, const char *file,
                  char *(*guess) (const char *text))
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;

  if (service->conninfo != NULL || !hw_file_read (path, &text, NULL, NULL) ||
      !g_utf8_validate (text, -1, NULL))
    return;
  service->conninfo = guess (text);
  if (service->conninfo != NULL)
    service->source = dup_relative (search, path);
}

/* @file is NULL where the folder itself holds the migrations. */
static void
add_service (Search *search, const char *folder, const char *file)
{
  HwFoundService *service = g_new0 (HwFoundService, 1);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);

  service->migrations = dup_relative (search, path);
  guess_connection (search, service, folder, "alembic.ini", guess_from_ini);
  guess_connection (search, service, folder, ".env", guess_from_environment);
  if (g_str_has_prefix (folder, search->root) && !g_str_equal (folder, search->root))
    guess_connection (search, service, parent, ".env", guess_from_environment);
  g_ptr_array_add (search->services, service);
  g_ptr_array_add (search->folders, dup_relative (search, folder));
}

static gboolean
is_numbered_sql (const char *name)
{
  return g_ascii_isdigit (name[0]) && g_str_has_suffix (name, ".sql");
}

/* The names in @folder, sorted as people count; none when it cannot be read. */
static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_utf8_validate (name, -1, NULL))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, hw_name_compare_indirect);
  return names;
}

static gboolean
has (const char *folder, const char *name, GFileTest test)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, test);
}

/* @in_alembic: below an alembic.ini .sql files are its own data, not a service. */
static void
search_folder (Search *search, const char *folder, guint depth, gboolean in_alembic)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  gboolean has_ini = has (folder, "alembic.ini", G_FILE_TEST_IS_REGULAR);
  gboolean has_sql = FALSE;

  if (depth > MAX_DEPTH || g_cancellable_is_cancelled (search->cancellable))
    return;
  for (guint i = 0; i < names->len; i++)
    has_sql = has_sql || is_numbered_sql (g_ptr_array_index (names, i));
  if (has_ini)
    add_service (search, folder, "alembic.ini");
  else if (!in_alembic && (has_sql || (has (folder, "env.py", G_FILE_TEST_IS_REGULAR) &&
                                       has (folder, "versions", G_FILE_TEST_IS_DIR))))
    {
      add_service (search, folder, NULL);
      return;
    }
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && !g_strv_contains (passed_over, name) &&
          g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        search_folder (search, path, depth + 1, in_alembic || has_ini);
    }
}

static void
guess_by_name (HwFoundService *service)
{
  g_autoptr (GString) conninfo = g_string_new ("host=localhost");

  if (service->conninfo != NULL)
    return;
  hw_conninfo_append (conninfo, "dbname", service->name);
  service->conninfo = g_strdup (conninfo->str);
}

GPtrArray *
hw_discovery_find (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *root = g_canonicalize_filename (folder, NULL);
  g_autoptr (GPtrArray) services =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hw_found_service_free);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_auto (GStrv) names = NULL;
  Search search = { root, services, folders, cancellable };

  if (!g_file_test (root, G_FILE_TEST_IS_DIR))
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND, _ ("Name the folder that the services are in."),
                    _ ("%s is no folder"), folder);
      return NULL;
    }
  search_folder (&search, root, 0, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (services->len == 0)
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND,
                    _ ("Name them yourself: headway fleet add SERVICE --migrations PATH"),
                    _ ("No alembic.ini and no folder of numbered .sql files was found in %s"),
                    folder);
      return NULL;
    }
  names = hw_service_name_dup_all (root, (const char *const *) folders->pdata);
  for (guint i = 0; i < services->len; i++)
    {
      HwFoundService *service = g_ptr_array_index (services, i);

      service->name = g_strdup (names[i]);
      guess_by_name (service);
    }
  return g_steal_pointer (&services);
}

static const char file_head[] =
    "# The fleet: which services there are, where their migrations are, and their databases.\n"
    "# Paths are relative to this file. Passwords do not belong here: `headway credentials set`\n"
    "# keeps them in the keyring. Look at each Connection: it was guessed.\n"
    "#\n"
    "# More keys, for example:\n"
    "#   [Service order]\n"
    "#   After=auth;restaurant\n"
    "#   [Environment production]\n"
    "#   Protected=true\n"
    "#   [Database order@production]\n"
    "#   Connection=host=127.0.0.1 dbname=order_db user=order sslmode=verify-full\n"
    "#   Tunnel=kubectl -n shop port-forward svc/postgres :5432\n\n";

char *
hw_discovery_to_text (GPtrArray *services, const char *name, const char *environment)
{
  g_autoptr (HwFleetFile) file = hw_fleet_file_parse ("", "", 0, NULL);
  g_autofree char *body = NULL;

  hw_fleet_file_set (file, "Fleet", "Name", name);
  for (guint i = 0; i < services->len; i++)
    {
      const HwFoundService *service = g_ptr_array_index (services, i);
      g_autofree char *service_group = g_strdup_printf ("Service %s", service->name);
      g_autofree char *database_group =
          g_strdup_printf ("Database %s@%s", service->name, environment);

      hw_fleet_file_set (file, service_group, "Migrations", service->migrations);
      hw_fleet_file_set (file, database_group, "Connection", service->conninfo);
    }
  body = hw_fleet_file_to_text (file);
  return g_strconcat (file_head, body, NULL);
}
