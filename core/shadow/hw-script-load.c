/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script-load.c: runs a file of SQL in a scratch database, to see what schema it makes. */

#include "hw-script-load.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-script.h"

/* Blanks @n bytes but for the ends of lines, which count. */
static void
blank (char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (text[i] != '\n')
      text[i] = ' ';
}

/* Whether the line @line, of @length bytes, begins the rows of a table. */
static gboolean
begins_rows (const char *line, gsize length)
{
  static const char end[] = " FROM stdin;";
  gsize n = strlen (end);

  return length > n && g_str_has_prefix (line, "COPY ") &&
         strncmp (line + length - n, end, n) == 0 && strstr (line, "\n\\.") != NULL;
}

/* (transfer full): @text without what in a dump by pg_dump only psql understands, and rows, which
 * are no part of a schema. */
static char *
dup_without_psql (const char *text)
{
  char *out = g_strdup (text);
  gboolean in_rows = FALSE;

  for (char *line = out; *line != '\0'; line += strcspn (line, "\n"), line += *line == '\n')
    {
      gsize length = strcspn (line, "\n");
      gsize visible = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
      gboolean ends_rows = in_rows && visible == 2 && strncmp (line, "\\.", 2) == 0;

      in_rows = in_rows || begins_rows (line, visible);
      if (in_rows || g_str_has_prefix (line, "\\restrict ") ||
          g_str_has_prefix (line, "\\unrestrict "))
        blank (line, length);
      in_rows = in_rows && !ends_rows;
    }
  return out;
}

/* Whether @statement is one CREATE EXTENSION that the parser understood. */
static gboolean
makes_extension (const HwStatement *statement)
{
  return !(statement->flags & HW_STATEMENT_UNPARSED) &&
         g_ascii_strncasecmp (statement->sql, "CREATE EXTENSION ", 17) == 0;
}

/* The line of the file that the server complains of: that of the statement, unless it says where.
 */
static guint
find_line (const HwStatement *statement, const GError *cause)
{
  const HwPostgresErrorDetails *details = hw_postgres_error_get_details (cause);
  const char *text = statement->sql;
  guint line = statement->line;

  for (guint i = 1; details != NULL && i < details->position && *text != '\0'; i++)
    {
      line += *text == '\n';
      text = g_utf8_next_char (text);
    }
  return line;
}

static void
set_load_error (const char *path, const HwStatement *statement, const GError *cause,
                const char *remedy, GError **error)
{
  gboolean refused = hw_postgres_error_has_state (cause, "42501");
  gboolean absent =
      hw_postgres_error_has_state (cause, "58P01") || hw_postgres_error_has_state (cause, "0A000");
  const char *hint = remedy;

  if (absent && makes_extension (statement))
    hint = _ ("Install the package of that extension for the shadow server (Debian: "
              "postgresql-MAJOR-NAME), or set Shadow=server to build on the service's own.");
  else if (refused)
    hint = _ ("It needs a superuser of the shadow server, which only a trusted fleet gets: "
              "`headway fleet trust`.");
  hw_set_error (error, HW_ERROR_FAILED, hint, _ ("%s:%u: cannot be loaded: %s"), path,
                find_line (statement, cause), cause->message);
}

gboolean
hw_script_load (HwScratch *scratch, const char *path, const char *text, const char *remedy,
                GCancellable *cancellable, GError **error)
{
  g_autofree char *sql = dup_without_psql (text);
  g_autoptr (GPtrArray) statements = hw_script_split (sql);
  g_auto (GStrv) roles = hw_script_dup_roles (sql);

  if (!hw_scratch_add_roles (scratch, (const char *const *) roles, cancellable, error))
    return FALSE;
  for (guint i = 0; i < statements->len; i++)
    {
      const HwStatement *statement = g_ptr_array_index (statements, i);
      g_autoptr (GError) local = NULL;

      if (hw_scratch_execute (scratch, statement->sql, cancellable, &local))
        continue;
      if (hw_postgres_error_has_state (local, "42501") && makes_extension (statement) &&
          hw_scratch_server_is_private (hw_scratch_get_server (scratch)))
        {
          g_clear_error (&local);
          if (hw_scratch_execute_as_superuser (scratch, statement->sql, cancellable, &local))
            continue;
        }
      if (local->domain != HW_POSTGRES_ERROR)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        set_load_error (path, statement, local, remedy, error);
      return FALSE;
    }
  return TRUE;
}
