/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alembic-revision.c: what an Alembic revision file declares. */

#include <string.h>

#include "hw-alembic-file.h"
#include "hw-error.h"

/* alembic_version.version_num is varchar(32). */
#define MAX_ID_LENGTH 32

static GStrv
dup_strings (const HwPythonVariable *variable)
{
  guint n = variable == NULL ? 0 : variable->strings->len;
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
  if (variable == NULL || variable->kind == HW_PYTHON_COMPUTED)
    return;
  if (variable->conditional)
    add_note (notes, "%s is assigned under a condition; the literal of line %u counts",
              variable->name, variable->line);
  else if (variable->n_assignments > 1)
    add_note (notes, "%s is assigned %u times; line %u counts", variable->name,
              variable->n_assignments, variable->line);
}

/* Whether the id can be told; else says what to write. */
static gboolean
check_id (const char *path, const HwPythonVariable *id, GError **error)
{
  const char *illegal;

  if (id == NULL)
    hw_set_error (error, HW_ERROR_HISTORY,
                  "Write revision = \"…\" at the beginning of a line, or move the file out of the "
                  "folder of revisions.",
                  "%s: there is no revision id", path);
  else if (id->kind != HW_PYTHON_STRING || ((char *) id->strings->pdata[0])[0] == '\0')
    hw_set_error (error, HW_ERROR_HISTORY, "Write the id as plain text: revision = \"…\"",
                  "%s:%u: the revision id cannot be read without running the file", path, id->line);
  else if ((illegal = strpbrk (id->strings->pdata[0], "@-+")) != NULL)
    hw_set_error (error, HW_ERROR_HISTORY, "Alembic refuses @, - and + in ids: rename it.",
                  "%s:%u: the revision id \"%s\" has a \"%c\"", path, id->line,
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
                  "Write down_revision = \"…\", or None for the first revision.",
                  "%s: there is no down_revision", path);
  else if (down->kind == HW_PYTHON_COMPUTED)
    hw_set_error (error, HW_ERROR_HISTORY,
                  "Write the id as plain text: down_revision = \"…\", (\"…\", \"…\") or None.",
                  "%s:%u: down_revision cannot be read without running the file", path, down->line);
  else
    return TRUE;
  return FALSE;
}

/* What a line of the docstring says after @title and a colon; NULL when it is another line. */
static const char *
after_title (const char *line, const char *title)
{
  gsize n = strlen (title);

  if (g_ascii_strncasecmp (line, title, n) != 0 || line[n] != ':')
    return NULL;
  return line + n + 1 + strspn (line + n + 1, " \t");
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

static void
read_doc (HwRevision *revision, const char *doc, GStrvBuilder *notes)
{
  g_auto (GStrv) lines = NULL;

  revision->doc = g_strstrip (g_strdup (doc == NULL ? "" : doc));
  lines = g_strsplit (revision->doc, "\n", -1);
  revision->message = g_strdup (lines[0] == NULL ? "" : g_strchomp (lines[0]));
  for (guint i = 0; lines[0] != NULL && lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]), *value;

      if ((value = after_title (line, "Revision ID")) != NULL)
        {
          if (strcmp (value, revision->id) != 0)
            add_note (notes, "the docstring says Revision ID: %s; the code counts", value);
        }
      else if ((value = after_title (line, "Revises")) != NULL)
        {
          if (differs (value, revision))
            add_note (notes, "the docstring says Revises: %s; the code counts", value);
        }
      else if (revision->date == NULL && ((value = after_title (line, "Create Date")) != NULL ||
                                          (value = after_title (line, "Date")) != NULL))
        {
          revision->date = g_strdup (value);
        }
      else if (revision->author == NULL && (value = after_title (line, "Author")) != NULL)
        {
          revision->author = g_strdup (value);
        }
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
    {
      if (all[i] != NULL && all[i]->kind == HW_PYTHON_COMPUTED)
        add_note (notes, "%s is computed at run time (line %u) and is not known here", all[i]->name,
                  all[i]->line);
      note_assignments (notes, all[i]);
    }
  if (g_utf8_strlen (revision->id, -1) > MAX_ID_LENGTH)
    add_note (notes, "the id is longer than the %d characters alembic_version holds",
              MAX_ID_LENGTH);
  read_doc (revision, module->doc, notes);
  revision->notes = g_strv_builder_end (notes);
  return g_steal_pointer (&revision);
}
