/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-known-states.c: every state a history passes through, and how far it could be replayed. */

#include "hw-shadow-private.h"

#include <glib/gi18n.h>

#include "hw-error.h"

void
hw_known_state_free (HwKnownState *state)
{
  g_strfreev (state->version);
  hw_schema_unref (state->schema);
  g_free (state);
}

void
hw_stale_snapshot_free (HwStaleSnapshot *stale)
{
  g_free (stale->path);
  g_strfreev (stale->version);
  hw_differences_unref (stale->differences);
  g_free (stale);
}

/* A walk along the line, chain after chain. */
typedef struct
{
  HwJob *job;
  GPtrArray *states; /* of HwKnownState */
  GPtrArray *errors; /* of GError */
  GStrv *versions;   /* of the line, by the number of revisions applied */
} Walk;

static GStrv *
dup_line_versions (HwHistory *history)
{
  guint n = hw_history_get_n (history);
  GStrv *versions = g_new0 (GStrv, n + 2);

  versions[0] = g_new0 (char *, 1);
  for (guint i = 0; i < n; i++)
    versions[i + 1] =
        hw_history_dup_version_after (history, (const char *const *) versions[i], i, FALSE);
  return versions;
}

static void
free_versions (GStrv *versions)
{
  for (guint i = 0; versions[i] != NULL; i++)
    g_strfreev (versions[i]);
  g_free (versions);
}

static void
add_state (Walk *walk, GStrv version, HwSchema *schema)
{
  HwKnownState *state = g_new0 (HwKnownState, 1);

  state->version = g_strdupv (version);
  state->schema = schema;
  g_ptr_array_add (walk->states, state);
}

/* Adds the states of the chain that begins at or before @at on the line, from @at on. Returns where
 * on the line the next chain begins. */
static guint
walk_chain (Walk *walk, guint at)
{
  HwTimeline *timeline = walk->job->timeline;
  guint n = hw_history_get_n (timeline->history);
  g_autoptr (HwChain) chain =
      hw_chain_new (timeline, &walk->job->reading, (const char *const *) walk->versions[at], NULL);
  guint next;

  hw_chain_go_on (chain);
  next = at + chain->keys->len - chain->target;
  /* The last state is that of a snapshot, which has the word there. */
  if (next - 1 > at && hw_timeline_has_snapshot_at (timeline, next - 1))
    next--;
  for (guint i = at; i < next; i++)
    {
      g_autoptr (GError) local = NULL;
      HwSchema *schema = hw_job_get_state (walk->job, chain, chain->target + i - at, &local);

      if (schema != NULL)
        {
          add_state (walk, walk->versions[i], schema);
          continue;
        }
      g_ptr_array_add (walk->errors, g_steal_pointer (&local));
      for (next = i + 1; next <= n; next++)
        if (hw_timeline_has_snapshot_at (timeline, next))
          break;
      return next;
    }
  return next;
}

static void
walk_line (Walk *walk)
{
  guint n = hw_history_get_n (walk->job->timeline->history);

  walk->states = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_known_state_free);
  walk->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  walk->versions = dup_line_versions (walk->job->timeline->history);
  for (guint at = 0; at <= n && !g_cancellable_is_cancelled (walk->job->cancellable);)
    at = walk_chain (walk, at);
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->states, g_ptr_array_unref);
  g_clear_pointer (&walk->errors, g_ptr_array_unref);
  g_clear_pointer (&walk->versions, free_versions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

GPtrArray *
hw_shadow_get_known_states (HwShadow *shadow, HwService *service, guint server_major,
                            HwDatabase *live, HwProgress *progress, GCancellable *cancellable,
                            GError **error)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);
  g_auto (Walk) walk = { .job = &job };

  if (!hw_job_begin (&job, error))
    return NULL;
  walk_line (&walk);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (walk.states->len > 0)
    return g_steal_pointer (&walk.states);
  g_propagate_error (error, g_error_copy (g_ptr_array_index (walk.errors, 0)));
  return NULL;
}

static GStrv
list_needing_python (HwJob *job)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  HwHistory *history = job->timeline->history;

  for (guint i = 0; hw_history_needs_python (history) && i < hw_history_get_n (history); i++)
    {
      const HwRevision *revision = hw_history_get (history, i);
      g_autoptr (HwRecording) recording = hw_job_get_recording (job, revision->id, NULL);

      if (recording != NULL && recording->up.reads_data)
        g_strv_builder_add (builder, revision->id);
    }
  return g_strv_builder_end (builder);
}

HwReplayAccount *
hw_shadow_get_account (HwShadow *shadow, HwService *service, guint server_major, HwDatabase *live,
                       HwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);
  g_auto (Walk) walk = { .job = &job };
  HwReplayAccount *account;

  if (!hw_job_begin (&job, error))
    return NULL;
  walk_line (&walk);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  account = g_new0 (HwReplayAccount, 1);
  account->n_revisions = hw_history_get_n (job.timeline->history);
  /* The state before the first revision is none of a revision. */
  for (guint i = 0; i < walk.states->len; i++)
    {
      const HwKnownState *state = g_ptr_array_index (walk.states, i);

      account->n_replayed += state->version[0] != NULL;
    }
  account->needs_python = list_needing_python (&job);
  account->errors = g_steal_pointer (&walk.errors);
  return account;
}

void
hw_replay_account_free (HwReplayAccount *account)
{
  g_strfreev (account->needs_python);
  g_ptr_array_unref (account->errors);
  g_free (account);
}

char *
hw_replay_account_to_text (HwReplayAccount *account)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("%u of %u revisions replayed"), account->n_replayed,
                          account->n_revisions);
  if (account->needs_python[0] != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", account->needs_python);

      g_string_append_printf (text, _ ("; run as programs, because they read data: %s"), list);
    }
  for (guint i = 0; i < account->errors->len; i++)
    {
      const GError *error = g_ptr_array_index (account->errors, i);
      const char *hint = hw_postgres_error_get_hint (error);

      g_string_append_printf (text, "\n%s%s%s", error->message, hint != NULL ? "\n  " : "",
                              hint != NULL ? hint : "");
    }
  return g_string_free (text, FALSE);
}

/* What the history builds at @snapshot from the one before it; NULL when it builds nothing there.
 */
static HwSchema *
build_at (HwJob *job, const HwSnapshot *snapshot)
{
  HwTimeline *timeline = job->timeline;
  g_autoptr (GArray) applied =
      hw_history_dup_applied (timeline->history, (const char *const *) snapshot->version, NULL);
  guint last = applied == NULL || applied->len == 0
                   ? G_MAXUINT
                   : g_array_index (applied, guint, applied->len - 1);
  g_autoptr (HwChain) chain = NULL;

  if (last == G_MAXUINT || (last + 1 != applied->len && g_strv_length (snapshot->version) > 1))
    return NULL;
  chain = hw_chain_new_through (timeline, &job->reading, last, last + 1 != applied->len);
  return hw_job_get_state (job, chain, chain->target, NULL);
}

GPtrArray *
hw_shadow_verify_snapshots (HwShadow *shadow, HwService *service, guint server_major,
                            HwDatabase *live, HwProgress *progress, GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hw_stale_snapshot_free);
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);

  if (!hw_job_begin (&job, error))
    return NULL;
  for (guint i = 0; i < job.timeline->snapshots->len; i++)
    {
      const HwSnapshot *snapshot = g_ptr_array_index (job.timeline->snapshots, i);
      g_autoptr (HwChain) own =
          hw_chain_new (job.timeline, &job.reading, (const char *const *) snapshot->version, error);
      g_autoptr (HwSchema) actual = own == NULL ? NULL : hw_job_get_state (&job, own, 0, error);
      g_autoptr (HwSchema) expected = actual == NULL ? NULL : build_at (&job, snapshot);
      g_autoptr (HwDifferences) differences = NULL;
      HwStaleSnapshot *stale;

      if (actual == NULL)
        return NULL;
      if (expected == NULL)
        continue;
      differences = hw_schema_compare (expected, actual, NULL);
      if (hw_differences_get_n (differences) == 0)
        continue;
      stale = g_new0 (HwStaleSnapshot, 1);
      stale->path = g_strdup (snapshot->path);
      stale->version = g_strdupv (snapshot->version);
      stale->differences = g_steal_pointer (&differences);
      g_ptr_array_add (found, stale);
    }
  return g_steal_pointer (&found);
}
