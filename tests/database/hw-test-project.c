/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-project.c: a project of one service for tests: files in a fresh folder, and its shadow.
 */

#include "hw-test-project.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw-private-server.h"
#include "hw-server-programs.h"
#include "hw-test-server.h"

/* One start of the shadow server for the whole program, not one for each project. */
static HwPrivateServer *shadow_server;

static void
leave_shadow_server (void)
{
  g_clear_pointer (&shadow_server, hw_private_server_release);
}

void
hw_test_project_prepare (int *argc, char ***argv)
{
  static const char *const names[] = { "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
                                       "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR" };
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  if (g_getenv ("HW_TEST_HOME") == NULL)
    {
      g_autofree char *home = hw_test_server_folder_new ();

      g_setenv ("HW_TEST_HOME", home, TRUE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], g_getenv ("HW_TEST_HOME"), TRUE);
  g_test_init (argc, argv, NULL);
  folder = g_build_filename (g_get_user_cache_dir (), "headway", "server", NULL);
  shadow_server = hw_private_server_acquire (folder, 0, NULL, &error);
  g_assert_no_error (error);
  atexit (leave_shadow_server);
}

HwTestProject *
hw_test_project_new (gboolean alembic)
{
  HwTestProject *project = g_new0 (HwTestProject, 1);
  g_autofree char *template = g_build_filename (g_getenv ("HW_TEST_HOME"), "project-XXXXXX", NULL);

  project->folder = g_strdup (g_mkdtemp (template));
  g_assert_nonnull (project->folder);
  project->fleet_text = g_strdup ("");
  project->service_text = g_strdup ("");
  g_free (hw_server_programs_find (0, &project->major));
  if (alembic)
    {
      hw_test_project_write (project, "alembic.ini",
                             "[alembic]\nscript_location = migrations\nprepend_sys_path = .\n");
      hw_test_project_write (project, "migrations/env.py", "raise SystemExit('never run')\n");
    }
  return project;
}

static void
close_project (HwTestProject *project)
{
  g_clear_pointer (&project->shadow, hw_shadow_free);
  g_clear_object (&project->fleet);
  project->service = NULL;
}

void
hw_test_project_free (HwTestProject *project)
{
  close_project (project);
  g_free (project->fleet_text);
  g_free (project->service_text);
  g_free (project->folder);
  g_free (project);
}

void
hw_test_project_write (HwTestProject *project, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (project->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
hw_test_project_remove (HwTestProject *project, const char *name)
{
  g_autofree char *path = g_build_filename (project->folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
append_body (GString *text, const char *lines)
{
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (text, "    %s\n", parts[i]);
}

void
hw_test_project_revise (HwTestProject *project, const char *id, const char *down, const char *up,
                        const char *downgrade)
{
  g_autoptr (GString) text = g_string_new ("from alembic import op\nimport sqlalchemy as sa\n");
  g_autofree char *name = g_strdup_printf ("migrations/versions/%s.py", id);
  g_auto (GStrv) downs = g_strsplit (down, ",", -1);

  g_string_append_printf (text, "revision = '%s'\ndown_revision = (", id);
  for (guint i = 0; downs[i] != NULL; i++)
    g_string_append_printf (text, "'%s', ", downs[i]);
  g_string_append (text, downs[0] == NULL ? ")\n" : ")\n");
  if (downs[0] == NULL)
    g_string_append (text, "down_revision = None\n");
  g_string_append (text, "def upgrade():\n");
  append_body (text, up);
  g_string_append (text, "def downgrade():\n");
  append_body (text, downgrade != NULL ? downgrade : "pass");
  hw_test_project_write (project, name, text->str);
}

void
hw_test_project_open (HwTestProject *project, gboolean trusted)
{
  g_autofree char *path = g_build_filename (project->folder, "headway.fleet", NULL);
  g_autofree char *ini = g_build_filename (project->folder, "alembic.ini", NULL);
  gboolean alembic = g_file_test (ini, G_FILE_TEST_EXISTS);
  g_autofree char *text = g_strdup_printf (
      "[Fleet]\nName=Test\n%s\n[Service shop]\nMigrations=%s\n%s\n"
      "[Database shop@local]\nConnection=host=/nowhere dbname=shop user=shop\n",
      project->fleet_text, alembic ? "alembic.ini" : "migrations", project->service_text);
  g_autoptr (GError) error = NULL;

  close_project (project);
  hw_test_project_write (project, "headway.fleet", text);
  project->fleet = hw_fleet_load (path, &error);
  g_assert_no_error (error);
  project->service = hw_fleet_get_service (project->fleet, 0);
  if (trusted)
    hw_fleet_trust_once (project->fleet);
  project->shadow = hw_shadow_new (project->fleet);
}

void
hw_test_project_empty_cache (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "headway", "schemas", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

HwSchema *
hw_test_project_get (HwTestProject *project, const char *version, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (version, ",", -1);

  return hw_shadow_get_expected (project->shadow, project->service, (const char *const *) ids,
                                 project->major, NULL, NULL, NULL, error);
}

HwSchema *
hw_test_project_expect (HwTestProject *project, const char *version)
{
  g_autoptr (GError) error = NULL;
  HwSchema *schema = hw_test_project_get (project, version, &error);

  g_assert_no_error (error);
  g_assert_nonnull (schema);
  return schema;
}

HwRecording *
hw_test_project_record (HwTestProject *project, const char *revision, GError **error)
{
  return hw_shadow_get_recording (project->shadow, project->service, revision, project->major, NULL,
                                  NULL, NULL, error);
}

gboolean
hw_test_schema_has (HwSchema *schema, const char *kind, const char *name)
{
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      const HwObject *object = hw_schema_get_object (schema, i);

      if (g_str_equal (hw_object_get_kind_name (object), kind) &&
          g_strcmp0 (hw_object_get_name (object), name) == 0)
        return TRUE;
    }
  return FALSE;
}

void
hw_test_assert_error (const GError *error, HwError code, const char *message, const char *hint)
{
  g_assert_nonnull (error);
  if (error->domain != HW_ERROR || error->code != (int) code ||
      strstr (error->message, message) == NULL ||
      (hint != NULL && strstr (hw_error_get_hint (error), hint) == NULL))
    g_error ("not the error that was expected: %s %d: %s\n%s", g_quark_to_string (error->domain),
             error->code, error->message,
             error->domain == HW_ERROR ? hw_error_get_hint (error) : "");
}
