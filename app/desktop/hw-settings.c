/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-settings.c: what the window remembers from one time to the next. */

#include "hw-settings.h"

#include <string.h>

#define SCHEMA "org.headwaydb.Headway"
#define RECENT "recent-fleets"
#define MAX_RECENT 8
#define MOST_OF_NAME 24 /* characters that the menu shows */
#define MOST_OF_PATH 30

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
  g_autoptr (GVariant) recent = g_settings_get_value (hw_settings_get (), RECENT);
  char *path = NULL;

  if (g_variant_n_children (recent) > 0)
    g_variant_get_child (recent, 0, "(ss)", &path, NULL);
  return path;
}

void
hw_settings_set_last_fleet (const char *path, const char *name)
{
  g_autoptr (GVariant) recent = g_settings_get_value (hw_settings_get (), RECENT);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *other_path, *other_name;
  guint n = 1;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  g_variant_builder_add (&builder, "(ss)", path, name);
  g_variant_iter_init (&iter, recent);
  while (n < MAX_RECENT && g_variant_iter_next (&iter, "(&s&s)", &other_path, &other_name))
    if (!g_str_equal (other_path, path))
      {
        g_variant_builder_add (&builder, "(ss)", other_path, other_name);
        n++;
      }
  g_settings_set_value (hw_settings_get (), RECENT, g_variant_builder_end (&builder));
}

/* "~/src/shop/headway.fleet" */
static char *
dup_short_path (const char *path)
{
  const char *home = g_get_home_dir ();

  return g_str_has_prefix (path, home) && path[strlen (home)] == '/'
             ? g_strconcat ("~", path + strlen (home), NULL)
             : g_strdup (path);
}

/* @text with its middle left out where it has more than @most characters: a menu is as wide as its
 * longest entry. (transfer full) */
static char *
dup_bounded (const char *text, glong most)
{
  glong n = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (n, most / 2));

  return n <= most ? g_strdup (text)
                   : g_strconcat (start, "…", g_utf8_offset_to_pointer (text, n - most / 2), NULL);
}

static void
fill_menu (GMenu *menu)
{
  g_autoptr (GVariant) recent = g_settings_get_value (hw_settings_get (), RECENT);
  GVariantIter iter;
  const char *path, *name;

  g_menu_remove_all (menu);
  g_variant_iter_init (&iter, recent);
  while (g_variant_iter_next (&iter, "(&s&s)", &path, &name))
    {
      g_autofree char *short_path = dup_short_path (path);
      g_autofree char *bounded_name = dup_bounded (name, MOST_OF_NAME);
      g_autofree char *bounded_path = dup_bounded (short_path, MOST_OF_PATH);
      g_autofree char *label = g_strdup_printf ("%s – %s", bounded_name, bounded_path);
      g_autoptr (GMenuItem) item = NULL;
      g_auto (GStrv) parts = g_strsplit (label, "_", -1);
      g_autofree char *plain = g_strjoinv ("__", parts); /* no mnemonic */

      item = g_menu_item_new (plain, NULL);
      g_menu_item_set_action_and_target (item, "win.open-path", "s", path);
      g_menu_append_item (menu, item);
    }
}

GMenuModel *
hw_settings_new_recent_menu (void)
{
  GMenu *menu = g_menu_new ();

  fill_menu (menu);
  g_signal_connect_object (hw_settings_get (), "changed::" RECENT, G_CALLBACK (fill_menu), menu,
                           G_CONNECT_SWAPPED);
  return G_MENU_MODEL (menu);
}
