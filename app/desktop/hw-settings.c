/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-settings.c: what the window remembers from one time to the next. */

#include "hw-settings.h"

#define SCHEMA "org.headwaydb.Headway"
#define MAX_RECENT 8

gboolean
hw_settings_exist (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  return schema != NULL;
}

GSettings *
hw_settings_get (void)
{
  static GSettings *settings;

  if (settings == NULL)
    settings = g_settings_new (SCHEMA);
  return settings;
}

void
hw_settings_bind_window (GtkWindow *window)
{
  GSettings *settings = hw_settings_get ();

  g_settings_bind (settings, "window-width", window, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", window, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", window, "maximized", G_SETTINGS_BIND_DEFAULT);
}

char *
hw_settings_dup_last_fleet (void)
{
  g_auto (GStrv) recent = g_settings_get_strv (hw_settings_get (), "recent-fleets");

  return g_strdup (recent[0]);
}

void
hw_settings_set_last_fleet (const char *path)
{
  GSettings *settings = hw_settings_get ();
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-fleets");
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (gpointer) path);
  for (guint i = 0; recent[i] != NULL && paths->len < MAX_RECENT; i++)
    if (!g_str_equal (recent[i], path))
      g_ptr_array_add (paths, recent[i]);
  g_ptr_array_add (paths, NULL);
  g_settings_set_strv (settings, "recent-fleets", (const char *const *) paths->pdata);
}
