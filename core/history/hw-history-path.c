/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history-path.c: which revisions a version has applied, and the way from one to another. */

#include "hw-error.h"

#include <glib/gi18n.h>
#include "hw-history-private.h"

/* Marks what @version has applied: its revisions and all below them. */
static gboolean
mark_applied (HwHistory *history, const char *const *version, guint8 *marks, GError **error)
{
  for (guint i = 0; version[i] != NULL; i++)
    {
      int number = hw_history_find_number (history, version[i]);

      if (number < 0)
        {
          hw_set_error (
              error, HW_ERROR_NOT_FOUND,
              _ ("Get the code that has this revision, or stamp the database with one that "
                 "is here."),
              _ ("revision \"%s\" is not in %s"), version[i], history->folder);
          return FALSE;
        }
      hw_history_mark (history, &history->all_down, (guint) number, marks);
    }
  return TRUE;
}

static guint8 *
new_marks (HwHistory *history)
{
  return g_new0 (guint8, history->revisions->len + 1);
}

/* The marked numbers, ascending or descending. */
static GArray *
dup_numbers (HwHistory *history, const guint8 *marks, gboolean descending)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = history->revisions->len;

  for (guint i = 0; i < n; i++)
    {
      guint number = descending ? n - 1 - i : i;

      if (marks[number])
        g_array_append_val (numbers, number);
    }
  return numbers;
}

/* Of the applied @marks those that no other follows, by @links. */
static GStrv
dup_tips (HwHistory *history, const HwLinks *links, const guint8 *marks)
{
  g_autofree guint8 *tips = new_marks (history);

  for (guint i = 0; i < history->revisions->len; i++)
    {
      const guint *next = hw_links_get (links, i);

      tips[i] = marks[i];
      for (guint c = 0; c < hw_links_count (links, i); c++)
        tips[i] = tips[i] && !marks[next[c]];
    }
  return hw_history_dup_marked (history, tips);
}

GArray *
hw_history_dup_applied (HwHistory *history, const char *const *version, GError **error)
{
  g_autofree guint8 *marks = new_marks (history);

  if (!mark_applied (history, version, marks, error))
    return NULL;
  return dup_numbers (history, marks, FALSE);
}

GArray *
hw_history_dup_upgrade_path (HwHistory *history, const char *const *current,
                             const char *const *target, GError **error)
{
  g_autofree guint8 *applied = new_marks (history);
  g_autofree guint8 *wanted = new_marks (history);

  if (!mark_applied (history, current, applied, error) ||
      !mark_applied (history, target, wanted, error))
    return NULL;
  for (guint i = 0; i < history->revisions->len; i++)
    wanted[i] = wanted[i] && !applied[i];
  return dup_numbers (history, wanted, FALSE);
}

GArray *
hw_history_dup_path_above (HwHistory *history, const char *const *current, const guint8 *roots,
                           GError **error)
{
  g_autofree guint8 *applied = new_marks (history);
  g_autofree guint8 *above = new_marks (history);

  if (!mark_applied (history, current, applied, error))
    return NULL;
  for (guint i = 0; i < history->revisions->len; i++)
    if (roots[i])
      hw_history_mark (history, &history->all_next, i, above);
  for (guint i = 0; i < history->revisions->len; i++)
    above[i] = above[i] && applied[i];
  return dup_numbers (history, above, TRUE);
}

void
hw_history_mark_above (HwHistory *history, int target, guint8 *roots)
{
  for (guint i = 0; target < 0 && i < history->revisions->len; i++)
    if (hw_links_count (&history->down, i) == 0)
      roots[i] = TRUE;
  for (guint i = 0; target >= 0 && i < hw_links_count (&history->next, (guint) target); i++)
    roots[hw_links_get (&history->next, (guint) target)[i]] = TRUE;
}

GArray *
hw_history_dup_downgrade_path (HwHistory *history, const char *const *current,
                               const char *const *target, GError **error)
{
  g_autofree guint8 *roots = new_marks (history);
  g_autofree guint8 *ignored = new_marks (history);

  if (!mark_applied (history, target, ignored, error))
    return NULL;
  if (target[0] == NULL)
    hw_history_mark_above (history, -1, roots);
  for (guint i = 0; target[i] != NULL; i++)
    hw_history_mark_above (history, hw_history_find_number (history, target[i]), roots);
  return hw_history_dup_path_above (history, current, roots, error);
}

GStrv
hw_history_dup_version_after (HwHistory *history, const char *const *version, guint number,
                              gboolean down)
{
  g_autofree guint8 *marks = new_marks (history);

  if (!mark_applied (history, version, marks, NULL))
    return g_strdupv ((char **) version);
  if (down)
    marks[number] = FALSE;
  else
    hw_history_mark (history, &history->all_down, number, marks);
  return dup_tips (history, &history->all_next, marks);
}

GStrv
hw_history_dup_normal_version (HwHistory *history, const char *const *version, GError **error)
{
  g_autofree guint8 *marks = new_marks (history);

  if (!mark_applied (history, version, marks, error))
    return NULL;
  return dup_tips (history, &history->all_next, marks);
}

GStrv
hw_history_dup_branch_tips (HwHistory *history, const char *const *version, GError **error)
{
  g_autofree guint8 *marks = new_marks (history);

  if (!mark_applied (history, version, marks, error))
    return NULL;
  return dup_tips (history, &history->next, marks);
}
