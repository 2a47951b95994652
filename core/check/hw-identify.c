/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-identify.c: which revisions a schema looks like. */

#include "hw-identify.h"

void
hw_candidate_free (HwCandidate *candidate)
{
  g_strfreev (candidate->version);
  hw_differences_unref (candidate->differences);
  hw_schema_unref (candidate->schema);
  g_free (candidate);
}

char *
hw_version_to_text (const char *const *version)
{
  return version[0] == NULL ? g_strdup ("base") : g_strjoinv (", ", (char **) version);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const HwCandidate *x = *(HwCandidate *const *) a, *y = *(HwCandidate *const *) b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return x->place < y->place ? -1 : x->place > y->place;
}

/* Every object counts: a table that is too much, and its ten columns, are no smaller a difference
 * than three missing checks. */
static guint
measure (HwSchema *expected, HwSchema *live, const HwFilter *filter)
{
  const HwCompareOptions options = { .every_object = TRUE, .filter = filter };
  g_autoptr (HwDifferences) all = hw_schema_compare (expected, live, &options);

  return hw_differences_get_n (all);
}

GPtrArray *
hw_identify (HwSchema *live, GPtrArray *states, const HwFilter *filter)
{
  const HwCompareOptions options = { .filter = filter };
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_candidate_free);

  for (guint i = 0; i < states->len; i++)
    {
      HwKnownState *state = g_ptr_array_index (states, i);
      HwCandidate *candidate = g_new0 (HwCandidate, 1);

      candidate->version = g_strdupv (state->version);
      candidate->place = i;
      candidate->schema = hw_schema_ref (state->schema);
      candidate->differences = hw_schema_compare (state->schema, live, &options);
      candidate->distance = measure (state->schema, live, filter);
      g_ptr_array_add (candidates, candidate);
    }
  g_ptr_array_sort (candidates, compare_candidates);
  return candidates;
}
