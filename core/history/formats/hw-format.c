/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-format.c: the list of migration formats. */

#include "hw-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"

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

const HwFormat *
hw_format_find (const char *name, const char *path, GError **error)
{
  g_autofree char *names = NULL;
  g_autofree char *hint = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (name == NULL ? formats[i]->detect (path) : strcmp (formats[i]->name, name) == 0)
      return formats[i];
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
