/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-suggest.c: what somebody who mistyped a name probably meant. */

#include "hw-suggest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Levenshtein's distance in bytes, a swap of two neighbours counting as one. */
static guint
edit_distance (const char *a, const char *b)
{
  size_t n = strlen (a), m = strlen (b), width = m + 1;
  g_autofree guint *cost = g_new (guint, (n + 1) * width);

  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= m; j++)
      {
        guint *here = &cost[i * width + j];
        gboolean same;

        if (i == 0 || j == 0)
          {
            *here = (guint) (i + j);
            continue;
          }
        same = a[i - 1] == b[j - 1];
        *here = MIN (MIN (here[-1] + 1, *(here - width) + 1), *(here - width - 1) + !same);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          *here = MIN (*here, *(here - 2 * width - 2) + 1);
      }
  return cost[n * width + m];
}

const char *
hw_suggest (const char *word, const char *const *candidates)
{
  g_autofree char *wanted = g_utf8_casefold (word, -1);
  const char *best = NULL;
  guint best_distance = (guint) strlen (wanted) / 3 + 1;

  if (strlen (wanted) > 100)
    return NULL;
  for (guint i = 0; candidates[i] != NULL; i++)
    {
      g_autofree char *candidate = g_utf8_casefold (candidates[i], -1);
      guint distance;

      if (strlen (candidate) > 100)
        continue;
      distance = edit_distance (wanted, candidate);
      if (distance <= best_distance && (best == NULL || distance < best_distance))
        {
          best = candidates[i];
          best_distance = distance;
        }
    }
  return best;
}

char *
hw_suggest_dup_question (const char *word, const char *const *candidates)
{
  const char *near = hw_suggest (word, candidates);

  return near == NULL ? NULL : g_strdup_printf (_ ("Did you mean “%s”?"), near);
}
