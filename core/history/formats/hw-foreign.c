/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-foreign.c: migrations of tools that are not read: called by the tool's name, never guessed at.
 *
 * Source: each tool's manual on where it keeps its files. Most write SQL that plain files can hold,
 * but their own tables say what is applied, and run whole a file with both directions would upgrade
 * and downgrade at once. */

#include "hw-foreign.h"

#include <fnmatch.h>
#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"

/* Names of files, and of files in folders, as the shell would have them; what is behind the last
 * star stands for itself. */
static const struct
{
  const char *pattern;
  const char *tool;
} foreign_files[] = {
  { "sqitch.plan", "Sqitch" },
  { "atlas.sum", "Atlas" },
  { "migration_lock.toml", "Prisma" },
  { "*/migration.sql", "Prisma" },
  { "*/up.sql", "Diesel" },
  { "flyway.conf", "Flyway" },
  { "flyway.toml", "Flyway" },
  { "[VUB][0-9]*__*.sql", "Flyway" },
  { "R__*.sql", "Flyway" },
  { "migrate.cfg", "sqlalchemy-migrate" },
  { "liquibase.properties", "Liquibase" },
  { "*changelog*.xml", "Liquibase" },
  { "*changelog*.yaml", "Liquibase" },
  { "*changelog*.sql", "Liquibase" },
  { "0001_initial.py", "Django" },
  { "[0-9]*.rollback.sql", "yoyo" },
  { "[0-9]*.rb", "Rails" },
  { "[0-9]*.exs", "Ecto" },
  { "[0-9]*.js", "a JavaScript tool" },
  { "[0-9]*.cjs", "a JavaScript tool" },
  { "[0-9]*.mjs", "a JavaScript tool" },
  { "[0-9]*.ts", "a TypeScript tool" },
  { "[0-9]*.cts", "a TypeScript tool" },
  { "[0-9]*.mts", "a TypeScript tool" },
  { "[0-9]*.php", "Laravel" },
  { "[0-9]*.go", "a Go tool" },
  { "*ModelSnapshot.cs", "Entity Framework" },
};

/* What stands behind the dashes of a comment that begins a line, in small letters, blanks left out.
 */
static const struct
{
  const char *marker;
  const char *tool;
} foreign_lines[] = {
  { "migrate:up", "dbmate" },
  { "migrate:down", "dbmate" },
  { "+goose", "goose" },
  { "upmigration", "node-pg-migrate" },
  { "downmigration", "node-pg-migrate" },
  { "liquibaseformattedsql", "Liquibase" },
  { "+migrateup", "sql-migrate" },
  { "+migratedown", "sql-migrate" },
  { "+micrate", "micrate" },
  { "ramblerup", "Rambler" },
  { "ramblerdown", "Rambler" },
  { "createabove/dropbelow", "tern" },
};

/* The ends are compared first: fnmatch() takes its time, and a folder can hold thousands of files.
 */
static gboolean
matches (const char *pattern, const char *name)
{
  const char *star = strrchr (pattern, '*');

  return g_str_has_suffix (name, star != NULL ? star + 1 : pattern) &&
         fnmatch (pattern, name, FNM_PATHNAME) == 0;
}

/* The tool whose file @name is; NULL for none. */
static const char *
find_tool (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign_files); i++)
    if (matches (foreign_files[i].pattern, name))
      return foreign_files[i].tool;
  return NULL;
}

static gboolean
refuse (const char *file, const char *tool, GError **error)
{
  hw_set_error (
      error, HW_ERROR_HISTORY,
      _ ("Headway reads Alembic's, golang-migrate's and plain SQL files. Let the tool write "
         "its SQL into 001_name.up.sql and 001_name.down.sql, or compare databases without "
         "a history: headway diff."),
      _ ("%s: this is %s's, a format that is not read"), file, tool);
  return FALSE;
}

/* The first of the names in @folder, and (@below) of those in its folders, that is another tool's.
 * (transfer full) (nullable) */
static char *
find_file (const char *folder, const char *above, const char **tool)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *found = NULL;

  while (found == NULL && dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *relative =
          above == NULL ? g_strdup (name) : g_strconcat (above, "/", name, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      *tool = find_tool (relative);
      if (*tool != NULL)
        found = g_steal_pointer (&path);
      else if (above == NULL && name[0] != '.' && g_file_test (path, G_FILE_TEST_IS_DIR))
        found = find_file (path, name, tool);
    }
  return found;
}

gboolean
hw_foreign_check_folder (const char *path, GError **error)
{
  const char *tool = NULL;
  g_autofree char *found = find_file (path, NULL, &tool);

  return found == NULL || refuse (found, tool, error);
}

/* The start of a comment line as the table has it. (transfer full) */
static char *
dup_comment (const char *line)
{
  g_autofree char *start = g_strndup (line, MIN (strcspn (line, "\n"), 60));
  GString *text = g_string_new (NULL);

  for (const char *p = start + strspn (start, "- \t"); *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (text, g_ascii_tolower (*p));
  return g_string_free (text, FALSE);
}

gboolean
hw_foreign_check_sql (const char *file, const char *text, GError **error)
{
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      g_autofree char *comment = NULL;

      line += strspn (line, " \t\r\n");
      if (!g_str_has_prefix (line, "--"))
        continue;
      comment = dup_comment (line);
      for (guint i = 0; i < G_N_ELEMENTS (foreign_lines); i++)
        if (g_str_has_prefix (comment, foreign_lines[i].marker))
          return refuse (file, foreign_lines[i].tool, error);
    }
  return TRUE;
}
