/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-data-notes.c: notes on a step about data: a schema does not tell whether statements that only
 * change rows ever ran. */

#include "hw-data-notes.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-presence.h"

#define MOST_TOLD 5
#define LONGEST_LINE 60

/* Some data statements. */
typedef struct
{
  char *first; /* (nullable): the first line of the first one */
  guint n;
} Data;

static void
data_clear (Data *data)
{
  g_free (data->first);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Data, data_clear)

/* (transfer full): with an ellipsis where that is not all of it */
static char *
dup_first_line (const char *sql)
{
  g_autofree char *line = g_strndup (sql, strcspn (sql, "\r\n"));
  glong length = g_utf8_strlen (line, -1);

  if (sql[strlen (line)] == '\0' && length <= LONGEST_LINE)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, MIN (length, LONGEST_LINE)) = '\0';
  return g_strconcat (g_strchomp (line), "…", NULL);
}

/* A table made from a query is a definition, and a dump sets the search path by a function. */
static gboolean
is_data (const HwStatement *statement)
{
  return statement->flags & HW_STATEMENT_DATA && !(statement->flags & HW_STATEMENT_DEFINITION) &&
         !g_str_has_prefix (statement->sql, "SELECT pg_catalog.set_config(");
}

/* Adds what @sql has of data statements. */
static void
data_add (Data *data, const char *sql)
{
  g_autoptr (GPtrArray) parts = hw_script_split (sql);

  for (guint i = 0; i < parts->len; i++)
    {
      const HwStatement *part = g_ptr_array_index (parts, i);

      if (!is_data (part))
        continue;
      if (data->n == 0)
        data->first = dup_first_line (part->sql);
      data->n++;
    }
}

/* (transfer full): "INSERT INTO roles VALUES ('admin') and 1 more statement" */
static char *
data_dup_text (const Data *data)
{
  if (data->n == 1)
    return g_strdup (data->first);
  /* Translators: the first line of an SQL statement, and how many come after it. */
  return g_strdup_printf (
      ngettext ("%s and %u more statement", "%s and %u more statements", data->n - 1), data->first,
      data->n - 1);
}

/* (transfer full) (nullable): what is not done when @direction of @revision is passed over; NULL
 * when it leaves data alone. */
static char *
dup_left_out (const char *revision, const HwRecordedDirection *direction)
{
  g_auto (Data) data = { NULL, 0 };
  g_autofree char *text = NULL;

  if (direction->reads_data)
    return g_strdup_printf (
        _ ("Data of %s, not run: whatever its program writes (it needs Python)"), revision);
  for (guint i = 0; i < direction->statements->len; i++)
    data_add (&data, ((HwRecordedStatement *) direction->statements->pdata[i])->sql);
  if (data.n == 0)
    return NULL;
  text = data_dup_text (&data);
  return g_strdup_printf (_ ("Data of %s, not run: %s"), revision, text);
}

static void
add_rest (HwStep *step, guint n_more, guint n_unknown)
{
  if (n_more > 0)
    hw_step_add_note (step,
                      g_strdup_printf (ngettext ("Data of %u more revision, not run",
                                                 "Data of %u more revisions, not run", n_more),
                                       n_more));
  if (n_unknown > 0)
    hw_step_add_note (
        step, g_strdup_printf (ngettext ("Whether %u more revision changes data is not known here",
                                         "Whether %u more revisions change data is not known here",
                                         n_unknown),
                               n_unknown));
}

void
hw_data_notes_add_passed_over (HwPlanner *planner, HwStep *step)
{
  HwHistory *history = planner->check->history;
  g_autoptr (GArray) path = hw_history_dup_upgrade_path (history, (const char *const *) step->from,
                                                         (const char *const *) step->to, NULL);
  guint n_told = 0, n_more = 0, n_unknown = 0;

  for (guint i = 0; path != NULL && i < path->len; i++)
    {
      const HwRevision *revision = hw_history_get (history, g_array_index (path, guint, i));
      g_autoptr (HwRecording) recording = hw_planner_get_recording (planner, revision, FALSE, NULL);
      g_autofree char *text =
          recording == NULL ? NULL : dup_left_out (revision->id, &recording->up);

      if (recording == NULL)
        n_unknown++;
      else if (text != NULL && n_told++ < MOST_TOLD)
        hw_step_add_note (step, g_steal_pointer (&text));
      else if (text != NULL)
        n_more++;
    }
  add_rest (step, n_more, n_unknown);
}

/* Where what is there of a revision ends, and where its first definition after that is. */
static void
find_gap (GArray *presence, guint *begin, guint *end)
{
  *begin = 0;
  for (guint i = 0; i < presence->len; i++)
    if (g_array_index (presence, HwPresence, i) == HW_PRESENCE_ALL)
      *begin = i + 1;
  *end = *begin;
  while (*end < presence->len && g_array_index (presence, HwPresence, *end) == HW_PRESENCE_NEUTRAL)
    ++*end;
}

/* People run scripts in their order: what comes after a definition that is not there did not run.
 */
void
hw_data_notes_add_half_applied (HwStep *step, GArray *presence)
{
  g_auto (Data) left_out = { NULL, 0 }, again = { NULL, 0 };
  guint begin, end;

  find_gap (presence, &begin, &end);
  for (guint i = 0; i < end; i++)
    if (g_array_index (presence, HwPresence, i) == HW_PRESENCE_NEUTRAL)
      data_add (i < begin ? &left_out : &again,
                ((HwPlanStatement *) step->statements->pdata[i])->sql);
  if (left_out.n > 0)
    {
      g_autofree char *text = data_dup_text (&left_out);

      hw_step_add_note (step,
                        g_strdup_printf (_ ("Data of %s, not run: %s"), step->revision, text));
    }
  if (again.n > 0)
    {
      g_autofree char *text = data_dup_text (&again);

      hw_step_add_note (step,
                        g_strdup_printf (_ ("Data of %s, run now and perhaps a second time: %s"),
                                         step->revision, text));
    }
}
