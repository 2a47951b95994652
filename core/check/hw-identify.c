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

/* Of several states that a schema fits equally well the history alone cannot tell: this far it may
 * differ from the nearest and still be taken for it, as a part of what is there. */
#define FARTHEST_PART 4

gboolean
hw_candidate_is_near (const HwCandidate *candidate)
{
  return candidate->weight <= hw_schema_get_n_objects (candidate->schema) / FARTHEST_PART;
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

  if (x->weight != y->weight)
    return x->weight < y->weight ? -1 : 1;
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

static GPtrArray *
measure_all (HwSchema *live, GPtrArray *states, const HwFilter *filter)
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
      candidate->weight = measure (state->schema, live, filter);
      g_ptr_array_add (candidates, candidate);
    }
  g_ptr_array_sort (candidates, compare_candidates);
  return candidates;
}

/* Whose history it is, and where its recordings are. */
typedef struct
{
  HwShadow *shadow;
  HwDatabase *database;
  HwHistory *history;
  guint server_major;
  GCancellable *cancellable;
} Past;

/* Whether no revision between the two does anything. */
static gboolean
is_same_state (const Past *past, const HwCandidate *early, const HwCandidate *late)
{
  g_autoptr (GArray) path =
      hw_history_dup_upgrade_path (past->history, (const char *const *) early->version,
                                   (const char *const *) late->version, NULL);
  gboolean same = path != NULL;

  for (guint i = 0; same && i < path->len; i++)
    {
      const HwRevision *revision = hw_history_get (past->history, g_array_index (path, guint, i));
      g_autoptr (HwRecording) recording = hw_shadow_get_recording (
          past->shadow, hw_database_get_service (past->database), revision->id, past->server_major,
          past->database, NULL, past->cancellable, NULL);

      same = recording != NULL && hw_recorded_direction_is_idle (&recording->up);
    }
  return same;
}

static void
join_nearest (const Past *past, GPtrArray *candidates)
{
  for (guint i = 0; i + 1 < candidates->len;)
    {
      const HwCandidate *early = g_ptr_array_index (candidates, i);
      const HwCandidate *late = g_ptr_array_index (candidates, i + 1);

      if (late->weight > early->weight)
        return;
      if (is_same_state (past, early, late))
        g_ptr_array_remove_index (candidates, i);
      else
        i++;
    }
}

GPtrArray *
hw_identify (HwShadow *shadow, HwDatabase *database, HwSchema *live, guint server_major,
             HwProgress *progress, GCancellable *cancellable, GError **error)
{
  HwService *service = hw_database_get_service (database);
  g_autoptr (HwHistory) history = hw_service_load_history (service, cancellable, error);
  g_autoptr (GPtrArray) states =
      history == NULL ? NULL
                      : hw_shadow_get_known_states (shadow, service, server_major, database,
                                                    progress, cancellable, error);
  const Past past = { shadow, database, history, server_major, cancellable };
  GPtrArray *candidates;

  if (states == NULL)
    return NULL;
  candidates = measure_all (live, states, hw_database_get_filter (database));
  join_nearest (&past, candidates);
  return candidates;
}
