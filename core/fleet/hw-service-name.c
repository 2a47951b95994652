/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service-name.c: what services that were found in folders are called. */

#include "hw-service-name.h"

#include <string.h>

/* Folder names that say what is in them, not whose it is. */
static const char *const general_names[] = {
  "alembic",
  "alembic_migration",
  "alembic_migrations",
  "app",
  "backend",
  "database",
  "db",
  "migration",
  "migrations",
  "model",
  "models",
  "orm",
  "schema",
  "server",
  "sql",
  "sqlalchemy",
  "src",
  "storage",
  "versions",
  NULL,
};

/* A folder's path on its way to a name. */
typedef struct
{
  char **parts; /* the root's own name first */
  int own;      /* the part that says whose it is */
} Place;

/* How much a name says. */
typedef enum
{
  OWN,        /* shop */
  WITH_INNER, /* shop-billing: the innermost part below that is not general */
  WITH_OUTER, /* old-shop: the next one above */
  WHOLE,      /* the path */
  N_FORMS
} Form;

static gboolean
is_general (const char *name)
{
  return g_strv_contains (general_names, name);
}

/* The index of the outermost package around the folder that has a name of its own; @last without.
 */
static int
find_package (const char *root, char **parts, int last)
{
  g_autofree char *path = g_strdup (root);
  int found = -1;

  for (int i = 0; i <= last; i++)
    {
      g_autofree char *outer = g_steal_pointer (&path);
      g_autofree char *mark = NULL;

      path = i == 0 ? g_strdup (root) : g_build_filename (outer, parts[i], NULL);
      mark = g_build_filename (path, "__init__.py", NULL);
      if (!g_file_test (mark, G_FILE_TEST_EXISTS))
        continue;
      if (found < 0 || is_general (parts[found]))
        found = i;
    }
  return found < 0 ? last : found;
}

static void
place_init (Place *place, const char *root, const char *folder)
{
  g_autofree char *name = g_path_get_basename (root);
  g_autofree char *path =
      g_str_equal (folder, ".") ? g_strdup (name) : g_strconcat (name, "/", folder, NULL);

  place->parts = g_strsplit (path, "/", -1);
  place->own = find_package (root, place->parts, (int) g_strv_length (place->parts) - 1);
  while (place->own > 0 && is_general (place->parts[place->own]))
    place->own--;
}

/* The nearest part from @at on, in the direction of @step, that is not general; NULL when there is
 * none. The root's own name says nothing beside another. */
static const char *
find_special (const Place *place, int at, int step, int end)
{
  for (int i = at; i != end; i += step)
    if (!is_general (place->parts[i]))
      return place->parts[i];
  return NULL;
}

static char *
dup_name (const Place *place, Form form)
{
  int last = (int) g_strv_length (place->parts) - 1;
  const char *own = place->parts[place->own];
  const char *inner = find_special (place, last, -1, place->own);
  const char *outer = place->own > 0 ? find_special (place, place->own - 1, -1, 0) : NULL;
  char *name;

  if (form == WHOLE)
    name = g_strjoinv ("-", place->parts + (last > 0 ? 1 : 0));
  else if (form == WITH_INNER && inner != NULL)
    name = g_strconcat (own, "-", inner, NULL);
  else if (form == WITH_OUTER && outer != NULL)
    name = g_strconcat (outer, "-", own, NULL);
  else
    name = g_strdup (own);
  g_strstrip (g_strdelimit (name, "@;[]", '-'));
  for (char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = '-';
  return name;
}

/* Whether @names has @name at another index than @i. */
static gboolean
is_taken (char *const *names, guint i)
{
  for (guint other = 0; names[other] != NULL; other++)
    if (other != i && g_str_equal (names[other], names[i]))
      return TRUE;
  return FALSE;
}

/* Gives those that share a name the next form of theirs. Whether there were any. */
static gboolean
say_more (const Place *places, GStrv names, Form form)
{
  g_auto (GStrv) before = g_strdupv (names);
  gboolean found = FALSE;

  for (guint i = 0; before[i] != NULL; i++)
    if (is_taken (before, i))
      {
        g_free (names[i]);
        names[i] = dup_name (&places[i], form);
        found = TRUE;
      }
  return found;
}

GStrv
hw_service_name_dup_all (const char *root, const char *const *folders)
{
  guint n = g_strv_length ((GStrv) folders);
  g_autofree Place *places = g_new0 (Place, n + 1);
  GStrv names = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    {
      place_init (&places[i], root, folders[i]);
      names[i] = dup_name (&places[i], OWN);
    }
  for (Form form = WITH_INNER; form < N_FORMS && say_more (places, names, form);)
    form++;
  for (guint i = 0; i < n; i++)
    g_strfreev (places[i].parts);
  return names;
}
