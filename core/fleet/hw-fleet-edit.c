/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-edit.c: makes and changes fleet files, and leaves alone what it was not asked to change.
 */

#include "hw-fleet-edit.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-file-write.h"
#include "hw-fleet.h"

gboolean
hw_fleet_edit_create (const char *path, const char *text, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  gboolean written;

  if (fd < 0 && errno == EEXIST)
    {
      hw_set_error (error, HW_ERROR_REFUSED,
                    _ ("Add to it with `headway fleet add`, or move it away first."),
                    _ ("%s exists already, and nothing was changed"), path);
      return FALSE;
    }
  written = fd >= 0 && hw_file_write_all (fd, text) && fsync (fd) == 0;
  if (!written)
    hw_set_error (error, HW_ERROR_FAILED,
                  _ ("Check the rights of its folder and the space on the disk."),
                  _ ("%s cannot be written: %s"), path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  if (fd >= 0 && !written)
    unlink (path);
  return written;
}

/* (transfer full): the way from @folder to @target, both absolute. */
static char *
dup_way (const char *folder, const char *target)
{
  g_auto (GStrv) from = g_strsplit (folder + strspn (folder, "/"), "/", -1);
  g_auto (GStrv) to = g_strsplit (target + strspn (target, "/"), "/", -1);
  g_autoptr (GStrvBuilder) way = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  while (from[n] != NULL && to[n] != NULL && g_str_equal (from[n], to[n]))
    n++;
  for (guint i = n; from[i] != NULL; i++)
    g_strv_builder_add (way, "..");
  g_strv_builder_addv (way, (const char **) to + n);
  parts = g_strv_builder_end (way);
  return parts[0] == NULL ? g_strdup (".") : g_strjoinv ("/", parts);
}

char *
hw_fleet_edit_dup_path (const char *file, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (file, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *target = g_canonicalize_filename (path, NULL);
  g_autofree char *way = dup_way (folder, target);
  gboolean is_below = !g_str_equal (way, "..") && !g_str_has_prefix (way, "../");

  return is_below || !g_path_is_absolute (path) ? g_steal_pointer (&way)
                                                : g_steal_pointer (&target);
}

/* The service is there already: only databases can be added to it. */
static gboolean
check_addition (const char *path, const char *group, const HwFleetAddition *addition,
                GError **error)
{
  const char *key = addition->migrations != NULL ? "Migrations"
                    : addition->format != NULL   ? "Format"
                    : addition->after != NULL    ? "After"
                                                 : NULL;
  g_autofree char *hint = NULL;

  if (key != NULL)
    {
      hint = g_strdup_printf (_ ("Change its %s= in the file itself."), key);
      hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s already has a [%s]"), path, group);
      return FALSE;
    }
  if (addition->databases != NULL && addition->databases[0] != NULL)
    return TRUE;
  hw_set_error (error, HW_ERROR_USAGE, _ ("Name a database of it: --database \"ENV=CONNECTION\"."),
                _ ("%s already has a [%s], and there is nothing to add"), path, group);
  return FALSE;
}

static gboolean
add_service (HwFleetFile *file, const char *path, const HwFleetAddition *addition, GError **error)
{
  g_autofree char *group = g_strdup_printf ("Service %s", addition->service);
  g_autofree char *migrations = NULL;

  if (hw_fleet_file_has_group (file, group))
    return check_addition (path, group, addition, error);
  if (addition->migrations == NULL)
    {
      hw_set_error (error, HW_ERROR_USAGE, _ ("Say where its migrations are: --migrations PATH."),
                    _ ("%s has no [%s] yet"), path, group);
      return FALSE;
    }
  migrations = hw_fleet_edit_dup_path (path, addition->migrations);
  hw_fleet_file_set (file, group, "Migrations", migrations);
  if (addition->format != NULL)
    hw_fleet_file_set (file, group, "Format", addition->format);
  if (addition->after != NULL)
    hw_fleet_file_set (file, group, "After", addition->after);
  return TRUE;
}

static gboolean
add_database (HwFleetFile *file, const char *path, const HwFleetAddition *addition,
              const char *database, GError **error)
{
  const char *equals = strchr (database, '=');
  g_autofree char *environment = g_strndup (database, equals == NULL ? 0 : equals - database);
  g_autofree char *group = g_strdup_printf ("Database %s@%s", addition->service, environment);
  g_autoptr (GError) problem = NULL;

  /* What was written is not shown: it may hold a password. */
  if (*environment == '\0')
    {
      hw_set_error (
          error, HW_ERROR_USAGE,
          _ ("Write it like --database \"local=host=localhost dbname=order_db user=order\"."),
          _ ("A database is an environment, = and a connection"));
      return FALSE;
    }
  if (!hw_conninfo_check (equals + 1, &problem))
    {
      hw_set_error (error, HW_ERROR_USAGE, hw_error_get_hint (problem),
                    _ ("The connection for “%s” %s"), environment, problem->message);
      return FALSE;
    }
  if (hw_fleet_file_has_group (file, group))
    {
      hw_set_error (error, HW_ERROR_REFUSED, _ ("Change its Connection= in the file itself."),
                    _ ("%s already has a [%s]"), path, group);
      return FALSE;
    }
  hw_fleet_file_set (file, group, "Connection", equals + 1);
  return TRUE;
}

static HwFleetFile *
read_or_begin (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *name = g_path_get_basename (folder);
  HwFleetFile *file;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return hw_fleet_file_read (path, error);
  file = hw_fleet_file_parse (path, "", 0, error);
  hw_fleet_file_set (file, "Fleet", "Name", name);
  return file;
}

/* What could not be loaded, and read again as it will stand in the file, is not written. */
static gboolean
check_and_save (HwFleetFile *file, const char *path, GError **error)
{
  g_autofree char *text = hw_fleet_file_to_text (file);
  g_autoptr (HwFleet) fleet = hw_fleet_new (file, error);
  g_autoptr (HwFleetFile) again =
      fleet == NULL ? NULL : hw_fleet_file_parse (path, text, strlen (text), error);

  if (again == NULL)
    {
      g_prefix_error (error, _ ("Nothing was written, since it would not be a good fleet file: "));
      return FALSE;
    }
  return hw_fleet_file_save (file, path, error);
}

gboolean
hw_fleet_edit_add (const char *path, const HwFleetAddition *addition, GError **error)
{
  g_autoptr (HwFleetFile) file = read_or_begin (path, error);

  if (file == NULL || !add_service (file, path, addition, error))
    return FALSE;
  for (guint i = 0; addition->databases != NULL && addition->databases[i] != NULL; i++)
    if (!add_database (file, path, addition, addition->databases[i], error))
      return FALSE;
  return check_and_save (file, path, error);
}

gboolean
hw_fleet_edit_ignore (const char *path, const char *group, const char *term, GError **error)
{
  g_autoptr (HwFleetFile) file = hw_fleet_file_read (path, error);
  g_autoptr (GString) pattern = g_string_new (term);
  g_auto (GStrv) terms = NULL;
  g_autofree char *all = NULL;
  const char *value;

  if (file == NULL)
    return FALSE;
  /* It parts the terms; a pattern for it is as good as the sign itself. */
  g_string_replace (pattern, ";", "?", 0);
  value = hw_fleet_file_get (file, group, "Ignore");
  terms = g_strsplit (value != NULL ? value : "", ";", -1);
  if (g_strv_contains ((const char *const *) terms, pattern->str))
    return TRUE;
  all = value != NULL && *value != '\0' ? g_strdup_printf ("%s;%s", value, pattern->str)
                                        : g_strdup (pattern->str);
  hw_fleet_file_set (file, group, "Ignore", all);
  return check_and_save (file, path, error);
}
