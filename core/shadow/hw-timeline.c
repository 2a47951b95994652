/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-timeline.c: the states a history passes through, and the ways to build them. */

#include "hw-timeline.h"

#include "hw-kind.h"
#include "hw-recorder.h"

/* Changes whenever what is kept, or how replays work, does. */
#define CACHE_FORMAT "headway 4"

/* One revision run on one state. */
typedef struct
{
  const char *key; /* the timeline's */
  guint number;
} Passage;

static guint
hash_passage (gconstpointer data)
{
  const Passage *passage = data;

  return g_direct_hash (passage->key) * 31 + passage->number;
}

static gboolean
equal_passages (gconstpointer a, gconstpointer b)
{
  const Passage *one = a;
  const Passage *other = b;

  return one->key == other->key && one->number == other->number;
}

HwTimeline *
hw_timeline_new (HwService *service, HwFileSums *sums, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwTimeline) timeline = g_new0 (HwTimeline, 1);
  const char *runner = hw_service_get_runner (service);
  guint n;

  timeline->service = g_object_ref (service);
  timeline->history = hw_service_load_history (service, cancellable, error);
  if (timeline->history == NULL)
    return NULL;
  timeline->snapshots = hw_snapshot_load_all (service, timeline->history, error);
  if (timeline->snapshots == NULL)
    return NULL;
  n = hw_history_get_n (timeline->history);
  timeline->checksums = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      timeline->checksums[i] =
          hw_revision_dup_checksum (hw_history_get (timeline->history, i), sums, error);
      if (timeline->checksums[i] == NULL)
        return NULL;
    }
  /* Two checkouts of one project may differ in the modules that their revisions import, and so may
   * the places that runners lead to. */
  timeline->project =
      hw_history_needs_python (timeline->history)
          ? g_strconcat (hw_recorder_get_checksum (), "\n", hw_service_get_migrations (service),
                         runner != NULL ? "\n" : NULL, runner, NULL)
          : g_strdup ("");
  timeline->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  timeline->following = g_hash_table_new_full (hash_passage, equal_passages, g_free, NULL);
  return g_steal_pointer (&timeline);
}

void
hw_timeline_free (HwTimeline *timeline)
{
  g_clear_pointer (&timeline->snapshots, g_ptr_array_unref);
  g_clear_pointer (&timeline->history, hw_history_unref);
  g_clear_object (&timeline->service);
  g_strfreev (timeline->checksums);
  g_free (timeline->project);
  g_clear_pointer (&timeline->following, g_hash_table_unref);
  g_clear_pointer (&timeline->keys, g_hash_table_unref);
  g_clear_pointer (&timeline->owned, hw_owned_schemas_free);
  g_free (timeline);
}

void
hw_chain_free (HwChain *chain)
{
  g_clear_pointer (&chain->numbers, g_array_unref);
  g_clear_pointer (&chain->keys, g_ptr_array_unref);
  g_free (chain);
}

/* SHA-256 over texts, each ended so that none runs into the next. */
static char *
hash_texts (const char *const *texts)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_checksum_update (sum, (const guchar *) texts[i], -1);
      g_checksum_update (sum, (const guchar *) "", 1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* The timeline's own copy of @key, which is taken. */
static char *
keep_key (HwTimeline *timeline, char *key)
{
  gpointer kept = NULL;

  if (g_hash_table_lookup_extended (timeline->keys, key, &kept, NULL))
    g_free (key);
  else
    g_hash_table_add (timeline->keys, kept = key);
  return kept;
}

/* The key of the state after revision @number is run on state @key: chains have long beginnings in
 * common. */
static char *
get_following (HwTimeline *timeline, const char *key, guint number)
{
  const Passage passage = { key, number };
  char *following = g_hash_table_lookup (timeline->following, &passage);
  const char *const texts[] = { key, timeline->project,
                                hw_history_get (timeline->history, number)->id,
                                timeline->checksums[number], NULL };

  if (following != NULL)
    return following;
  following = keep_key (timeline, hash_texts (texts));
  g_hash_table_insert (timeline->following, g_memdup2 (&passage, sizeof passage), following);
  return following;
}

GStrv
hw_timeline_dup_search_path (HwTimeline *timeline, const char *const *search_path)
{
  if (timeline->owned == NULL)
    timeline->owned = hw_owned_schemas_new (timeline->history);
  return hw_owned_schemas_dup_others (timeline->owned, search_path);
}

static char *
dup_reading (const HwReading *reading)
{
  const HwCompareOptions *compare = &reading->compare;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", reading->major);
  if (hw_compare_options_read_roles (compare))
    g_string_append_printf (text, "%s%s of %s", compare->owners ? " owners" : "",
                            compare->privileges ? " privileges" : "",
                            compare->own_role != NULL ? compare->own_role : "");
  for (guint i = 0; reading->search_path != NULL && reading->search_path[i] != NULL; i++)
    g_string_append_printf (text, "\n%s", reading->search_path[i]);
  return g_string_free (text, FALSE);
}

static void
add_first_key (HwChain *chain)
{
  HwTimeline *timeline = chain->timeline;
  g_autofree char *reading = dup_reading (&chain->reading);
  /* Schemas that another build wrote cannot be read: they are no states of this one. A state of a
   * snapshot depends on nothing but the snapshot. */
  const char *const first[] = { CACHE_FORMAT,
                                hw_kind_get_fingerprint (),
                                reading,
                                chain->snapshot == NULL ? "" : chain->snapshot->digest,
                                hw_history_get_version_table (timeline->history),
                                NULL };

  chain->keys = g_ptr_array_new ();
  g_ptr_array_add (chain->keys, keep_key (timeline, hash_texts (first)));
}

static void
add_revision (HwChain *chain, guint number)
{
  const char *before = g_ptr_array_index (chain->keys, chain->keys->len - 1);

  g_array_append_val (chain->numbers, number);
  g_ptr_array_add (chain->keys, get_following (chain->timeline, before, number));
}

GArray *
hw_timeline_dup_line (guint n)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    g_array_append_val (numbers, i);
  return numbers;
}

gboolean
hw_timeline_has_snapshot_at (HwTimeline *timeline, guint n)
{
  for (guint i = 0; i < timeline->snapshots->len; i++)
    {
      const HwSnapshot *snapshot = g_ptr_array_index (timeline->snapshots, i);
      g_autoptr (GArray) applied =
          hw_history_dup_applied (timeline->history, (const char *const *) snapshot->version, NULL);

      if (applied != NULL && applied->len == n &&
          (n == 0 || g_array_index (applied, guint, n - 1) == n - 1))
        return TRUE;
    }
  return FALSE;
}

/* From @start (a snapshot for some of them) through all of @applied. */
static HwChain *
chain_through (HwTimeline *timeline, const HwReading *reading, HwSnapshot *start, GArray *applied)
{
  HwChain *chain = g_new0 (HwChain, 1);
  g_autoptr (GArray) known = NULL;

  chain->timeline = timeline;
  chain->reading = *reading;
  chain->snapshot = start;
  chain->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  add_first_key (chain);
  if (start != NULL)
    known = hw_history_dup_applied (timeline->history, (const char *const *) start->version, NULL);
  /* Both ascend, and what is known is part of what is applied. */
  for (guint i = 0, at = 0; i < applied->len; i++)
    {
      guint number = g_array_index (applied, guint, i);

      if (known != NULL && at < known->len && g_array_index (known, guint, at) == number)
        at++;
      else
        add_revision (chain, number);
    }
  chain->target = chain->numbers->len;
  chain->n_applied = applied->len;
  return chain;
}

void
hw_chain_go_on (HwChain *chain)
{
  HwTimeline *timeline = chain->timeline;
  guint from = chain->on_line ? chain->n_applied : hw_history_get_n (timeline->history);

  for (guint i = from; i < hw_history_get_n (timeline->history); i++)
    {
      if (i > from && hw_timeline_has_snapshot_at (timeline, i))
        break;
      add_revision (chain, i);
    }
  chain->on_line = FALSE;
}

HwChain *
hw_chain_new (HwTimeline *timeline, const HwReading *reading, const char *const *version,
              GError **error)
{
  g_autoptr (GArray) applied = hw_history_dup_applied (timeline->history, version, error);
  HwSnapshot *start;
  HwChain *chain;

  if (applied == NULL)
    return NULL;
  start = hw_snapshot_find (timeline->snapshots, timeline->history, applied);
  chain = chain_through (timeline, reading, start, applied);
  chain->on_line =
      applied->len == 0 || g_array_index (applied, guint, applied->len - 1) == applied->len - 1;
  return chain;
}

HwChain *
hw_chain_new_through (HwTimeline *timeline, const HwReading *reading, guint number, gboolean alone)
{
  const char *const version[] = { hw_history_get (timeline->history, number)->id, NULL };
  g_autoptr (GArray) applied = alone ? hw_history_dup_applied (timeline->history, version, NULL)
                                     : hw_timeline_dup_line (number + 1);
  g_autoptr (GArray) before = g_array_copy (applied);
  HwSnapshot *start;
  HwChain *chain;

  /* It has the highest number of those that are applied with it. */
  g_array_set_size (before, before->len - 1);
  start = hw_snapshot_find (timeline->snapshots, timeline->history, before);
  chain = chain_through (timeline, reading, start, applied);
  chain->on_line = !alone;
  return chain;
}

const HwRevision *
hw_chain_get_revision (HwChain *chain, guint i)
{
  return hw_history_get (chain->timeline->history, g_array_index (chain->numbers, guint, i));
}

GStrv
hw_chain_dup_version (HwChain *chain, guint i)
{
  HwHistory *history = chain->timeline->history;
  GStrv version =
      chain->snapshot == NULL ? g_new0 (char *, 1) : g_strdupv (chain->snapshot->version);

  for (guint j = 0; j < i; j++)
    {
      guint number = g_array_index (chain->numbers, guint, j);
      GStrv next =
          hw_history_dup_version_after (history, (const char *const *) version, number, FALSE);

      g_strfreev (version);
      version = next;
    }
  return version;
}
