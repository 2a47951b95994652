/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-fleet.c: the fleet file: what it says, what it must not say, how it is written back; the
 * choice of databases, waves and trust. */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-fleet-edit.h"
#include "hw-fleet-file.h"
#include "hw-fleet.h"

/* A folder with a fleet file and the migrations it names. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

static const char example[] = "# The restaurant\n"
                              "[Fleet]\n"
                              "Name=Restaurant system\n"
                              "\n"
                              "[Environment production]\n"
                              "Protected=true\n"
                              "\n"
                              "[Service order]   \n"
                              "Migrations=services/order\n"
                              "After=auth; customer;\n"
                              "  # indented comment\n"
                              "[Service auth]\n"
                              "Migrations = services/auth\n"
                              "Python=venv/bin/python\n"
                              "[Service customer]\n"
                              "Migrations=services/customer\n"
                              "After=auth\n"
                              "Snapshots=kept\n"
                              "[Database order@local]\n"
                              "Connection=host=localhost dbname=order_db user=order\n"
                              "[Database order@production]\n"
                              "Connection=postgresql://order@db.example:5433/order_db\n"
                              "Tunnel=kubectl port-forward svc/postgres :5432\n"
                              "[Database auth@local]\n"
                              "Connection=dbname=auth\n";

static void
write_text (Fixture *fixture, const char *text, gssize length)
{
  g_assert_true (g_file_set_contents (fixture->path, text, length, NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const services[] = { "order", "auth", "customer" };

  fixture->folder = g_dir_make_tmp ("headway-fleet-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "headway.fleet", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autofree char *folder = g_build_filename (fixture->folder, "services", services[i], NULL);

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    }
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

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static HwFleet *
load (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  HwFleet *fleet;

  write_text (fixture, text, -1);
  fleet = hw_fleet_load (fixture->path, &error);
  g_assert_no_error (error);
  return fleet;
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwFleet) fleet = load (fixture, example);
  g_autofree char *python = g_build_filename (fixture->folder, "venv/bin/python", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL);
  g_autofree char *migrations = g_build_filename (fixture->folder, "services/order", NULL);
  g_autofree char *snapshots = g_build_filename (fixture->folder, "services/snapshots/order", NULL);
  g_autoptr (HwService) first = g_list_model_get_item (G_LIST_MODEL (fleet), 0);
  HwService *auth = hw_fleet_find_service (fleet, "auth");
  HwService *customer = hw_fleet_find_service (fleet, "customer");
  HwDatabase *production = hw_service_find_database (first, "production");

  g_assert_cmpstr (hw_fleet_get_name (fleet), ==, "Restaurant system");
  g_assert_cmpstr (hw_fleet_get_folder (fleet), ==, fixture->folder);
  g_assert_cmpstr (hw_fleet_get_shadow (fleet), ==, "private");
  g_assert_cmpuint (hw_fleet_get_lock_timeout (fleet), ==, 5000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fleet)), ==, 3);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fleet), 3));
  g_assert_cmpstr (hw_service_get_name (first), ==, "order");
  g_assert_cmpstr (hw_service_get_migrations (first), ==, migrations);
  g_assert_cmpstr (hw_service_get_after (first)[0], ==, "auth");
  g_assert_cmpstr (hw_service_get_after (first)[1], ==, "customer");
  g_assert_null (hw_service_get_after (first)[2]);
  /* Three services have their migrations side by side: their snapshots must not meet. */
  g_assert_cmpstr (hw_service_get_snapshots (first), ==, snapshots);
  g_assert_cmpstr (hw_service_get_snapshots (customer), ==, kept);
  g_assert_cmpstr (hw_service_get_python (auth), ==, python);
  g_assert_null (hw_service_get_python (first));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (first)), ==, 2);
  g_assert_cmpstr (hw_database_get_title (production), ==, "order@production");
  g_assert_true (hw_database_is_protected (production));
  g_assert_false (hw_database_is_protected (hw_service_get_database (first, 0)));
  g_assert_true (hw_database_get_service (production) == first);
  g_assert_cmpuint (hw_fleet_get_wave (fleet, auth), ==, 0);
  g_assert_cmpuint (hw_fleet_get_wave (fleet, customer), ==, 1);
  g_assert_cmpuint (hw_fleet_get_wave (fleet, first), ==, 2);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (HwFleet) fleet =
      load (fixture, "\xef\xbb\xbf[Service Bestellung „Süd“ 'x' \"y\"]\r\n"
                     "Migrations=services/order\r\n"
                     "[Database Bestellung „Süd“ 'x' \"y\"@Büro 1]\r\n"
                     "Connection=host='/tmp/a b' dbname='x; DROP TABLE y'\r\n");
  HwDatabase *database = hw_service_get_database (hw_fleet_get_service (fleet, 0), 0);

  g_assert_cmpstr (hw_service_get_name (hw_fleet_get_service (fleet, 0)), ==,
                   "Bestellung „Süd“ 'x' \"y\"");
  g_assert_cmpstr (hw_database_get_environment (database), ==, "Büro 1");
}

/* Each text must be refused in that line, the message must have these words and a remedy. */
static const struct
{
  const char *text;
  guint line; /* 0: no line */
  const char *words;
  const char *hint;
} bad_files[] = {
  { "", 0, "names no service", "headway fleet" },
  { "\n# nothing\n", 0, "names no service", "headway fleet" },
  { "Name=x\n", 1, "before the first group", "[Fleet]" },
  { "[Fleet]\nName\n", 2, "no “=”", "KEY=VALUE" },
  { "[Fleet\n", 1, "no “]”", "[Service order]" },
  { "[]\n", 1, "not the name of a group", "[Service order]" },
  { "[Fleet]\n=x\n", 2, "no key before", "KEY=VALUE" },
  { "[Fleet]\nName=\n", 2, "Name is empty", "leave the line out" },
  { "[Fleet]\nName=a\\qb\n", 2, "backslash", "\\\\" },
  { "[Fleet]\nName=a\nName=b\n", 3, "Name is here a second time; first in line 2", "Keep one" },
  { "[Fleet]\n[Fleet]\n", 2, "second time", "Keep one" },
  { "[Fleet]\nNam=a\n", 2, "no key “Nam”", "Did you mean “Name”?" },
  { "[Fleet]\nColour=a\n", 2, "no key “Colour”", "Name, Shadow" },
  { "[Fleet]\nLockTimeout=soon\n", 2, "not a number", "5000" },
  { "[Fleet]\nShadow=privat\n", 2, "Shadow is “privat”", "private, server" },
  { "[Servce order]\n", 1, "[Servce order]", "Did you mean “Service”?" },
  { "[Colour]\n", 1, "[Colour]", "[Service NAME]" },
  { "[Fleet x]\n", 1, "[Fleet x]", "Fleet" },
  { "[Service a@b]\n", 1, "cannot be the name", "no @" },
  { "[Service ]\n", 1, "cannot be the name", "letter" },
  { "[Database order]\n", 1, "cannot be the name", "[Database order@local]" },
  { "[Environment x]\nProtected=yes\n", 2, "neither true nor false", "true or false" },
  { "[Service a]\n\n", 1, "no Migrations", "alembic.ini" },
  { "[Service a]\nMigrations=services/nowhere\n", 2, "services/nowhere", "relative" },
  { "[Service a]\nMigrations=services/auth\nAfter=a\n", 3, "waits for itself", "After" },
  { "[Service a]\nMigrations=services/auth\nAfter=b;c;b\n"
    "[Service b]\nMigrations=services/auth\n[Service c]\nMigrations=services/auth\n",
    3, "“a” waits for “b” twice", "After" },
  { "[Service a]\nFormat=foo\n", 2, "Format: there is no migration format", "alembic" },
  { "[Service a]\nSnapshots=headway.fleet\n", 2, "no folder", "Name a folder" },
  { "[Service a]\nIgnore=index:\n", 2, "index:", "stands for anything" },
  { "[Service a]\nMigrations=services/auth\nAfter=bb\n[Service b]\nMigrations=services/auth\n", 3,
    "“bb”", "Did you mean “b”?" },
  { "[Service a]\nMigrations=services/auth\nAfter=b\n"
    "[Service b]\nMigrations=services/auth\nAfter=c\n"
    "[Service c]\nMigrations=services/auth\nAfter=a\n",
    3, "circle: a → b → c → a", "After" },
  { "[Service a]\nMigrations=services/auth\nRunner=kubectl 'exec\n", 3, "not a command", "quote" },
  { "[Service order]\nMigrations=services/auth\n[Database ordr@local]\nConnection=dbname=x\n", 3,
    "no [Service ordr]", "Did you mean “order”?" },
  { "[Service order]\nMigrations=services/auth\n[Database order@local]\n", 3, "no Connection",
    "Connection=host" },
  { "[Database order@local]\nConnection=dbname\n", 2, "no connection string", "host=" },
  { "[Database order@local]\nConnection=dbname=x colour=y\n", 2, "colour", "host=" },
  { "[Database order@local]\nConnection=dbname='a b'c colour = y\n", 2, "not each word", "host=" },
  { "[Service a]\nMigrations=\xff\n", 2, "not UTF-8", "UTF-8" },
};

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *place = bad_files[i].line == 0
                                   ? g_strdup_printf ("%s: ", fixture->path)
                                   : g_strdup_printf ("%s:%u: ", fixture->path, bad_files[i].line);

      write_text (fixture, bad_files[i].text, -1);
      g_assert_null (hw_fleet_load (fixture->path, &error));
      g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
      g_test_message ("%s → %s", error->message, hw_error_get_hint (error));
      g_assert_true (g_str_has_prefix (error->message, place));
      g_assert_nonnull (strstr (error->message, bad_files[i].words));
      g_assert_nonnull (strstr (hw_error_get_hint (error), bad_files[i].hint));
    }
}

/* A password, in every form, is refused and never shown. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  static const char *const connections[] = {
    "host=x password=S3CRET",
    "host=x PASSWORD=S3CRET",
    "host=x password = 'S3CRET with space'",
    "host=x password=two S3CRET",
    "host=x sslpassword=S3CRET",
    "postgresql://user:S3CRET@host/db",
    "postgres://user:S3CRET@/db",
    "postgresql://user@host/db?password=S3CRET",
    "postgresql://user:S3CRET@host:bad:port/db",
    "postgresql+psycopg2://user:S3CRET@host/db",
    "postgresql://user:S3CRET %zz@host/db",
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text =
          g_strdup_printf ("[Database a@b]\n# c\nConnection=%s\n", connections[i]);

      write_text (fixture, text, -1);
      g_assert_null (hw_fleet_load (fixture->path, &error));
      g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
      g_test_message ("%s → %s", error->message, hw_error_get_hint (error));
      g_assert_null (strstr (error->message, "S3CRET"));
      g_assert_null (strstr (hw_error_get_hint (error), "S3CRET"));
      g_assert_nonnull (strstr (error->message, ":3: Connection holds a password"));
      g_assert_nonnull (strstr (hw_error_get_hint (error), "headway credentials set"));
    }
}

/* A word that stands alone may be the rest of a password with a space in it. */
static void
test_stray_word (Fixture *fixture, gconstpointer data)
{
  static const char *const connections[] = {
    "host=x 'S3CRET", "host=x S3CRET", "S3CRET host=x", "host=x user='a' 'S3CRET'", "host='S3CRET",
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("[Database a@b]\nConnection=%s\n", connections[i]);

      write_text (fixture, text, -1);
      g_assert_null (hw_fleet_load (fixture->path, &error));
      g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
      g_assert_nonnull (strstr (error->message, "no connection string"));
      g_assert_null (strstr (error->message, "S3CRET"));
    }
}

static void
assert_unreadable (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hw_fleet_load (path, &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (hw_error_get_hint (error));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "none.fleet", NULL);
  g_autofree char *fifo = g_build_filename (fixture->folder, "fifo.fleet", NULL);
  g_autofree char *large = g_malloc (5 * 1024 * 1024);

  assert_unreadable (missing, "cannot be read");
  assert_unreadable (fixture->folder, "folder");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_unreadable (fifo, "not a plain file");
  memset (large, '\n', 5 * 1024 * 1024);
  write_text (fixture, large, 5 * 1024 * 1024);
  assert_unreadable (fixture->path, "too many");
  write_text (fixture, "[Fleet]\nName=a\0b\n", 17);
  assert_unreadable (fixture->path, ":2: ");
  if (geteuid () != 0)
    {
      g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
      assert_unreadable (fixture->path, "cannot be read");
    }
}

static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autofree char *windows = g_strdup ("# c\r\n[Service a]\r\nMigrations=m\r\n# end\r\n\r\n"
                                       "[Service b]\r\nMigrations=n");
  g_autoptr (HwFleetFile) file = NULL;
  g_autofree char *same = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GError) error = NULL;

  file = hw_fleet_file_parse ("x", windows, strlen (windows), &error);
  g_assert_no_error (error);
  same = hw_fleet_file_to_text (file);
  g_assert_cmpstr (same, ==, windows);
  g_assert_cmpstr (hw_fleet_file_get (file, "Service b", "Migrations"), ==, "n");
  g_assert_null (hw_fleet_file_get (file, "Service b", "After"));
  g_assert_null (hw_fleet_file_get (file, "Service c", "Migrations"));
  hw_fleet_file_set (file, "Service a", "After", "b");
  hw_fleet_file_set (file, "Service a", "Migrations", " o\\p\t ");
  hw_fleet_file_set (file, "Database a@local", "Connection", "dbname='a'");
  g_assert_cmpstr (hw_fleet_file_get (file, "Service a", "Migrations"), ==, " o\\p\t ");
  g_assert_true (hw_fleet_file_has_group (file, "Database a@local"));
  changed = hw_fleet_file_to_text (file);
  g_assert_cmpstr (changed, ==,
                   "# c\r\n[Service a]\r\nMigrations=\\so\\\\p\\t\\s\r\nAfter=b\r\n# end\r\n\r\n"
                   "[Service b]\r\nMigrations=n\r\n\r\n[Database a@local]\r\n"
                   "Connection=dbname='a'\r\n");
  g_assert_true (hw_fleet_file_remove (file, "Service a", "After"));
  g_assert_false (hw_fleet_file_remove (file, "Service a", "After"));
  g_assert_true (hw_fleet_file_remove (file, "Service b", NULL));
  g_assert_false (hw_fleet_file_has_group (file, "Service b"));
  g_assert_true (hw_fleet_file_has_group (file, "Database a@local"));
}

/* What GLib itself makes of a value that we wrote. */
static void
test_write_as_glib (void)
{
  static const char *const values[] = { "a", " a b ", "back\\slash", "tab\tend\n", "ü „x“", "a;b" };
  g_autoptr (HwFleetFile) file = hw_fleet_file_parse ("x", "", 0, NULL);
  g_autoptr (GKeyFile) glib = g_key_file_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *key = g_strdup_printf ("Key%u", i);

      hw_fleet_file_set (file, "Fleet", key, values[i]);
    }
  text = hw_fleet_file_to_text (file);
  g_assert_true (g_key_file_load_from_data (glib, text, -1, 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *key = g_strdup_printf ("Key%u", i);
      g_autofree char *value = g_key_file_get_string (glib, "Fleet", key, NULL);

      g_assert_cmpstr (value, ==, values[i]);
      g_assert_cmpstr (hw_fleet_file_get (file, "Fleet", key), ==, values[i]);
    }
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.fleet", NULL);
  g_autoptr (HwFleetFile) file = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  struct stat info;

  write_text (fixture, example, -1);
  g_assert_cmpint (g_chmod (fixture->path, 0664), ==, 0);
  g_assert_cmpint (symlink ("headway.fleet", link), ==, 0);
  file = hw_fleet_file_read (link, &error);
  g_assert_no_error (error);
  hw_fleet_file_set (file, "Fleet", "Name", "New");
  g_assert_true (hw_fleet_file_save (file, link, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0664);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "# The restaurant\n[Fleet]\nName=New\n\n[Environment"));
  g_assert_true (g_str_has_suffix (text, strstr (example, "[Environment")));
  /* Nothing is left beside it. */
  folder = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (folder)) != NULL;)
    g_assert_true (g_strv_contains (
        (const char *const[]){ "headway.fleet", "link.fleet", "services", NULL }, name));
}

static char *
select_titles (HwFleet *fleet, const char *names, const char *environment, GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_autoptr (GPtrArray) databases = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);

  databases = hw_fleet_select (fleet, (const char *const *) (*names == '\0' ? NULL : list),
                               environment, error);
  if (databases == NULL)
    return NULL;
  for (guint i = 0; i < databases->len; i++)
    g_string_append_printf (titles, "%s ",
                            hw_database_get_title (g_ptr_array_index (databases, i)));
  return g_strdup (titles->str);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *names;
    const char *environment;
    const char *expected; /* the titles */
    const char *hint;     /* or, for an error, a part of its hint */
  } cases[] = {
    /* “production” is named first in the file, so it comes first. */
    { "", NULL, "order@production order@local auth@local " },
    { "", "local", "order@local auth@local " },
    { "auth order auth", NULL, "order@production order@local auth@local " },
    { "order@local", NULL, "order@local " },
    { "order@local", "local", "order@local " },
    { "order", "production", "order@production " },
    { "ordr", NULL, NULL, "Did you mean “order”?" },
    { "zzzzzz", NULL, NULL, "order, auth, customer" },
    { "order@lcal", NULL, NULL, "Did you mean “local”?" },
    { "", "produktion", NULL, "Did you mean “production”?" },
    { "auth@production", NULL, NULL, "There is: auth@local." },
    { "customer", NULL, NULL, "[Database customer@local]" },
    { "order@local", "production", NULL, "Leave one" },
  };
  g_autoptr (HwFleet) fleet = load (fixture, example);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *titles = select_titles (fleet, cases[i].names, cases[i].environment, &error);

      g_assert_cmpstr (titles, ==, cases[i].expected);
      if (cases[i].expected == NULL)
        g_assert_nonnull (strstr (hw_error_get_hint (error), cases[i].hint));
    }
}

static void
assert_trust (Fixture *fixture, const char *text, gboolean expected)
{
  g_autoptr (HwFleet) fleet = load (fixture, text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (hw_fleet_check_trust (fleet, &error), ==, expected);
  if (expected)
    g_assert_no_error (error);
  else
    g_assert_error (error, HW_ERROR, HW_ERROR_UNTRUSTED);
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_autoptr (GString) copy = g_string_new (text);

  g_assert_cmpuint (g_string_replace (copy, old, new, 0), ==, 1);
  return g_strdup (copy->str);
}

static void
test_trust (Fixture *fixture, gconstpointer data)
{
  g_autofree char *memory = g_build_filename (g_get_user_state_dir (), "headway/trusted", NULL);
  g_autofree char *other_name = replace (example, "Restaurant system", "Other");
  g_autofree char *other_tunnel = replace (example, "kubectl", "evil");
  g_autofree char *other_python = replace (example, "venv/bin", "evil/bin");
  g_autofree char *other_folder =
      replace (example, "Migrations=services/order", "Migrations=services/auth");
  g_autofree char *copy_path = g_build_filename (fixture->folder, "copy.fleet", NULL);
  g_autoptr (HwFleet) fleet = load (fixture, example);
  g_autoptr (HwFleet) copy = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  assert_trust (fixture, example, FALSE);
  g_assert_true (hw_fleet_trust (fleet, &error));
  g_assert_no_error (error);
  assert_trust (fixture, example, TRUE);
  assert_trust (fixture, other_name, TRUE);
  assert_trust (fixture, other_tunnel, FALSE);
  assert_trust (fixture, other_python, FALSE);
  assert_trust (fixture, other_folder, FALSE);
  g_assert_true (g_file_set_contents (copy_path, example, -1, NULL));
  copy = hw_fleet_load (copy_path, NULL);
  g_assert_false (hw_fleet_check_trust (copy, NULL));
  hw_fleet_trust_once (copy);
  g_assert_true (hw_fleet_check_trust (copy, NULL));
  /* Two are remembered at once, a second trust replaces the first, and only for our eyes. */
  g_assert_true (hw_fleet_trust (copy, NULL));
  assert_trust (fixture, example, TRUE);
  g_assert_cmpint (stat (memory, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_conninfo (void)
{
  g_autofree char *changed = NULL;
  g_autoptr (HwEndpoint) endpoint = NULL;
  g_autoptr (HwEndpoint) several = NULL;
  g_autoptr (HwEndpoint) address = NULL;
  g_autoptr (GError) error = NULL;

  endpoint = hw_conninfo_resolve ("dbname=x user=u", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (endpoint->host, ==, "/from/environment");
  g_assert_cmpstr (endpoint->port, ==, "5432");
  g_assert_cmpstr (endpoint->database, ==, "x");
  several = hw_conninfo_resolve ("postgresql://a:1,b:2/x", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (several->host, ==, "a,b");
  g_assert_cmpstr (several->port, ==, "1,2");
  g_assert_cmpstr (several->user, ==, g_get_user_name ());
  /* Whoever changes only the address gets no password for the name. */
  address = hw_conninfo_resolve ("host=a hostaddr=10.0.0.1 user=u", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (address->host, ==, "a/10.0.0.1");
  g_assert_cmpstr (address->database, ==, "u");
  g_assert_null (hw_conninfo_resolve ("service=nowhere", &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
  changed = hw_conninfo_dup_changed (
      "postgresql://u@h:1/a%20'b", (const char *const[]){ "port", "2", "user", NULL, NULL }, NULL);
  g_assert_cmpstr (changed, ==, "dbname='a \\'b' host=h port=2");
}

static void
test_ignore (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HwFleet) fleet = NULL;
  g_autofree char *text = NULL;
  static const char *const terms[] = { "column:orders.total", "table:\"a;b\"",
                                       "column:orders.total" };

  write_text (fixture, example, -1);
  for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      hw_fleet_edit_ignore (fixture->path, "Database order@local", terms[i], &error);
      g_assert_no_error (error);
    }
  hw_fleet_edit_ignore (fixture->path, "Service auth", "index:*_tmp", &error);
  g_assert_no_error (error);
  g_file_get_contents (fixture->path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "user=order\nIgnore=column:orders.total;table:\"a?b\"\n"));
  g_assert_nonnull (strstr (text, "  # indented comment\n[Service auth]\n"));
  g_assert_nonnull (strstr (text, "Python=venv/bin/python\nIgnore=index:*_tmp\n"));
  fleet = hw_fleet_load (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (hw_database_get_filter (
      hw_service_find_database (hw_fleet_find_service (fleet, "order"), "local")));
  g_assert_nonnull (hw_database_get_filter (
      hw_service_find_database (hw_fleet_find_service (fleet, "auth"), "local")));
  g_assert_null (hw_database_get_filter (
      hw_service_find_database (hw_fleet_find_service (fleet, "order"), "production")));

  /* What would be no good fleet file is not written. */
  g_assert_false (hw_fleet_edit_ignore (fixture->path, "Service auth", "nothing", &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
  g_clear_error (&error);
  g_assert_false (hw_fleet_edit_ignore (fixture->path, "Service auth", "colum:x.y", &error));
  g_assert_error (error, HW_ERROR, HW_ERROR_FLEET_FILE);
  g_assert_nonnull (strstr (hw_error_get_hint (error), "column"));
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("headway-state-XXXXXX", NULL);
  int status;

  setlocale (LC_ALL, "");
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("PGHOST", "/from/environment", TRUE);
  g_unsetenv ("PGPORT");
  g_unsetenv ("PGSERVICE");
  g_unsetenv ("PGHOSTADDR");
  g_unsetenv ("PGUSER");
  g_unsetenv ("PGDATABASE");
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/fleet/load", test_load);
  ADD ("/fleet/names", test_names);
  ADD ("/fleet/errors", test_errors);
  ADD ("/fleet/password", test_password);
  ADD ("/fleet/stray-word", test_stray_word);
  ADD ("/fleet/unreadable", test_unreadable);
  ADD ("/fleet/write", test_write);
  g_test_add_func ("/fleet/write-as-glib", test_write_as_glib);
  ADD ("/fleet/save", test_save);
  ADD ("/fleet/select", test_select);
  ADD ("/fleet/trust", test_trust);
  ADD ("/fleet/ignore", test_ignore);
  g_test_add_func ("/fleet/conninfo", test_conninfo);
  status = g_test_run ();
  remove_tree (state);
  return status;
}
