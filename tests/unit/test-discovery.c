/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-discovery.c: which services are found below a folder, and what a first fleet file says. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "hw-discovery.h"
#include "hw-error.h"
#include "hw-fleet.h"

static char *root;

static void
put (const char *path, const char *text)
{
  g_autofree char *file = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

/* Every service on a line: name, migrations, connection, where that came from. */
static char *
describe (GPtrArray *services)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < services->len; i++)
    {
      const HwFoundService *service = g_ptr_array_index (services, i);

      g_string_append_printf (text, "%s | %s | %s | %s\n", service->name, service->migrations,
                              service->conninfo, service->source ? service->source : "-");
    }
  return g_string_free (text, FALSE);
}

static void
make_project (void)
{
  g_autofree char *link = g_build_filename (root, "services/link", NULL);

  put ("services/order/alembic.ini",
       "[alembic]\n# sqlalchemy.url = postgresql://old@x/old\n"
       "sqlalchemy.url = postgresql+psycopg2://order:S3CR%%40ET@db.local:5433/order_db\n");
  put ("services/order/alembic/env.py", "");
  put ("services/order/alembic/versions/001_a.py", "");
  put ("services/order/data/001_rows.sql", "");
  put ("services/auth/db/alembic.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname\n");
  put ("services/auth/db/.env",
       "export DATABASE_URL='postgres://auth:S3CRET@/auth?async_fallback=1'\n");
  put ("services/customer/migrations/0001_init.sql", "");
  put ("services/customer/migrations/0002_more.sql", "");
  put ("services/customer/.env",
       "POSTGRES_PASSWORD=S3CRET\nPOSTGRES_DB=customers\nPOSTGRES_USER=c\nPOSTGRES_PORT=${PORT}\n");
  put ("services/menu/alembic/env.py", "");
  put ("services/menu/alembic/versions/a.py", "");
  put ("other/order/sql/1_x.up.sql", "");
  put ("node_modules/x/migrations/001_x.sql", "");
  put (".venv/lib/alembic.ini", "");
  put ("tests/alembic.ini", "");
  put ("reports/sales.sql", "");
  g_assert_cmpint (symlink ("order", link), ==, 0);
}

static void
test_find (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) services = NULL;
  g_autofree char *text = NULL;

  make_project ();
  services = hw_discovery_find (root, NULL, &error);
  g_assert_no_error (error);
  text = describe (services);
  g_assert_cmpstr (
      text, ==,
      "other-order | other/order/sql | host=localhost dbname=other-order | -\n"
      "auth | services/auth/db/alembic.ini | dbname=auth user=auth | services/auth/db/.env\n"
      "customer | services/customer/migrations | host=localhost dbname=customers user=c | "
      "services/customer/.env\n"
      "menu | services/menu/alembic | host=localhost dbname=menu | -\n"
      "services-order | services/order/alembic.ini | host=db.local port=5433 dbname=order_db "
      "user=order | services/order/alembic.ini\n");
}

/* Deep in packages, where the nearest folders are called alike. */
static void
test_names (void)
{
  static const char *const names[] = { "shop", "shop-hash", "shop-v1", "till", "lone", NULL };
  static const char *const folders[] = { "a/lib/shop/db/alembic",
                                         "a/lib/shop/rates/hash/alembic",
                                         "a/lib/shop/storage/v1/sql",
                                         "b/lib/till/common/alembic",
                                         "c/lone/alembic",
                                         NULL };
  g_autofree char *packages = g_build_filename (root, "packages", NULL);
  g_autoptr (GPtrArray) services = NULL;

  put ("packages/a/lib/shop/__init__.py", "");
  put ("packages/a/lib/shop/rates/hash/__init__.py", "");
  put ("packages/b/lib/till/__init__.py", "");
  put ("packages/b/lib/till/common/__init__.py", "");
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *ini = g_build_filename ("packages", folders[i], "alembic.ini", NULL);

      put (ini, "[alembic]\nscript_location = %(here)s\n");
    }
  services = hw_discovery_find (packages, NULL, NULL);
  g_assert_cmpuint (services->len, ==, g_strv_length ((GStrv) names));
  for (guint i = 0; i < services->len; i++)
    g_assert_cmpstr (((const HwFoundService *) g_ptr_array_index (services, i))->name, ==,
                     names[i]);
}

static void
test_file (void)
{
  g_autoptr (GPtrArray) services = hw_discovery_find (root, NULL, NULL);
  g_autofree char *text = hw_discovery_to_text (services, "My fleet", "local");
  g_autofree char *path = g_build_filename (root, "headway.fleet", NULL);
  g_autoptr (HwFleet) fleet = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (strstr (text, "S3CR"));
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fleet = hw_fleet_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hw_fleet_get_name (fleet), ==, "My fleet");
  g_assert_cmpuint (hw_fleet_get_n_services (fleet), ==, 5);
  g_assert_cmpstr (
      hw_database_get_conninfo (hw_service_get_database (hw_fleet_find_service (fleet, "menu"), 0)),
      ==, "host=localhost dbname=menu");
}

static void
test_nothing (void)
{
  g_autofree char *empty = g_build_filename (root, "reports", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_discovery_find (empty, NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (hw_error_get_hint (error), "headway fleet add"));
  g_clear_error (&error);
  g_assert_null (hw_discovery_find ("/nowhere/at/all", NULL, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  root = g_dir_make_tmp ("headway-discovery-XXXXXX", NULL);
  g_test_add_func ("/discovery/find", test_find);
  g_test_add_func ("/discovery/file", test_file);
  g_test_add_func ("/discovery/names", test_names);
  g_test_add_func ("/discovery/nothing", test_nothing);
  status = g_test_run ();
  remove_tree (root);
  g_free (root);
  return status;
}
