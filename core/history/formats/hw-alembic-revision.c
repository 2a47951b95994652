/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-revision.c: what an Alembic revision file declares. */

#include <glib/gi18n.h>
#include <string.h>

#include "hw-alembic-file.h"
#include "hw-error.h"

/* alembic_version.version_num is varchar(32). */
#define MAX_ID_LENGTH 32

const char *const hw_alembic_variables[] = { "revision", "branch_labels", "depends_on", NULL };

static GStrv
dup_strings (const HwPythonVariable *variable)
{
  guint n = variable == NULL || variable->strings == NULL ? 0 : variable->strings->len;
  GStrv strings = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    strings[i] = g_strdup (variable->strings->pdata[i]);
  return strings;
}

static void add_note (GStrvBuilder *notes, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_note (GStrvBuilder *notes, const char *format, ...)
{
  g_autofree char *note = NULL;
  va_list arguments;

  va_start (arguments, format);
  note = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strv_builder_add (notes, note);
}

static void
note_assignments (GStrvBuilder *notes, const HwPythonVariable *variable)
{
  int length = variable == NULL ? 0 : (int) variable->name_length;

  if (variable == NULL)
    return;
  if (variable->kind == HW_PYTHON_COMPUTED)
    add_note (notes, _ ("%.*s is computed at run time (line %u) and is not known here"), length,
              variable->name, variable->line);
  else if (variable->conditional)
    add_note (notes, _ ("%.*s is assigned under a condition; the literal of line %u counts"),
              length, variable->name, variable->line);
  else if (variable->n_assignments > 1)
    add_note (notes, _ ("%.*s is assigned %u times; line %u counts"), length, variable->name,
              variable->n_assignments, variable->line);
}

/* Whether the id can be told; else says what to write. */
static gboolean
check_id (const char *path, const HwPythonVariable *id, GError **error)
{
  const char *illegal;

  if (id == NULL)
    hw_set_error (
        error, HW_ERROR_HISTORY,
        _ ("Write revision = \"…\" at the beginning of a line, or move the file out of the "
           "folder of revisions."),
        _ ("%s: there is no revision id"), path);
  else if (id->kind != HW_PYTHON_STRING || ((char *) id->strings->pdata[0])[0] == '\0')
    hw_set_error (error, HW_ERROR_HISTORY, _ ("Write the id as plain text: revision = \"…\""),
                  _ ("%s:%u: the revision id cannot be read without running the file"), path,
                  id->line);
  else if ((illegal = strpbrk (id->strings->pdata[0], "@-+")) != NULL)
    hw_set_error (error, HW_ERROR_HISTORY, _ ("Alembic refuses @, - and + in ids: rename it."),
                  _ ("%s:%u: the revision id \"%s\" has a \"%c\""), path, id->line,
                  (char *) id->strings->pdata[0], *illegal);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_down (const char *path, const HwPythonVariable *down, GError **error)
{
  if (down == NULL)
    hw_set_error (error, HW_ERROR_HISTORY,
                  _ ("Write down_revision = \"…\", or None for the first revision."),
                  _ ("%s: there is no down_revision"), path);
  else if (down->kind == HW_PYTHON_COMPUTED)
    hw_set_error (error, HW_ERROR_HISTORY,
                  _ ("Write the id as plain text: down_revision = \"…\", (\"…\", \"…\") or None."),
                  _ ("%s:%u: down_revision cannot be read without running the file"), path,
                  down->line);
  else
    return TRUE;
  return FALSE;
}

/* What @line of the docstring says after @title and a colon, up to @end. (transfer full)
 * (nullable): NULL when it is another line. */
static char *
dup_after_title (const char *line, const char *end, const char *title)
{
  gsize n = strlen (title);

  if ((gsize) (end - line) <= n || line[n] != ':' || g_ascii_strncasecmp (line, title, n) != 0)
    return NULL;
  return g_strstrip (g_strndup (line + n + 1, (gsize) (end - line) - n - 1));
}

/* Whether the docstring's list of parents ("a, b", "<base>", "") is another than the code's. */
static gboolean
differs (const char *listed, const HwRevision *revision)
{
  g_auto (GStrv) ids = g_strsplit_set (listed, ", ", -1);
  guint n = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (ids[i][0] == '\0' || strcmp (ids[i], "<base>") == 0 || strcmp (ids[i], "None") == 0)
        continue;
      if (!g_strv_contains ((const char *const *) revision->down, ids[i]))
        return TRUE;
      n++;
    }
  return n != g_strv_length (revision->down);
}

/* Reads one line of the docstring, from @line to @end. */
static void
read_doc_line (HwRevision *revision, const char *line, const char *end, GStrvBuilder *notes)
{
  g_autofree char *id = dup_after_title (line, end, "Revision ID");
  g_autofree char *parents = dup_after_title (line, end, "Revises");

  if (id != NULL && strcmp (id, revision->id) != 0)
    add_note (notes, _ ("the docstring says Revision ID: %s; the code counts"), id);
  if (parents != NULL && differs (parents, revision))
    add_note (notes, _ ("the docstring says Revises: %s; the code counts"), parents);
  if (revision->date == NULL)
    revision->date = dup_after_title (line, end, "Create Date");
  if (revision->date == NULL)
    revision->date = dup_after_title (line, end, "Date");
  if (revision->author == NULL)
    revision->author = dup_after_title (line, end, "Author");
}

static void
read_doc (HwRevision *revision, const char *doc, GStrvBuilder *notes)
{
  const char *line, *end;

  revision->doc = g_strstrip (g_strdup (doc == NULL ? "" : doc));
  end = strchrnul (revision->doc, '\n');
  revision->message = g_strchomp (g_strndup (revision->doc, (gsize) (end - revision->doc)));
  for (line = revision->doc; *line != '\0'; line = *end == '\0' ? end : end + 1)
    {
      line += strspn (line, " \t");
      end = strchrnul (line, '\n');
      if (strchr ("RCDArcda", *line) != NULL)
        read_doc_line (revision, line, end, notes);
    }
}

HwRevision *
hw_alembic_revision_new (const char *path, const HwPythonModule *module, GError **error)
{
  const HwPythonVariable *id = hw_python_module_find (module, "revision");
  const HwPythonVariable *down = hw_python_module_find (module, "down_revision");
  const HwPythonVariable *labels = hw_python_module_find (module, "branch_labels");
  const HwPythonVariable *depends_on = hw_python_module_find (module, "depends_on");
  const HwPythonVariable *all[] = { id, down, labels, depends_on };
  g_autoptr (HwRevision) revision = NULL;
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  if (!check_id (path, id, error) || !check_down (path, down, error))
    return NULL;
  revision = g_new0 (HwRevision, 1);
  revision->id = g_strdup (id->strings->pdata[0]);
  revision->line = id->line;
  revision->down_line = down->line;
  revision->file = g_strdup (path);
  revision->down = dup_strings (down);
  if (down->kind == HW_PYTHON_STRING && revision->down[0][0] == '\0') /* as Alembic: no parent */
    g_clear_pointer (&revision->down[0], g_free);
  revision->depends_on = dup_strings (depends_on);
  revision->labels = dup_strings (labels);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    note_assignments (notes, all[i]);
  if (g_utf8_strlen (revision->id, -1) > MAX_ID_LENGTH)
    add_note (notes, _ ("the id is longer than the %d characters alembic_version holds"),
              MAX_ID_LENGTH);
  read_doc (revision, module->doc, notes);
  revision->notes = g_strv_builder_end (notes);
  return g_steal_pointer (&revision);
}
