/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-config.c: where an Alembic project keeps its revisions, and how it names them.
 *
 * Source: Alembic's tutorial, "Editing the .ini File", and how 1.8 and 1.16 read it. */

#include "hw-alembic-config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "hw-error.h"
#include "hw-ini.h"

/* How far above a script folder its alembic.ini may be, and above that the project's folder. */
#define MAX_LEVELS_UP 8

void
hw_alembic_config_free (HwAlembicConfig *config)
{
  g_strfreev (config->locations);
  g_strfreev (config->python_path);
  g_free (config->package_root);
  g_free (config->file_template);
  g_free (config->timezone);
  g_free (config);
}

static gboolean
has (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
is_same_folder (const char *a, const char *b)
{
  GStatBuf x, y;

  return g_stat (a, &x) == 0 && g_stat (b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Splits at any of @separators; blanks around a part go, empty parts too. */
static GStrv
split (const char *text, const char *separators)
{
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (out, parts[i]);
  return g_strv_builder_end (out);
}

/* The characters that the ini's own word for a path separator means; @legacy when it says none.
 * NULL for a word that means nothing. */
static const char *
separators_of (const char *word, const char *legacy)
{
  static const char *const meanings[][2] = {
    { "space", " \n" }, { "newline", "\n" }, { "os", ":" }, { ":", ":" }, { ";", ";" },
  };

  if (word == NULL)
    return legacy;
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (strcmp (word, meanings[i][0]) == 0)
      return meanings[i][1];
  return NULL;
}

/* (transfer full) (nullable): the folder @location in @here, or in the nearest folder above that
 * has one; in each of them also in @below (nullable). */
static char *
find_folder (const char *here, const char *below, const char *location)
{
  g_autofree char *folder = g_strdup (here);

  for (guint level = 0; level <= MAX_LEVELS_UP; level++)
    {
      g_autofree char *path = g_canonicalize_filename (location, folder);
      g_autofree char *inner =
          below == NULL ? NULL : g_build_filename (folder, below, location, NULL);
      char *above = g_path_get_dirname (folder);

      g_free (folder);
      folder = above;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
      if (inner != NULL && g_file_test (inner, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&inner);
    }
  return NULL;
}

/* (transfer full): where @location is. Alembic counts from the folder that it is called in, which
 * for an ini file deep in a package is one above; "package:folder" is looked for where Python
 * would, and there too. */
static char *
resolve_location (const HwAlembicConfig *config, const char *ini, const char *here,
                  const char *location, GError **error)
{
  g_auto (GStrv) tokens = g_strsplit (location, ":", -1);
  g_auto (GStrv) package = NULL;
  g_autofree char *package_path = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *relative = NULL;
  char *found;

  if (g_path_is_absolute (location) || tokens[1] == NULL)
    {
      found = find_folder (here, NULL, location);
      return found != NULL ? found : g_canonicalize_filename (location, here);
    }
  package = g_strsplit (tokens[0], ".", -1);
  package_path = g_build_filenamev (package);
  rest = g_build_filenamev (tokens + 1);
  relative = g_build_filename (package_path, rest, NULL);
  for (guint i = 0; config->python_path[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (config->python_path[i], relative, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&path);
    }
  found = find_folder (here, "src", relative);
  if (found != NULL)
    return found;
  hw_set_error (
      error, HW_ERROR_HISTORY,
      _ ("Write the folder instead of the package, or name its parent in prepend_sys_path."),
      _ ("%s: no folder found for the package location %s"), ini, location);
  return NULL;
}

static gboolean
read_python_path (HwAlembicConfig *config, HwIni *ini, const char *here, const char *word,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = hw_ini_dup (ini, "prepend_sys_path", &local);
  const char *separators = separators_of (word, " ,:\n");

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  config->python_path = split (text == NULL ? "" : text, separators == NULL ? " ,:\n" : separators);
  for (guint i = 0; config->python_path[i] != NULL; i++)
    {
      char *path = g_canonicalize_filename (config->python_path[i], here);

      g_free (config->python_path[i]);
      config->python_path[i] = path;
    }
  return TRUE;
}

/* version_locations, or "versions" in the script folder. Those that do not exist are left out, as
 * Alembic does, unless none is left. */
static gboolean
read_locations (HwAlembicConfig *config, const char *path, const char *here,
                const char *script_location, const char *version_locations, const char *separators,
                GError **error)
{
  g_autofree char *script = resolve_location (config, path, here, script_location, error);
  g_auto (GStrv) names = split (version_locations == NULL ? "" : version_locations, separators);
  g_autoptr (GStrvBuilder) out = g_strv_builder_new ();
  g_autofree char *versions = NULL;

  if (script == NULL)
    return FALSE;
  versions = g_build_filename (script, "versions", NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *location = resolve_location (config, path, here, names[i], error);

      if (location == NULL)
        return FALSE;
      if (g_file_test (location, G_FILE_TEST_IS_DIR))
        g_strv_builder_add (out, location);
    }
  if (names[0] == NULL && g_file_test (versions, G_FILE_TEST_IS_DIR))
    g_strv_builder_add (out, versions);
  config->locations = g_strv_builder_end (out);
  if (config->locations[0] != NULL)
    return TRUE;
  hw_set_error (error, HW_ERROR_HISTORY,
                _ ("Make that folder, or mend script_location or version_locations."),
                _ ("%s: the folder of revisions %s does not exist"), path,
                names[0] == NULL ? versions : version_locations);
  return FALSE;
}

static HwAlembicConfig *
load_ini (const char *path, GError **error)
{
  g_autoptr (HwIni) ini = hw_ini_load (path, "alembic", error);
  g_autoptr (HwAlembicConfig) config = NULL;
  g_autofree char *here = g_path_get_dirname (path);
  enum
  {
    SCRIPT,
    VERSIONS,
    SEPARATOR,
    OLD_SEPARATOR,
    TEMPLATE,
    TIMEZONE,
    SLUG,
    RECURSIVE,
    N_KEYS
  };
  static const char *const keys[] = { "script_location",      "version_locations",
                                      "path_separator",       "version_path_separator",
                                      "file_template",        "timezone",
                                      "truncate_slug_length", "recursive_version_locations" };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const char *word, *separators, *slug;

  if (ini == NULL)
    return NULL;
  for (guint i = 0; i < N_KEYS; i++)
    {
      g_autoptr (GError) local = NULL;

      g_ptr_array_add (values, hw_ini_dup (ini, keys[i], &local));
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  word = values->pdata[SEPARATOR] != NULL ? values->pdata[SEPARATOR] : values->pdata[OLD_SEPARATOR];
  /* Alembic looks at the word only when there is something to part, and its own template of years
   * has a remark behind it. */
  separators = separators_of (values->pdata[VERSIONS] == NULL ? NULL : word, " ,\n");
  if (separators == NULL || values->pdata[SCRIPT] == NULL)
    {
      hw_set_error (error, HW_ERROR_HISTORY,
                    separators == NULL ? _ ("Write space, newline, os, \":\" or \";\".")
                                       : _ ("Write script_location = FOLDER under [alembic]."),
                    separators == NULL ? _ ("%s: path separator \"%s\" means nothing")
                                       : _ ("%s: there is no script_location"),
                    path, word);
      return NULL;
    }
  config = g_new0 (HwAlembicConfig, 1);
  if (!read_python_path (config, ini, here, values->pdata[SEPARATOR], error) ||
      !read_locations (config, path, here, values->pdata[SCRIPT], values->pdata[VERSIONS],
                       separators, error))
    return NULL;
  config->recursive = g_strcmp0 (values->pdata[RECURSIVE], "true") == 0;
  config->file_template = g_strdup (values->pdata[TEMPLATE]);
  config->timezone = g_strdup (values->pdata[TIMEZONE]);
  slug = values->pdata[SLUG];
  config->slug_length = slug == NULL ? 0 : (guint) strtoul (slug, NULL, 10);
  return g_steal_pointer (&config);
}

/* (nullable): that of the nearest alembic.ini above whose revisions are those of @folder. */
static HwAlembicConfig *
find_above (const char *folder, const char *versions)
{
  g_autofree char *above = g_path_get_dirname (folder);

  for (guint level = 0; level < MAX_LEVELS_UP; level++)
    {
      g_autofree char *ini = g_build_filename (above, "alembic.ini", NULL);
      g_autoptr (HwAlembicConfig) config =
          g_file_test (ini, G_FILE_TEST_EXISTS) ? load_ini (ini, NULL) : NULL;
      char *next = g_path_get_dirname (above);

      for (guint i = 0; config != NULL && config->locations[i] != NULL; i++)
        if (is_same_folder (config->locations[i], versions))
          {
            g_free (next);
            return g_steal_pointer (&config);
          }
      g_free (above);
      above = next;
    }
  return NULL;
}

static HwAlembicConfig *
load_folder (const char *folder, GError **error)
{
  g_autofree char *ini = g_build_filename (folder, "alembic.ini", NULL);
  g_autofree char *inner = g_build_filename (folder, "versions", NULL);
  gboolean is_script = g_file_test (inner, G_FILE_TEST_IS_DIR);
  const char *versions = is_script ? inner : folder;
  HwAlembicConfig *config;

  if (g_file_test (ini, G_FILE_TEST_EXISTS))
    return load_ini (ini, error);
  if (!is_script && has (folder, "env.py"))
    {
      hw_set_error (error, HW_ERROR_HISTORY,
                    _ ("Make the folder, or name the alembic.ini whose version_locations say where "
                       "the revisions are."),
                    _ ("%s: there is no folder \"versions\""), folder);
      return NULL;
    }
  config = find_above (folder, versions);
  if (config == NULL)
    {
      g_autofree char *script = is_script ? g_strdup (folder) : g_path_get_dirname (folder);

      config = g_new0 (HwAlembicConfig, 1);
      config->locations = g_new0 (char *, 2);
      config->locations[0] = g_strdup (versions);
      config->python_path = g_new0 (char *, 2);
      config->python_path[0] = g_path_get_dirname (script);
    }
  return config;
}

/* (transfer full) (nullable): the folder above the outermost package that @folder lies in; the
 * script folder between them is often no package. */
static char *
find_package_root (const char *folder)
{
  g_autofree char *inner = g_strdup (folder);
  char *root = NULL;

  for (guint level = 0; level < MAX_LEVELS_UP; level++)
    {
      g_autofree char *above = g_path_get_dirname (inner);

      if (has (inner, "__init__.py") && !has (above, "__init__.py"))
        {
          g_free (root);
          root = g_strdup (above);
        }
      g_free (inner);
      inner = g_steal_pointer (&above);
    }
  return root;
}

HwAlembicConfig *
hw_alembic_config_load (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  HwAlembicConfig *config = g_file_test (absolute, G_FILE_TEST_IS_DIR)
                                ? load_folder (absolute, error)
                                : load_ini (absolute, error);

  if (config == NULL)
    return NULL;
  config->package_root = find_package_root (config->locations[0]);
  if (config->file_template == NULL)
    config->file_template = g_strdup ("%(rev)s_%(slug)s");
  if (config->slug_length == 0)
    config->slug_length = 40;
  return config;
}

static gboolean
holds_python_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".py") && !g_str_has_prefix (name, "__init__"))
      return TRUE;
  return FALSE;
}

gboolean
hw_alembic_config_is_surely_here (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_str_has_suffix (path, ".ini") || g_str_has_suffix (path, ".cfg");
  return has (path, "alembic.ini") || has (path, "env.py") || has (path, "script.py.mako");
}

gboolean
hw_alembic_config_is_here (const char *path)
{
  return hw_alembic_config_is_surely_here (path) || has (path, "versions") ||
         holds_python_files (path);
}
