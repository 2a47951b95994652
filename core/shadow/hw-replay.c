/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-replay.c: a chain of revisions run in a scratch database, the schema kept after each. */

#include "hw-replay.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-catalog.h"
#include "hw-copy.h"
#include "hw-error.h"
#include "hw-json.h"
#include "hw-name.h"
#include "hw-replay-error.h"
#include "hw-version-store.h"

/* The longest that one revision may take on an empty copy, in seconds. */
#define REVISION_SECONDS 300

/* A replay at work. */
typedef struct
{
  const HwReplay *replay;
  HwChain *chain;
  HwHistory *history;
  HwScratch *scratch;
  HwSchema *schema;  /* of the state it has come to */
  GStrv version;     /* of that state */
  GHashTable *files; /* of the project, read by the revisions so far: path → checksum */
  gboolean may_run;  /* the fleet is trusted */
  GError *distrust;  /* why not */
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->scratch, hw_scratch_free);
  g_clear_pointer (&work->schema, hw_schema_unref);
  g_clear_pointer (&work->version, g_strfreev);
  g_clear_pointer (&work->files, g_hash_table_unref);
  g_clear_error (&work->distrust);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* @own: (nullable): the revision's file, which the state's key tells of already. */
static void
add_files (Work *work, const char *const *files, const char *own)
{
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (g_strcmp0 (files[i], own) != 0 && !g_hash_table_contains (work->files, files[i]))
      g_hash_table_insert (work->files, g_strdup (files[i]),
                           hw_cache_dup_file_checksum (work->replay->cache, files[i]));
}

static HwSchema *
read_schema (Work *work, GError **error)
{
  return hw_catalog_read_for (hw_scratch_get_connection (work->scratch),
                              hw_history_get_version_table (work->history),
                              &work->chain->reading.compare, work->replay->cancellable, error);
}

/* The same where only @change (nullable) was done since the work's schema was read. */
static HwSchema *
read_changed (Work *work, const HwCatalogChange *change, GError **error)
{
  HwSchema *schema = NULL;

  if (change != NULL && work->schema != NULL &&
      !hw_compare_options_read_roles (&work->chain->reading.compare) &&
      !hw_catalog_read_changed (hw_scratch_get_connection (work->scratch), work->schema, change,
                                hw_history_get_version_table (work->history), TRUE, &schema,
                                work->replay->cancellable, error))
    return NULL;
  return schema != NULL ? schema : read_schema (work, error);
}

/* Statements of ours about the version table; that one fails means only that revisions which alter
 * the table fail as well. */
static void
keep_version (Work *work, gboolean create, const char *const *from, const char *const *to)
{
  g_auto (GStrv) statements = NULL;

  if (!hw_history_needs_python (work->history))
    return;
  statements = hw_version_dup_statements (work->history, create, from, to);
  for (guint i = 0; statements[i] != NULL; i++)
    hw_connection_execute (hw_scratch_get_connection (work->scratch), statements[i],
                           work->replay->cancellable, NULL);
}

static gboolean
give_search_path (Work *work, GError **error)
{
  const char *const *path = (const char *const *) work->chain->reading.search_path;

  if (path == NULL)
    return TRUE;
  if (!hw_scratch_set_search_path (work->scratch, path, work->replay->cancellable, error))
    return FALSE;
  hw_connection_set_deadline (hw_scratch_get_connection (work->scratch), REVISION_SECONDS);
  return TRUE;
}

/* The first state of the chain: an empty database, or what the snapshot makes. */
static gboolean
begin (Work *work, GError **error)
{
  const HwReplay *replay = work->replay;
  const HwSnapshot *snapshot = work->chain->snapshot;
  static const char *const base[] = { NULL };
  gboolean guest = !work->may_run && hw_scratch_server_is_private (replay->server);

  if (snapshot != NULL && !work->may_run && !guest)
    {
      g_propagate_error (error, g_error_copy (work->distrust));
      return FALSE;
    }
  work->scratch = hw_scratch_new (replay->server, guest, replay->cancellable, error);
  if (work->scratch == NULL)
    return FALSE;
  hw_connection_set_deadline (hw_scratch_get_connection (work->scratch), REVISION_SECONDS);
  if (snapshot != NULL && !hw_snapshot_run (snapshot, work->chain->timeline->service, work->scratch,
                                            replay->cancellable, error))
    return FALSE;
  if (!give_search_path (work, error))
    return FALSE;
  work->version = hw_chain_dup_version (work->chain, 0);
  if (!guest)
    keep_version (work, TRUE, base, (const char *const *) work->version);
  return TRUE;
}

/* Work has come to state @i: its version, and what the user sees. */
static void
advance (Work *work, guint i)
{
  const HwRevision *revision = hw_chain_get_revision (work->chain, i - 1);
  GStrv next = hw_history_dup_version_after (work->history, (const char *const *) work->version,
                                             revision->number, FALSE);

  g_strfreev (work->version);
  work->version = next;
  hw_progress_set_fraction (work->replay->progress, (double) i / work->chain->numbers->len);
}

static void
tell (Work *work, guint i)
{
  hw_progress_set_text (work->replay->progress, _ ("Replaying %s of %s"),
                        hw_chain_get_revision (work->chain, i)->id,
                        hw_service_get_name (work->chain->timeline->service));
}

/* Reads the schema of state @i, unless the revision that led to it did nothing, and keeps both.
 * @change: (nullable): what the revision did, if it is known. */
static gboolean
keep (Work *work, guint i, HwRecording *recording, const HwCatalogChange *change, GError **error)
{
  HwTimeline *timeline = work->chain->timeline;

  if (i > 0)
    {
      const HwRevision *revision = hw_chain_get_revision (work->chain, i - 1);
      g_autofree char *checksum =
          hw_revision_dup_checksum (revision, hw_cache_get_file_sums (work->replay->cache), error);

      if (checksum == NULL)
        return FALSE;
      if (!g_str_equal (checksum, timeline->checksums[revision->number]))
        {
          hw_set_error (error, HW_ERROR_FAILED, _ ("Try again."),
                        _ ("%s was changed while its history was being replayed"), revision->file);
          return FALSE;
        }
    }
  if (recording == NULL || work->schema == NULL || recording->up.statements->len > 0)
    {
      HwSchema *schema = read_changed (work, change, error);

      if (schema == NULL)
        return FALSE;
      g_clear_pointer (&work->schema, hw_schema_unref);
      work->schema = schema;
    }
  hw_cache_write (work->replay->cache, g_ptr_array_index (work->chain->keys, i), work->schema,
                  recording, work->files);
  return TRUE;
}

/* Runs what is recorded of the revision that leads to state @i. @change: (out) (optional), as
 * hw_copy_run() tells it. */
static gboolean
run_recorded (Work *work, guint i, HwRecording *recording, GPtrArray *notes,
              HwCatalogChange **change, GError **error)
{
  GCancellable *cancellable = work->replay->cancellable;
  g_auto (GStrv) before = g_strdupv (work->version);
  g_auto (GStrv) roles = hw_recording_dup_roles (recording);
  g_autoptr (GError) local = NULL;

  tell (work, i - 1);
  if (!hw_scratch_add_roles (work->scratch, (const char *const *) roles, cancellable, error))
    return FALSE;
  if (!hw_copy_run (work->scratch, recording->up.statements, notes, NULL, NULL, change, cancellable,
                    &local))
    {
      hw_replay_error_set_from_server (work->chain->timeline->service,
                                       hw_chain_get_revision (work->chain, i - 1), local, error);
      return FALSE;
    }
  advance (work, i);
  keep_version (work, FALSE, (const char *const *) before, (const char *const *) work->version);
  return TRUE;
}

static gboolean
run_sql (Work *work, guint from, GError **error)
{
  for (guint i = from; i <= work->chain->numbers->len; i++)
    {
      g_autoptr (HwRecording) recording =
          hw_recording_read_sql (work->history, hw_chain_get_revision (work->chain, i - 1), error);
      g_autoptr (GPtrArray) notes = g_ptr_array_new_null_terminated (0, g_free, TRUE);
      g_autoptr (HwCatalogChange) change = NULL;

      if (recording == NULL || !run_recorded (work, i, recording, notes, &change, error))
        return FALSE;
      g_strfreev (recording->notes);
      recording->notes = g_strdupv ((GStrv) notes->pdata);
      if (!keep (work, i, recording, change, error))
        return FALSE;
    }
  return TRUE;
}

/* The revisions that lead to state @from and all after it, as the recorder wants them. */
static void
add_revisions (Work *work, JsonBuilder *builder, guint from)
{
  GStrv version = g_strdupv (work->version);

  hw_json_begin_array (builder, "revisions");
  for (guint i = from; i <= work->chain->numbers->len; i++)
    {
      const HwRevision *revision = hw_chain_get_revision (work->chain, i - 1);
      GStrv next = hw_history_dup_version_after (work->history, (const char *const *) version,
                                                 revision->number, FALSE);

      g_strfreev (version);
      version = next;
      json_builder_begin_object (builder);
      hw_recorder_add_revision (builder, work->chain->timeline->service, revision->id,
                                revision->file);
      hw_json_add_strings (builder, "version", (const char *const *) version);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  g_strfreev (version);
}

/* Has the recorder run the revisions that lead to state @from and all after it. */
static gboolean
begin_recording (Work *work, guint from, GError **error)
{
  const HwReplay *replay = work->replay;
  HwService *service = work->chain->timeline->service;
  g_auto (GStrv) parts = g_strsplit (hw_history_get_version_table (work->history), ".", 2);
  g_autofree char *table =
      parts[1] == NULL ? hw_quote_identifier (parts[0]) : hw_quote_qualified (parts[0], parts[1]);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) request = NULL;

  if (!hw_recorder_begin_request (builder, service, hw_scratch_get_conninfo (work->scratch),
                                  hw_scratch_get_password (work->scratch), error))
    return FALSE;
  hw_json_add_string (builder, "version_table", table);
  hw_json_add_string (builder, "counts", hw_catalog_get_counts_query ());
  hw_json_add_boolean (builder, "create_roles", hw_scratch_server_is_private (replay->server));
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  hw_json_add_string (builder, "lock_timeout", "10s");
  hw_json_add_string (builder, "session_replication_role", "replica");
  json_builder_end_object (builder);
  add_revisions (work, builder, from);
  json_builder_end_object (builder);
  request = json_builder_get_root (builder);
  return hw_recorder_connect (replay->recorder, request, replay->cancellable, error);
}

/* (transfer full) (nullable): what the revision wrote into the catalogs. */
static HwCatalogChange *
find_change (JsonObject *report)
{
  JsonObject *written = hw_json_get_object (report, "written");
  JsonArray *catalogs = written == NULL ? NULL : hw_json_get_array (written, "catalogs");
  HwCatalogChange *change;

  if (catalogs == NULL)
    return NULL;
  change = hw_catalog_change_new ((guint32) hw_json_get_int (written, "transaction"));
  for (guint i = 0; i < json_array_get_length (catalogs); i++)
    {
      JsonObject *counts = hw_json_get_element (catalogs, i);
      const char *catalog = counts == NULL ? NULL : hw_json_get_string (counts, "catalog");

      if (catalog == NULL)
        {
          hw_catalog_change_free (change);
          return NULL;
        }
      hw_catalog_change_add (change, catalog, hw_json_get_int (counts, "inserted"),
                             hw_json_get_int (counts, "updated"),
                             hw_json_get_int (counts, "deleted"));
    }
  return change;
}

/* Takes the recorder's report on the revision that leads to state @i. */
static gboolean
take_report (Work *work, guint i, GError **error)
{
  const HwRevision *revision = hw_chain_get_revision (work->chain, i - 1);
  HwRecorder *recorder = work->replay->recorder;
  g_autoptr (JsonObject) report = NULL;
  g_autoptr (HwRecording) recording = NULL;
  g_autoptr (HwCatalogChange) change = NULL;
  g_auto (GStrv) files = NULL;

  tell (work, i - 1);
  report = hw_recorder_receive (recorder, REVISION_SECONDS, work->replay->cancellable, error);
  if (report == NULL)
    {
      g_prefix_error (error, _ ("Revision %s of %s (%s): "), revision->id,
                      hw_service_get_name (work->chain->timeline->service), revision->file);
      return FALSE;
    }
  if (hw_json_get_boolean (report, "failed"))
    {
      hw_replay_error_set_from_report (work->chain->timeline->service, revision, report, error);
      return FALSE;
    }
  recording = hw_recording_new_from_json (report, error);
  files = hw_json_dup_strings (report, "files");
  add_files (work, (const char *const *) files, revision->file);
  change = find_change (report);
  advance (work, i);
  return recording != NULL && keep (work, i, recording, change, error) &&
         hw_recorder_send (recorder, "go on", error);
}

static gboolean
run_python (Work *work, guint from, GError **error)
{
  if (!begin_recording (work, from, error))
    return FALSE;
  for (guint i = from; i <= work->chain->numbers->len; i++)
    if (!take_report (work, i, error))
      return FALSE;
  return TRUE;
}

/* (transfer full) (element-type HwRecording): those of the revisions that lead to the first
 * states, as far as the cache knows all before. @n_states: (out): how many states are known. The
 * files these depend on become the work's. */
static GPtrArray *
load_known (Work *work, guint *n_states)
{
  GPtrArray *recordings = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_recording_unref);
  GPtrArray *keys = work->chain->keys;

  work->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  *n_states = 0;
  while (*n_states < keys->len)
    {
      HwRecording *recording = NULL;
      g_auto (GStrv) files = NULL;

      if (!hw_cache_read (work->replay->cache, g_ptr_array_index (keys, *n_states), NULL,
                          &recording, &files))
        break;
      if (*n_states > 0 && recording == NULL)
        break;
      if (recording != NULL)
        g_ptr_array_add (recordings, recording);
      add_files (work, (const char *const *) files, NULL);
      (*n_states)++;
    }
  return recordings;
}

gboolean
hw_replay_run (const HwReplay *replay, GError **error)
{
  g_auto (Work) work = { replay, replay->chain, replay->chain->timeline->history };
  guint n_known;
  g_autoptr (GPtrArray) known = load_known (&work, &n_known);

  if (n_known == replay->chain->keys->len)
    return TRUE;
  work.may_run = hw_fleet_check_trust (replay->fleet, &work.distrust);
  if (!work.may_run && n_known > 0)
    {
      g_propagate_error (error, g_steal_pointer (&work.distrust));
      return FALSE;
    }
  if (!begin (&work, error) || (n_known == 0 && !keep (&work, 0, NULL, NULL, error)))
    return FALSE;
  if (replay->chain->numbers->len == 0)
    return TRUE;
  if (!work.may_run)
    {
      g_propagate_error (error, g_steal_pointer (&work.distrust));
      return FALSE;
    }
  for (guint i = 0; i < known->len; i++)
    if (!run_recorded (&work, i + 1, g_ptr_array_index (known, i), NULL, NULL, error))
      return FALSE;
  if (hw_history_needs_python (work.history))
    return run_python (&work, known->len + 1, error);
  return run_sql (&work, known->len + 1, error);
}

typedef struct
{
  Work *work;
  GPtrArray *schemas;
} Trace;

static gboolean
add_schema (gpointer user_data, GError **error)
{
  Trace *trace = user_data;
  HwSchema *schema = read_schema (trace->work, error);

  if (schema != NULL)
    g_ptr_array_add (trace->schemas, schema);
  return schema != NULL;
}

GPtrArray *
hw_replay_trace (const HwReplay *replay, HwRecording *recording, GError **error)
{
  g_auto (Work) work = { replay, replay->chain, replay->chain->timeline->history };
  g_autoptr (GPtrArray) schemas = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_schema_unref);
  Trace trace = { &work, schemas };
  guint n_known;
  g_autoptr (GPtrArray) known = load_known (&work, &n_known);
  g_auto (GStrv) roles = NULL;

  work.may_run = hw_fleet_check_trust (replay->fleet, error);
  if (!work.may_run || !begin (&work, error))
    return NULL;
  if (known->len < replay->chain->target)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Try again."),
                    _ ("The history of %s was changed while it was being replayed"),
                    hw_service_get_name (replay->chain->timeline->service));
      return NULL;
    }
  for (guint i = 0; i < replay->chain->target; i++)
    if (!run_recorded (&work, i + 1, g_ptr_array_index (known, i), NULL, NULL, error))
      return NULL;
  roles = hw_recording_dup_roles (recording);
  if (!hw_scratch_add_roles (work.scratch, (const char *const *) roles, replay->cancellable,
                             error) ||
      !add_schema (&trace, error) ||
      !hw_copy_run (work.scratch, recording->up.statements, NULL, add_schema, &trace, NULL,
                    replay->cancellable, error))
    return NULL;
  return g_steal_pointer (&schemas);
}
