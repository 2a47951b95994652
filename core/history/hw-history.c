/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history.c: a service's revisions as a directed acyclic graph; nothing is run to read it. */

#include "hw-history.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-history-private.h"
#include "hw-name.h"

HwHistory *
hw_history_ref (HwHistory *history)
{
  g_atomic_ref_count_inc (&history->references);
  return history;
}

static void
links_clear (HwLinks *links)
{
  g_free (links->first);
  g_free (links->targets);
}

void
hw_history_unref (HwHistory *history)
{
  if (!g_atomic_ref_count_dec (&history->references))
    return;
  g_free (history->path);
  g_free (history->folder);
  g_strfreev (history->python_path);
  g_free (history->package_root);
  g_free (history->notice);
  g_free (history->version_table);
  g_free (history->service);
  g_ptr_array_unref (history->revisions);
  g_clear_pointer (&history->names, g_hash_table_unref);
  links_clear (&history->down);
  links_clear (&history->next);
  links_clear (&history->all_down);
  links_clear (&history->all_next);
  g_free (history);
}

const char *
hw_history_get_format (HwHistory *history)
{
  return history->format->name;
}

const char *
hw_history_get_folder (HwHistory *history)
{
  return history->folder;
}

const char *const *
hw_history_get_python_path (HwHistory *history)
{
  return (const char *const *) history->python_path;
}

const char *
hw_history_get_notice (HwHistory *history)
{
  return history->notice;
}

const char *
hw_history_get_package_root (HwHistory *history)
{
  return history->package_root;
}

const char *
hw_history_get_version_table (HwHistory *history)
{
  return history->version_table;
}

gboolean
hw_history_needs_python (HwHistory *history)
{
  return history->format->needs_python;
}

guint
hw_history_get_n (HwHistory *history)
{
  return history->revisions->len;
}

const HwRevision *
hw_history_get (HwHistory *history, guint number)
{
  return history->revisions->pdata[number];
}

int
hw_history_find_number (HwHistory *history, const char *id)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (history->names, id));

  if (found == 0 || strcmp (hw_history_get (history, found - 1)->id, id) != 0)
    return -1; /* labels are in the table too */
  return (int) found - 1;
}

const HwRevision *
hw_history_find (HwHistory *history, const char *id)
{
  int number = hw_history_find_number (history, id);

  return number < 0 ? NULL : hw_history_get (history, (guint) number);
}

const guint *
hw_history_get_parents (HwHistory *history, guint number, guint *n)
{
  *n = hw_links_count (&history->all_down, number);
  return hw_links_get (&history->all_down, number);
}

const guint *
hw_history_get_followed (HwHistory *history, guint number, guint *n)
{
  *n = hw_links_count (&history->down, number);
  return hw_links_get (&history->down, number);
}

const guint *
hw_history_get_children (HwHistory *history, guint number, guint *n)
{
  *n = hw_links_count (&history->all_next, number);
  return hw_links_get (&history->all_next, number);
}

void
hw_history_mark (HwHistory *history, const HwLinks *links, guint number, guint8 *marks)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  if (marks[number])
    return;
  marks[number] = TRUE;
  g_array_append_val (waiting, number);
  while (waiting->len > 0)
    {
      guint n = g_array_index (waiting, guint, waiting->len - 1);
      const guint *neighbours = hw_links_get (links, n);

      g_array_set_size (waiting, waiting->len - 1);
      for (guint i = 0; i < hw_links_count (links, n); i++)
        if (!marks[neighbours[i]])
          {
            marks[neighbours[i]] = TRUE;
            g_array_append_val (waiting, neighbours[i]);
          }
    }
}

static void
sort_strings (GPtrArray *strings)
{
  g_ptr_array_sort (strings, hw_name_compare_indirect);
  g_ptr_array_add (strings, NULL);
}

GStrv
hw_history_dup_marked (HwHistory *history, const guint8 *marks)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < history->revisions->len; i++)
    if (marks[i])
      g_ptr_array_add (ids, hw_history_get (history, i)->id);
  sort_strings (ids);
  return g_strdupv ((char **) ids->pdata);
}

GStrv
hw_history_dup_heads (HwHistory *history)
{
  g_autofree guint8 *marks = g_new0 (guint8, history->revisions->len + 1);

  for (guint i = 0; i < history->revisions->len; i++)
    marks[i] = hw_links_count (&history->next, i) == 0;
  return hw_history_dup_marked (history, marks);
}

GStrv
hw_history_dup_branch_points (HwHistory *history)
{
  g_autofree guint8 *marks = g_new0 (guint8, history->revisions->len + 1);

  for (guint i = 0; i < history->revisions->len; i++)
    marks[i] = hw_links_count (&history->next, i) > 1;
  return hw_history_dup_marked (history, marks);
}

/* Whether a label passes by @number on its way down: neither a branch nor a merge. */
static gboolean
is_plain (HwHistory *history, guint number)
{
  return hw_links_count (&history->all_next, number) <= 1 &&
         hw_links_count (&history->down, number) <= 1;
}

/* A label holds for all that follow; and where these are one unbranched line, also for what it grew
 * from, up to a branch or merge. (Source: Alembic's behaviour, RevisionMap._add_branches.) */
GStrv
hw_history_dup_labels (HwHistory *history, guint number)
{
  guint n = history->revisions->len, last = number;
  g_autofree guint8 *marks = g_new0 (guint8, n + 1);
  g_autofree guint8 *line = g_new0 (guint8, n + 1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  if (!history->has_labels)
    return g_new0 (char *, 1);
  hw_history_mark (history, &history->down, number, marks);
  line[last] = TRUE;
  while (is_plain (history, last) && hw_links_count (&history->next, last) == 1)
    {
      last = *hw_links_get (&history->next, last);
      line[last] = TRUE;
    }
  for (guint i = 0; i < n; i++)
    if (marks[i] || (line[i] && is_plain (history, last)))
      for (guint l = 0; hw_history_get (history, i)->labels[l] != NULL; l++)
        g_ptr_array_add (labels, hw_history_get (history, i)->labels[l]);
  sort_strings (labels);
  return g_strdupv ((char **) labels->pdata);
}
