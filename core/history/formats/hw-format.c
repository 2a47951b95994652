/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-format.c: the list of migration formats. */

#include "hw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-alembic-config.h"
#include "hw-error.h"
#include "hw-foreign.h"

/* Those with the surest marks first. */
static const HwFormat *const formats[] = {
  &hw_format_alembic,
  &hw_format_golang_migrate,
  &hw_format_sql,
};

static char *
dup_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", formats[i]->name);
  return g_strdup (names->str);
}

/* (nullable): the first whose marks are at @path. */
static const HwFormat *
detect (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->detect (path))
      return formats[i];
  return NULL;
}

/* Whether no other tool has marks like these. */
static gboolean
is_sure (const HwFormat *format, const char *path)
{
  return format == &hw_format_golang_migrate ||
         (format == &hw_format_alembic && hw_alembic_config_is_surely_here (path));
}

static const HwFormat *
find_by_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

const HwFormat *
hw_format_find (const char *name, const char *path, GError **error)
{
  const HwFormat *format = name == NULL ? detect (path) : find_by_name (name);
  g_autofree char *names = NULL;
  g_autofree char *hint = NULL;

  if (name == NULL && !is_sure (format, path) && !hw_foreign_check_folder (path, error))
    return NULL;
  if (format != NULL)
    return format;
  names = dup_names ();
  if (name != NULL)
    {
      hint = g_strdup_printf (_ ("Write one of: %s."), names);
      hw_set_error (error, HW_ERROR_HISTORY, hint, _ ("there is no migration format \"%s\""), name);
      return NULL;
    }
  hint = g_strdup_printf (_ ("Name an alembic.ini, or a folder of files like 001_name.sql; or say "
                             "which format it is with Format= (%s)."),
                          names);
  hw_set_error (error, HW_ERROR_HISTORY, hint, _ ("%s: no migrations are recognized here"), path);
  return NULL;
}
