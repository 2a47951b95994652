/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-shadow.c: expected schemas: from memory, from the cache on disk, or by a replay. */

#include "hw-shadow-private.h"

#include <glib/gi18n.h>

#include "hw-conninfo.h"
#include "hw-error.h"
#include "hw-parallel.h"
#include "hw-replay.h"

/* One service: replayed by one thread at a time, so that no two do the same work. */
struct _HwServiceShadow
{
  GMutex lock;
  HwTimeline *timeline; /* (nullable): until it is first needed */
  GHashTable *failures; /* key of a chain's last state → GError: not tried again */
};

struct _HwShadow
{
  HwFleet *fleet;
  HwCache *cache;
  GMutex lock;
  GHashTable *services; /* HwService → HwServiceShadow */
  GHashTable *majors;   /* of live servers whose schemas a server of the same version builds */
  GHashTable *paths;    /* HwDatabase → GStrv: a search_path that is not that to public alone */
  GHashTable *schemas;  /* key of a state that was asked for → HwSchema, whichever service's */
  GMutex servers_lock;  /* held while one is started */
  GHashTable *servers;  /* "major", or what Shadow=server leads to → HwScratchServer */
  GPtrArray *notices;   /* of char* */
};

static void
service_shadow_free (gpointer data)
{
  HwServiceShadow *own = data;

  g_clear_pointer (&own->timeline, hw_timeline_free);
  g_hash_table_unref (own->failures);
  g_mutex_clear (&own->lock);
  g_free (own);
}

HwShadow *
hw_shadow_new (HwFleet *fleet)
{
  HwShadow *shadow = g_new0 (HwShadow, 1);

  shadow->fleet = g_object_ref (fleet);
  shadow->cache = hw_cache_new (hw_fleet_get_path (fleet));
  g_mutex_init (&shadow->lock);
  g_mutex_init (&shadow->servers_lock);
  shadow->services = g_hash_table_new_full (NULL, NULL, g_object_unref, service_shadow_free);
  shadow->majors = g_hash_table_new (NULL, NULL);
  shadow->paths = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) g_strfreev);
  shadow->schemas =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) hw_schema_unref);
  shadow->servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) hw_scratch_server_free);
  shadow->notices = g_ptr_array_new_with_free_func (g_free);
  return shadow;
}

void
hw_shadow_free (HwShadow *shadow)
{
  g_hash_table_unref (shadow->services);
  g_hash_table_unref (shadow->majors);
  g_hash_table_unref (shadow->paths);
  g_hash_table_unref (shadow->schemas);
  g_hash_table_unref (shadow->servers);
  g_ptr_array_unref (shadow->notices);
  hw_cache_free (shadow->cache);
  g_mutex_clear (&shadow->lock);
  g_mutex_clear (&shadow->servers_lock);
  g_object_unref (shadow->fleet);
  g_free (shadow);
}

HwCache *
hw_shadow_get_cache (HwShadow *shadow)
{
  return shadow->cache;
}

static gboolean
equal_paths (const char *const *a, const char *const *b)
{
  return a == NULL || b == NULL ? a == b : g_strv_equal (a, b);
}

gboolean
hw_shadow_set_search_path (HwShadow *shadow, HwDatabase *live, const char *const *search_path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);

  if (equal_paths (g_hash_table_lookup (shadow->paths, live), search_path))
    return FALSE;
  if (search_path != NULL)
    g_hash_table_replace (shadow->paths, g_object_ref (live), g_strdupv ((GStrv) search_path));
  else
    g_hash_table_remove (shadow->paths, live);
  return TRUE;
}

GStrv
hw_shadow_dup_search_path (HwShadow *shadow, HwDatabase *live)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);

  return g_strdupv (g_hash_table_lookup (shadow->paths, live));
}

static HwServiceShadow *
get_service (HwShadow *shadow, HwService *service)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);
  HwServiceShadow *own = g_hash_table_lookup (shadow->services, service);

  if (own != NULL)
    return own;
  own = g_new0 (HwServiceShadow, 1);
  g_mutex_init (&own->lock);
  own->failures =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  g_hash_table_insert (shadow->services, g_object_ref (service), own);
  return own;
}

static HwScratchServer *
get_server (HwShadow *shadow, guint major, HwDatabase *live, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->servers_lock);
  gboolean on_live = g_str_equal (hw_fleet_get_shadow (shadow->fleet), "server") && live != NULL;
  g_autofree char *name =
      on_live ? g_strdup (hw_database_get_conninfo (live)) : g_strdup_printf ("%u", major);
  HwScratchServer *server = g_hash_table_lookup (shadow->servers, name);

  if (server != NULL)
    return server;
  server = hw_scratch_server_open (shadow->fleet, major, live, cancellable, error);
  if (server == NULL)
    return NULL;
  hw_cache_tidy ();
  g_hash_table_insert (shadow->servers, g_steal_pointer (&name), server);
  return server;
}

void
hw_shadow_add_notice (HwShadow *shadow, const char *notice)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);

  if (!g_ptr_array_find_with_equal_func (shadow->notices, notice, g_str_equal, NULL))
    g_ptr_array_add (shadow->notices, g_strdup (notice));
}

/* As hw_scratch_server_choose_major(); what is installed is looked for once. */
static guint
find_major (HwShadow *shadow, guint major)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);
  guint found;

  if (g_hash_table_contains (shadow->majors, GUINT_TO_POINTER (major)))
    return major;
  found = hw_scratch_server_choose_major (shadow->fleet, major);
  if (found == major)
    g_hash_table_add (shadow->majors, GUINT_TO_POINTER (major));
  return found;
}

/* The version whose server builds the schemas for a live server of @major. */
static guint
choose_major (HwShadow *shadow, guint major)
{
  guint chosen = find_major (shadow, major);
  g_autofree char *notice = NULL;

  if (chosen == 0 || chosen == major)
    return major;
  notice = g_strdup_printf (_ ("PostgreSQL %u is not installed here, so expected schemas for it "
                               "are built on %u: what the "
                               "two write differently may show as drift (Debian: postgresql-%u)"),
                            major, chosen, major);
  hw_shadow_add_notice (shadow, notice);
  return chosen;
}

HwJob
hw_job_new (HwShadow *shadow, HwService *service, guint server_major, HwDatabase *live,
            HwProgress *progress, GCancellable *cancellable)
{
  return (HwJob){
    .shadow = shadow,
    .service = service,
    .live_major = server_major,
    .live = live,
    .progress = progress,
    .cancellable = cancellable,
  };
}

/* Whether owners and privileges are read, and for whom: the role that libpq would connect as. */
static void
choose_roles (HwJob *job)
{
  const HwCompareOptions options =
      job->live != NULL ? hw_database_get_comparison (job->live) : (HwCompareOptions){ 0 };

  if (!hw_compare_options_read_roles (&options))
    return;
  job->endpoint = hw_conninfo_resolve (hw_database_get_conninfo (job->live), NULL);
  job->reading.compare.owners = options.owners;
  job->reading.compare.privileges = options.privileges;
  job->reading.compare.own_role = job->endpoint != NULL ? job->endpoint->user : NULL;
}

static void
choose_search_path (HwJob *job)
{
  g_auto (GStrv) path =
      job->live != NULL ? hw_shadow_dup_search_path (job->shadow, job->live) : NULL;

  if (path != NULL)
    job->reading.search_path =
        hw_timeline_dup_search_path (job->timeline, (const char *const *) path);
}

/* A timeline of a history that was read anew since is made anew too, and what failed is tried
 * again: other files may be there by now. */
static void
forget_old_timeline (HwJob *job)
{
  HwServiceShadow *own = job->own;
  g_autoptr (HwHistory) history =
      own->timeline != NULL ? hw_service_load_history (job->service, job->cancellable, NULL) : NULL;

  if (own->timeline == NULL || own->timeline->history == history)
    return;
  g_clear_pointer (&own->timeline, hw_timeline_free);
  g_hash_table_remove_all (own->failures);
  hw_cache_forget_files (job->shadow->cache);
}

gboolean
hw_job_begin (HwJob *job, GError **error)
{
  job->own = get_service (job->shadow, job->service);
  job->reading.major = choose_major (job->shadow, job->live_major);
  choose_roles (job);
  g_mutex_lock (&job->own->lock);
  forget_old_timeline (job);
  if (job->own->timeline == NULL)
    job->own->timeline = hw_timeline_new (job->service, hw_cache_get_file_sums (job->shadow->cache),
                                          job->cancellable, error);
  job->timeline = job->own->timeline;
  if (job->timeline != NULL && hw_history_get_notice (job->timeline->history) != NULL)
    hw_shadow_add_notice (job->shadow, hw_history_get_notice (job->timeline->history));
  job->cache = job->shadow->cache;
  if (job->timeline == NULL)
    return FALSE;
  choose_search_path (job);
  return TRUE;
}

void
hw_job_end (HwJob *job)
{
  if (job->own != NULL)
    g_mutex_unlock (&job->own->lock);
  g_clear_pointer (&job->endpoint, hw_endpoint_free);
  g_clear_pointer (&job->reading.search_path, g_strfreev);
}

gboolean
hw_job_prepare_replay (HwJob *job, HwChain *chain, HwReplay *replay, GError **error)
{
  *replay = (HwReplay){
    .fleet = job->shadow->fleet,
    .cache = job->cache,
    .chain = chain,
    .progress = job->progress,
    .cancellable = job->cancellable,
    .server = get_server (job->shadow, job->reading.major, job->live, job->cancellable, error),
  };
  return replay->server != NULL;
}

gboolean
hw_job_replay (HwJob *job, HwChain *chain, GError **error)
{
  HwHistory *history = chain->timeline->history;
  const char *last;
  const GError *before;
  g_autoptr (HwRecorder) recorder = NULL;
  g_autoptr (GError) local = NULL;
  HwReplay replay;

  hw_chain_go_on (chain);
  last = g_ptr_array_index (chain->keys, chain->keys->len - 1);
  before = g_hash_table_lookup (job->own->failures, last);
  if (before != NULL)
    {
      g_propagate_error (error, g_error_copy (before));
      return FALSE;
    }
  /* It gets ready while the server does. */
  if (hw_history_needs_python (history))
    recorder = hw_recorder_start (job->shadow->fleet, job->service, history, "record");
  if (hw_job_prepare_replay (job, chain, &replay, &local))
    {
      replay.recorder = recorder;
      if (hw_replay_run (&replay, &local))
        return TRUE;
    }
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (local, HW_ERROR, HW_ERROR_UNTRUSTED))
    g_hash_table_replace (job->own->failures, g_strdup (last), g_error_copy (local));
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
set_changed_error (HwJob *job, GError **error)
{
  hw_set_error (error, HW_ERROR_FAILED, _ ("Try again."),
                _ ("The files of %s were changed while its history was being replayed"),
                hw_service_get_name (job->service));
}

/* (transfer full) (nullable) */
static HwSchema *
find_schema (HwShadow *shadow, const char *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);
  HwSchema *schema = g_hash_table_lookup (shadow->schemas, key);

  return schema != NULL ? hw_schema_ref (schema) : NULL;
}

static void
keep_schema (HwShadow *shadow, const char *key, HwSchema *schema)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);

  g_hash_table_replace (shadow->schemas, g_strdup (key), hw_schema_ref (schema));
}

HwSchema *
hw_job_get_state (HwJob *job, HwChain *chain, guint i, GError **error)
{
  const char *key = g_ptr_array_index (chain->keys, i);
  g_autoptr (GError) local = NULL;
  HwSchema *schema = find_schema (job->shadow, key);

  if (schema != NULL)
    return schema;
  if (hw_cache_read (job->cache, key, &schema, NULL, NULL))
    return schema;
  /* What it fails on may come only after this state. */
  if (!hw_job_replay (job, chain, &local) && !hw_cache_read (job->cache, key, &schema, NULL, NULL))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (schema == NULL && !hw_cache_read (job->cache, key, &schema, NULL, NULL))
    set_changed_error (job, error);
  return schema;
}

HwSchema *
hw_shadow_get_expected (HwShadow *shadow, HwService *service, const char *const *version,
                        guint server_major, HwDatabase *live, HwProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);
  g_autoptr (HwChain) chain = NULL;
  HwSchema *schema;

  if (!hw_job_begin (&job, error))
    return NULL;
  chain = hw_chain_new (job.timeline, &job.reading, version, error);
  if (chain == NULL)
    return NULL;
  schema = hw_job_get_state (&job, chain, chain->target, error);
  if (schema != NULL)
    keep_schema (shadow, g_ptr_array_index (chain->keys, chain->target), schema);
  return schema;
}

HwSchema *
hw_shadow_find_expected (HwShadow *shadow, HwService *service, const char *const *version,
                         guint server_major, HwDatabase *live, GCancellable *cancellable)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, NULL, cancellable);
  g_autoptr (HwChain) chain = NULL;
  HwSchema *schema;
  const char *key;

  if (!hw_job_begin (&job, NULL))
    return NULL;
  chain = hw_chain_new (job.timeline, &job.reading, version, NULL);
  if (chain == NULL)
    return NULL;
  key = g_ptr_array_index (chain->keys, chain->target);
  schema = find_schema (shadow, key);
  if (schema == NULL && hw_cache_read (job.cache, key, &schema, NULL, NULL))
    keep_schema (shadow, key, schema);
  return schema;
}

typedef struct
{
  HwJob *job;
  HwChain *chain;
  guint first;
  HwSchema **schemas;
} Prefetch;

static void
prefetch_state (guint i, gpointer data)
{
  Prefetch *prefetch = data;
  const char *key = g_ptr_array_index (prefetch->chain->keys, prefetch->first + i);

  prefetch->schemas[i] = find_schema (prefetch->job->shadow, key);
  if (prefetch->schemas[i] == NULL)
    hw_cache_read (prefetch->job->cache, key, &prefetch->schemas[i], NULL, NULL);
}

void
hw_shadow_prefetch (HwShadow *shadow, HwService *service, const char *const *version, guint n,
                    guint server_major, HwDatabase *live, GCancellable *cancellable)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, NULL, cancellable);
  g_autoptr (HwChain) chain = NULL;
  g_autofree HwSchema **schemas = NULL;
  Prefetch prefetch = { &job, NULL, 0, NULL };

  if (!hw_job_begin (&job, NULL))
    return;
  chain = hw_chain_new (job.timeline, &job.reading, version, NULL);
  if (chain == NULL)
    return;
  n = MIN (n, chain->target + 1);
  prefetch.chain = chain;
  prefetch.first = chain->target + 1 - n;
  prefetch.schemas = schemas = g_new0 (HwSchema *, n + 1);
  hw_parallel_run (n, g_get_num_processors (), prefetch_state, &prefetch);
  for (guint i = 0; i < n; i++)
    {
      if (schemas[i] != NULL)
        keep_schema (shadow, g_ptr_array_index (chain->keys, prefetch.first + i), schemas[i]);
      g_clear_pointer (&schemas[i], hw_schema_unref);
    }
}

static HwRecording *
get_recording_of (HwJob *job, HwChain *chain, GError **error)
{
  const char *key = g_ptr_array_index (chain->keys, chain->target);
  g_autoptr (GError) local = NULL;
  HwRecording *recording = NULL;

  if (hw_cache_read (job->cache, key, NULL, &recording, NULL) && recording != NULL)
    return recording;
  if (!hw_job_replay (job, chain, &local) &&
      !hw_cache_read (job->cache, key, NULL, &recording, NULL))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (recording == NULL && !hw_cache_read (job->cache, key, NULL, &recording, NULL))
    set_changed_error (job, error);
  return recording;
}

HwRecording *
hw_job_get_recording (HwJob *job, const char *id, GError **error)
{
  const HwRevision *revision = hw_history_find (job->timeline->history, id);
  g_autoptr (HwChain) line = NULL;
  g_autoptr (HwChain) alone = NULL;
  g_autoptr (GError) local = NULL;
  HwRecording *recording;

  if (revision == NULL)
    {
      hw_set_error (error, HW_ERROR_NOT_FOUND, NULL,
                    _ ("There is no revision %s in the history of %s"), id,
                    hw_service_get_name (job->service));
      return NULL;
    }
  if (!hw_history_needs_python (job->timeline->history))
    return hw_recording_read_sql (job->timeline->history, revision, error);
  line = hw_chain_new_through (job->timeline, &job->reading, revision->number, FALSE);
  recording = get_recording_of (job, line, &local);
  if (recording != NULL)
    return recording;
  /* The line may have failed on a branch that it does not need. */
  alone = hw_chain_new_through (job->timeline, &job->reading, revision->number, TRUE);
  if (alone->target < line->target)
    recording = get_recording_of (job, alone, NULL);
  if (recording == NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return recording;
}

HwRecording *
hw_shadow_get_recording (HwShadow *shadow, HwService *service, const char *revision,
                         guint server_major, HwDatabase *live, HwProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);

  return hw_job_begin (&job, error) ? hw_job_get_recording (&job, revision, error) : NULL;
}

GPtrArray *
hw_shadow_trace_revision (HwShadow *shadow, HwService *service, const char *const *version,
                          const char *revision, guint server_major, HwDatabase *live,
                          HwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (HwJob) job = hw_job_new (shadow, service, server_major, live, progress, cancellable);
  g_autoptr (HwChain) chain = NULL;
  g_autoptr (HwSchema) before = NULL;
  g_autoptr (HwRecording) recording = NULL;
  HwReplay replay;

  if (!hw_job_begin (&job, error))
    return NULL;
  chain = hw_chain_new (job.timeline, &job.reading, version, error);
  if (chain == NULL)
    return NULL;
  /* Both leave in the cache what the trace starts from. */
  before = hw_job_get_state (&job, chain, chain->target, error);
  if (before == NULL)
    return NULL;
  recording = hw_job_get_recording (&job, revision, error);
  if (recording == NULL || !hw_job_prepare_replay (&job, chain, &replay, error))
    return NULL;
  return hw_replay_trace (&replay, recording, error);
}

GStrv
hw_shadow_take_notices (HwShadow *shadow)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&shadow->lock);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *notice = hw_cache_take_notice (shadow->cache);

  if (notice != NULL)
    g_strv_builder_add (builder, notice);
  for (guint i = 0; i < shadow->notices->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (shadow->notices, i));
  g_ptr_array_set_size (shadow->notices, 0);
  return g_strv_builder_end (builder);
}
