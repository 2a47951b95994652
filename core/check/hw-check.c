/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-check.c: what a database is: version, drift, identification, verdict. */

#include "hw-check.h"

#include <glib/gi18n.h>

#include "hw-catalog-sum.h"
#include "hw-catalog.h"
#include "hw-error.h"
#include "hw-marks.h"
#include "hw-mend.h"
#include "hw-parallel.h"
#include "hw-pause.h"

#define LOOK_AGAIN_AFTER_MS 500

void
hw_unfinished_free (HwUnfinished *unfinished)
{
  g_free (unfinished->step);
  g_free (unfinished->action);
  g_free (unfinished->revision);
  g_strfreev (unfinished->version_before);
  g_strfreev (unfinished->version_after);
  g_free (unfinished->digest);
  g_free (unfinished->since);
  g_free (unfinished);
}

HwCheck *
hw_check_ref (HwCheck *check)
{
  g_atomic_ref_count_inc (&check->references);
  return check;
}

void
hw_check_unref (HwCheck *check)
{
  if (!g_atomic_ref_count_dec (&check->references))
    return;
  g_object_unref (check->database);
  g_clear_pointer (&check->history, hw_history_unref);
  g_clear_pointer (&check->version, hw_version_free);
  g_strfreev (check->other_tables);
  g_strfreev (check->heads);
  g_strfreev (check->measured);
  g_clear_pointer (&check->live, hw_schema_unref);
  g_free (check->place);
  g_free (check->moment);
  g_free (check->sum);
  g_clear_pointer (&check->expected, hw_schema_unref);
  g_clear_pointer (&check->drift, hw_differences_unref);
  g_clear_pointer (&check->candidates, g_ptr_array_unref);
  g_clear_pointer (&check->holder, hw_lock_holder_free);
  g_clear_pointer (&check->unfinished, hw_unfinished_free);
  g_clear_error (&check->error);
  g_free (check);
}

/* What the server itself refuses, or gives to read that makes no sense, is "blocked": it was
 * reached. */
static HwVerdict
judge_failure (const GError *error)
{
  gboolean reached = g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_SERVER) ||
                     g_error_matches (error, HW_ERROR, HW_ERROR_FAILED) ||
                     hw_postgres_error_has_state (error, "42501");

  return reached ? HW_VERDICT_BLOCKED : HW_VERDICT_UNREACHABLE;
}

static gboolean
knows_all (HwHistory *history, const char *const *version)
{
  for (; *version != NULL; version++)
    if (hw_history_find (history, *version) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
hw_check_overlaps (const HwCheck *check)
{
  g_auto (GStrv) normal = hw_history_dup_normal_version (
      check->history, (const char *const *) check->version->rows, NULL);

  return normal == NULL || g_strv_length (normal) != g_strv_length (check->version->rows);
}

static guint
count_pending (HwCheck *check)
{
  g_autoptr (GArray) path =
      hw_history_dup_upgrade_path (check->history, (const char *const *) check->version->rows,
                                   (const char *const *) check->heads, NULL);

  return path == NULL ? 0 : path->len;
}

/* What can be said from the version rows and the marks alone; drift comes after. */
static HwVerdict
judge_version (HwCheck *check)
{
  const char *const *rows = (const char *const *) check->version->rows;

  if (check->holder != NULL)
    return HW_VERDICT_BLOCKED;
  if (check->version->dirty || check->unfinished != NULL)
    return HW_VERDICT_DIRTY;
  if (!knows_all (check->history, rows))
    return HW_VERDICT_AHEAD;
  if (hw_check_overlaps (check))
    return HW_VERDICT_DIVERGED;
  /* Several heads are a fork, unless the database stands on all of them. */
  if (g_strv_length (check->heads) > 1 && check->n_pending > 0)
    return HW_VERDICT_DIVERGED;
  if (rows[0] == NULL)
    return hw_schema_is_empty (check->live) ? HW_VERDICT_EMPTY : HW_VERDICT_UNVERSIONED;
  return check->n_pending > 0 ? HW_VERDICT_BEHIND : HW_VERDICT_UP_TO_DATE;
}

/* Which revisions it looks like. That nothing is known leaves the candidates NULL. */
static void
identify (HwCheck *check, HwShadow *shadow, HwProgress *progress, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  check->candidates = hw_identify (shadow, check->database, check->live, check->server_major,
                                   progress, cancellable, &error);
  if (check->candidates == NULL && check->error == NULL)
    check->error = g_steal_pointer (&error);
}

/* Another state of the history that it is nearer to is a way out, too. */
static gboolean
finds_only_loss (HwCheck *check)
{
  const HwDdlOptions options = { .destroy = FALSE };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) statements = NULL;
  g_autoptr (HwSchema) mended = NULL;

  if (check->verdict != HW_VERDICT_DRIFTED || check->n_pending > 0 ||
      hw_differences_count (check->drift, HW_CHANGE_MISSING) > 0)
    return FALSE;
  if (check->candidates != NULL && check->candidates->len > 0 &&
      ((HwCandidate *) check->candidates->pdata[0])->weight < hw_check_get_own_weight (check))
    return FALSE;
  all = hw_check_choose (check, NULL);
  mended = hw_schema_mend (check->live, check->expected, (const HwDifference *const *) all->pdata,
                           all->len);
  statements = hw_ddl_write (check->live, mended, &options, NULL);
  return statements != NULL && statements->len == 0;
}

/* A look at one database, while it lasts. */
typedef struct
{
  HwCheck *check;
  HwShadow *shadow;
  HwProgress *progress;
  GCancellable *cancellable;
  HwConnection *connection;
  HwSeen *seen;    /* what the last look saw, and this one */
  HwSchema *guess; /* (nullable): the expected one at the heads */
  GError *error;   /* of the connection */
} Look;

static gboolean
load_history (Look *look)
{
  HwCheck *check = look->check;

  check->history = hw_service_load_history (hw_database_get_service (check->database),
                                            look->cancellable, &check->error);
  if (check->history == NULL)
    return FALSE;
  check->heads = hw_history_dup_heads (check->history);
  look->seen = hw_seen_new (hw_shadow_get_cache (look->shadow),
                            hw_database_get_conninfo (check->database), check->history);
  return TRUE;
}

/* Connects, and reads all but the schema. What is expected is looked up before anything is asked,
 * for the search_path of the last look. */
static gboolean
ask_server (Look *look)
{
  HwCheck *check = look->check;
  const HwSight *last = &look->seen->last, *now = &look->seen->now;

  look->connection = hw_database_connect (check->database, look->cancellable, &look->error);
  if (look->connection == NULL)
    return FALSE;
  check->server_major = hw_connection_get_server_major (look->connection);
  if (last->place != NULL)
    hw_shadow_set_search_path (look->shadow, check->database,
                               (const char *const *) last->search_path);
  look->guess = hw_shadow_find_expected (look->shadow, hw_database_get_service (check->database),
                                         (const char *const *) check->heads, check->server_major,
                                         check->database, look->cancellable);
  if (!hw_marks_read (check, look->seen, look->connection, look->cancellable, &look->error))
    return FALSE;
  if (hw_shadow_set_search_path (look->shadow, check->database,
                                 (const char *const *) now->search_path))
    g_clear_pointer (&look->guess, hw_schema_unref);
  return check->version->rows[0] != NULL ||
         hw_version_find_others (look->connection, check->history, &check->other_tables,
                                 look->cancellable, &look->error);
}

/* Without a known version the schema is measured against the heads: that is what the services need.
 */
static void
find_expected (Look *look)
{
  HwCheck *check = look->check;
  gboolean has_version = check->version->rows[0] != NULL &&
                         knows_all (check->history, (const char *const *) check->version->rows);

  check->measured = g_strdupv (has_version ? check->version->rows : check->heads);
  if (look->guess != NULL &&
      g_strv_equal ((const char *const *) check->measured, (const char *const *) check->heads))
    check->expected = hw_schema_ref (look->guess);
  else
    check->expected =
        hw_shadow_get_expected (look->shadow, hw_database_get_service (check->database),
                                (const char *const *) check->measured, check->server_major,
                                check->database, look->progress, look->cancellable, &check->error);
}

/* The schema, read only when it is another than at the last look. What is seen then does not tell
 * who has which name, so that owners and privileges are read each time. */
static void
find_live (Look *look)
{
  HwCheck *check = look->check;
  HwCache *cache = hw_shadow_get_cache (look->shadow);
  HwCompareOptions options = hw_database_get_comparison (check->database);
  gboolean keeps = !hw_compare_options_read_roles (&options);

  options.own_role = hw_connection_get_user (look->connection);
  if (keeps)
    check->live = hw_seen_get_schema (look->seen, cache, look->guess);
  if (check->live == NULL)
    {
      check->live =
          hw_catalog_read_for (look->connection, hw_history_get_version_table (check->history),
                               &options, look->cancellable, &look->error);
      /* In the same snapshot. Without a sum the next look reads again, too. */
      if (check->live != NULL && keeps)
        {
          g_free (look->seen->now.sum);
          look->seen->now.sum =
              hw_catalog_sum_read (look->connection, NULL, look->cancellable, NULL);
        }
    }
  if (check->live == NULL || !keeps)
    return;
  check->place = g_strdup (look->seen->now.place);
  check->moment = g_strdup (look->seen->now.moment);
  check->sum = g_strdup (hw_seen_get_sum (look->seen));
  hw_seen_keep (look->seen, cache, check->live, look->guess);
}

/* Finds the live schema and is done with the server (0); finds the expected one (1), but for a
 * database without version rows, which may be empty. */
static void
read_or_expect (guint i, gpointer user_data)
{
  Look *look = user_data;

  if (i == 0)
    {
      find_live (look);
      g_clear_pointer (&look->connection, hw_connection_free);
    }
  else if (look->check->version->rows[0] != NULL)
    {
      find_expected (look);
    }
}

/* The drift, and what that makes of the verdict. */
static void
judge_schema (Look *look)
{
  HwCheck *check = look->check;
  const HwCompareOptions options = hw_database_get_comparison (check->database);

  if (check->measured == NULL)
    find_expected (look);
  /* That all is missing is no drift; what the heads build was asked for to know that it can be. */
  if (check->verdict == HW_VERDICT_EMPTY)
    return;
  if (check->expected != NULL)
    check->drift = hw_schema_compare (check->expected, check->live, &options);
  if (check->drift != NULL && hw_differences_get_n (check->drift) > 0 &&
      (check->verdict == HW_VERDICT_BEHIND || check->verdict == HW_VERDICT_UP_TO_DATE))
    check->verdict = HW_VERDICT_DRIFTED;
  if (check->verdict == HW_VERDICT_DRIFTED || check->verdict == HW_VERDICT_UNVERSIONED ||
      check->verdict == HW_VERDICT_AHEAD)
    identify (check, look->shadow, look->progress, look->cancellable);
  check->only_loss_mends = finds_only_loss (check);
}

/* Fills in @check. What went wrong with the history comes before what the server says. */
static void
look_at (Look *look)
{
  HwCheck *check = look->check;

  check->verdict = HW_VERDICT_UNKNOWN;
  hw_progress_set_text (look->progress, _ ("Reading %s"), hw_database_get_title (check->database));
  if (!load_history (look))
    return;
  check->verdict = HW_VERDICT_UNREACHABLE;
  if (ask_server (look))
    hw_parallel_run (2, hw_seen_is_true (look->seen) ? 1 : 2, read_or_expect, look);
  if (check->live == NULL)
    {
      check->verdict = judge_failure (look->error);
      return;
    }
  check->n_pending = knows_all (check->history, (const char *const *) check->version->rows)
                         ? count_pending (check)
                         : 0;
  check->verdict = judge_version (check);
  judge_schema (look);
}

HwCheck *
hw_check_database (HwDatabase *database, HwShadow *shadow, HwProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (HwCheck) check = g_new0 (HwCheck, 1);
  Look look = {
    .check = check, .shadow = shadow, .progress = progress, .cancellable = cancellable
  };

  g_atomic_ref_count_init (&check->references);
  check->database = g_object_ref (database);
  check->checked_at = g_get_real_time ();
  look_at (&look);
  if (look.error != NULL && check->verdict != HW_VERDICT_UNKNOWN)
    {
      g_clear_error (&check->error);
      check->error = g_steal_pointer (&look.error);
    }
  g_clear_error (&look.error);
  g_clear_pointer (&look.seen, hw_seen_free);
  g_clear_pointer (&look.guess, hw_schema_unref);
  g_clear_pointer (&look.connection, hw_connection_free);
  hw_progress_finish (progress);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&check);
}

typedef struct
{
  GPtrArray *databases;
  HwShadow *shadow;
  HwProgress **progresses;
  GCancellable *cancellable;
  HwCheck **checks;
} HwCheckMany;

static void
check_one (guint i, gpointer user_data)
{
  HwCheckMany *many = user_data;

  many->checks[i] = hw_check_database (g_ptr_array_index (many->databases, i), many->shadow,
                                       many->progresses[i], many->cancellable, NULL);
}

GPtrArray *
hw_check_databases (GPtrArray *databases, HwShadow *shadow, guint jobs, HwProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_check_unref);
  g_autofree HwProgress **progresses = g_new0 (HwProgress *, databases->len + 1);
  HwCheckMany many = { databases, shadow, progresses, cancellable, NULL };

  for (guint i = 0; i < databases->len; i++)
    progresses[i] =
        hw_progress_add (progress, hw_database_get_title (g_ptr_array_index (databases, i)), 1);
  g_ptr_array_set_size (checks, (int) databases->len);
  many.checks = (HwCheck **) checks->pdata;
  hw_parallel_run (databases->len, jobs, check_one, &many);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return g_steal_pointer (&checks);
  for (guint i = 0; i < checks->len; i++)
    g_clear_pointer (&many.checks[i], hw_check_unref);
  g_ptr_array_set_free_func (checks, NULL);
  return NULL;
}

/* The databases that somebody else is migrating. (transfer container) (element-type HwDatabase) */
static GPtrArray *
find_held (GPtrArray *checks, HwProgress *progress)
{
  GPtrArray *held = g_ptr_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);
      g_autofree char *who = NULL;

      if (check->holder == NULL)
        continue;
      who = hw_lock_holder_to_text (check->holder);
      hw_progress_set_text (progress, _ ("%s is being migrated by %s"),
                            hw_database_get_title (check->database), who);
      g_ptr_array_add (held, check->database);
    }
  return held;
}

/* Puts each of @newer in the place of the check of the same database. */
static void
replace (GPtrArray *checks, GPtrArray *newer)
{
  for (guint i = 0, k = 0; i < checks->len && k < newer->len; i++)
    {
      HwCheck *check = g_ptr_array_index (checks, i);
      HwCheck *latest = g_ptr_array_index (newer, k);

      if (check->database != latest->database)
        continue;
      checks->pdata[i] = hw_check_ref (latest);
      hw_check_unref (check);
      k++;
    }
}

gboolean
hw_check_wait (GPtrArray *checks, HwShadow *shadow, guint jobs, guint seconds, HwProgress *progress,
               GCancellable *cancellable, GError **error)
{
  gint64 until = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;

  for (;;)
    {
      g_autoptr (GPtrArray) held = find_held (checks, progress);
      g_autoptr (GPtrArray) newer = NULL;

      if (held->len == 0 || g_get_monotonic_time () >= until)
        return TRUE;
      if (!hw_pause (LOOK_AGAIN_AFTER_MS, cancellable, error))
        return FALSE;
      newer = hw_check_databases (held, shadow, jobs, NULL, cancellable, error);
      if (newer == NULL)
        return FALSE;
      replace (checks, newer);
    }
}

GStrv
hw_check_dup_unknown (const HwCheck *check)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; check->version->rows[i] != NULL; i++)
    if (hw_history_find (check->history, check->version->rows[i]) == NULL)
      g_strv_builder_add (builder, check->version->rows[i]);
  return g_strv_builder_end (builder);
}

guint
hw_check_get_own_weight (const HwCheck *check)
{
  for (guint i = 0; i < check->candidates->len; i++)
    {
      const HwCandidate *candidate = g_ptr_array_index (check->candidates, i);

      if (g_strv_equal ((const char *const *) candidate->version,
                        (const char *const *) check->version->rows))
        return candidate->weight;
    }
  return 0;
}

gboolean
hw_check_is_clean (const HwCheck *check)
{
  return check->verdict == HW_VERDICT_UP_TO_DATE && check->drift != NULL && check->error == NULL;
}

GPtrArray *
hw_check_choose (const HwCheck *check, const char *const *only)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < hw_differences_get_n (check->drift); i++)
    {
      const HwDifference *difference = hw_differences_get (check->drift, i);
      g_autofree char *term = hw_filter_dup_term (hw_difference_get_object (difference));

      if (only == NULL || g_strv_contains (only, term))
        g_ptr_array_add (chosen, (gpointer) difference);
    }
  return chosen;
}

const HwCandidate *
hw_check_get_identified (const HwCheck *check)
{
  const HwCandidate *first, *second;

  if (check->candidates == NULL || check->candidates->len == 0)
    return NULL;
  first = g_ptr_array_index (check->candidates, 0);
  if (check->candidates->len == 1)
    return first;
  second = g_ptr_array_index (check->candidates, 1);
  return first->weight < second->weight ? first : NULL;
}
