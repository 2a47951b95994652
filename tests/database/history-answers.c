/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history-answers.c: answers questions about a history, for test-alembic.py to hold against
 * Alembic.
 *
 * history-answers FOLDER: each line of standard input is a question, its words parted by tabs, a
 * version's rows by spaces; each line of standard output its answer: ids parted by spaces, or "! "
 * and why there is none. */

#include <stdio.h>
#include <string.h>

#include "hw-history.h"

static char *
join_numbers (HwHistory *history, GArray *numbers)
{
  g_autoptr (GArray) owned = numbers;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (numbers == NULL)
    return NULL;
  for (guint i = 0; i < numbers->len; i++)
    g_ptr_array_add (ids, hw_history_get (history, g_array_index (numbers, guint, i))->id);
  g_ptr_array_add (ids, NULL);
  return g_strjoinv (" ", (char **) ids->pdata);
}

static char *
join (GStrv ids)
{
  g_auto (GStrv) owned = ids;

  return ids == NULL ? NULL : g_strjoinv (" ", ids);
}

static GStrv
split_version (const char *text)
{
  return text == NULL || text[0] == '\0' ? g_new0 (char *, 1) : g_strsplit (text, " ", -1);
}

static char *
answer_upgrade (HwHistory *history, const char *specification, const char *const *current,
                GError **error)
{
  g_auto (GStrv) target = hw_history_resolve (history, specification, current, error);

  if (target == NULL)
    return NULL;
  return join_numbers (
      history, hw_history_dup_upgrade_path (history, current, (const char *const *) target, error));
}

static char *
answer (HwHistory *history, const char *const *words, GError **error)
{
  g_auto (GStrv) version = split_version (words[1] == NULL ? NULL : words[2]);
  const char *const *rows = (const char *const *) version;
  const HwRevision *revision = words[1] == NULL ? NULL : hw_history_find (history, words[1]);

  if (strcmp (words[0], "heads") == 0)
    return join (hw_history_dup_heads (history));
  if (strcmp (words[0], "branches") == 0)
    return join (hw_history_dup_branch_points (history));
  if (strcmp (words[0], "labels") == 0)
    return join (hw_history_dup_labels (history, revision->number));
  if (strcmp (words[0], "resolve") == 0)
    return join (hw_history_resolve (history, words[1], rows, error));
  if (strcmp (words[0], "upgrade") == 0)
    return answer_upgrade (history, words[1], rows, error);
  if (strcmp (words[0], "downgrade") == 0)
    return join_numbers (history, hw_history_dup_downgrade_to (history, words[1], rows, error));
  if (strcmp (words[0], "after-up") == 0)
    return join (hw_history_dup_version_after (history, rows, revision->number, FALSE));
  if (strcmp (words[0], "after-down") == 0)
    return join (hw_history_dup_version_after (history, rows, revision->number, TRUE));
  g_error ("no such question: %s", words[0]);
}

int
main (int argc, char **argv)
{
  HwHistoryOptions options = { .path = argv[1] };
  g_autoptr (GError) error = NULL;
  g_autoptr (HwHistory) history = hw_history_load (&options, NULL, &error);
  char line[65536];

  if (history == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), "\t", -1);
      g_autoptr (GError) refusal = NULL;
      g_autofree char *text = answer (history, (const char *const *) words, &refusal);

      if (text != NULL)
        g_print ("%s\n", text);
      else
        g_print ("! %s\n", refusal->message);
    }
  return 0;
}
