/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-owned-schemas.c: the schemas that the revisions of a history make or drop themselves. */

#include "hw-owned-schemas.h"

/* The name of a schema that a text makes or drops, or nothing where it is put together; before it,
 * whether that schema may be there already. In SQL, also as a string of Python, and in calls. */
#define STATEMENT                                                                                  \
  "(?|\\bcreate\\s+schema\\s++(if\\s+not\\s+exists\\s++)?+(?:authorization\\s++)?+"                \
  "(?:\\\\?\")?+([\\w$]*)"                                                                         \
  "|\\bdrop\\s+schema\\s++(?:if\\s+exists\\s++)?+()(?:\\\\?\")?+([\\w$]*)"                         \
  "|\\b(?:create|drop)schema\\s*\\((?=([^)]*if_not_exists)?)\\s*+(?:name\\s*=\\s*+)?+"             \
  "(?|['\"]([\\w$]+)|()))"
#define QUOTED "['\"]([\\w$]+)['\"]"

/* A name in lower case → whether it is never there before. */
struct _HwOwnedSchemas
{
  GRegex *statement;
  GRegex *quoted;
  GHashTable *names;
};

static void
add (HwOwnedSchemas *owned, const char *name, gboolean surely)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (surely || !g_hash_table_contains (owned->names, lower))
    g_hash_table_replace (owned->names, g_steal_pointer (&lower), GINT_TO_POINTER (surely));
}

/* A name that is put together is taken to be one of those that stand in the same file. */
static void
add_quoted (HwOwnedSchemas *owned, const char *text, gboolean surely)
{
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (owned->quoted, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);

      add (owned, name, surely);
    }
}

static void
add_file (HwOwnedSchemas *owned, const char *file)
{
  g_autofree char *text = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (file == NULL || !g_file_get_contents (file, &text, NULL, NULL))
    return;
  for (g_regex_match (owned->statement, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *condition = g_match_info_fetch (match, 1);
      g_autofree char *name = g_match_info_fetch (match, 2);
      gboolean surely = condition[0] == '\0';

      if (name[0] != '\0')
        add (owned, name, surely);
      else
        add_quoted (owned, text, surely);
    }
}

HwOwnedSchemas *
hw_owned_schemas_new (HwHistory *history)
{
  HwOwnedSchemas *owned = g_new0 (HwOwnedSchemas, 1);

  owned->statement = g_regex_new (STATEMENT, G_REGEX_CASELESS | G_REGEX_RAW, 0, NULL);
  owned->quoted = g_regex_new (QUOTED, G_REGEX_RAW, 0, NULL);
  owned->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < hw_history_get_n (history); i++)
    {
      add_file (owned, hw_history_get (history, i)->file);
      add_file (owned, hw_history_get (history, i)->down_file);
    }
  return owned;
}

void
hw_owned_schemas_free (HwOwnedSchemas *owned)
{
  g_regex_unref (owned->statement);
  g_regex_unref (owned->quoted);
  g_hash_table_unref (owned->names);
  g_free (owned);
}

GStrv
hw_owned_schemas_dup_others (HwOwnedSchemas *owned, const char *const *search_path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean is_only = g_strv_length ((GStrv) search_path) == 2;

  g_strv_builder_add (builder, search_path[0]);
  for (guint i = 1; search_path[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (search_path[i], -1);
      gpointer surely = NULL;

      if (!g_hash_table_lookup_extended (owned->names, lower, NULL, &surely) ||
          (is_only && surely == NULL))
        g_strv_builder_add (builder, search_path[i]);
    }
  return g_strv_builder_end (builder);
}
