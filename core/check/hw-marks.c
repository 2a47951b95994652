/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-marks.c: what a look at a database finds out besides its schema. */

#include "hw-marks.h"

#include "hw-catalog-sum.h"
#include "hw-check-resource.h"
#include "hw-name.h"
#include "hw-resource.h"

#define MARKS "/org/headwaydb/Headway/check/marks.sql"
#define UNFINISHED "/org/headwaydb/Headway/check/unfinished.sql"

enum
{
  RESULT_HOLDER = 1,
  RESULT_MARKS,
  RESULT_MOMENT,
};

static char *
dup_marks_query (HwHistory *history)
{
  GString *query = g_string_new (hw_resource_get_text (hw_check_get_resource, MARKS));
  g_autofree char *table = hw_version_dup_table (history);
  g_autofree char *literal = hw_quote_literal (table);

  g_string_replace (query, ":'version_table'", literal, 1);
  return g_string_free (query, FALSE);
}

/* (nullable): the newest step of ours that did not end. */
static HwUnfinished *
unfinished_new (HwResult *result)
{
  HwUnfinished *unfinished;

  if (hw_result_get_n_rows (result) == 0)
    return NULL;
  unfinished = g_new0 (HwUnfinished, 1);
  unfinished->step = g_strdup (hw_result_get (result, 0, 0));
  unfinished->action = g_strdup (hw_result_get (result, 0, 1));
  unfinished->revision = g_strdup (hw_result_get (result, 0, 2));
  unfinished->version_before = hw_result_dup_array (result, 0, 3);
  unfinished->version_after = hw_result_dup_array (result, 0, 4);
  unfinished->statements_done = (guint) hw_result_get_int64 (result, 0, 5);
  unfinished->statements = (guint) hw_result_get_int64 (result, 0, 6);
  unfinished->digest = g_strdup (hw_result_get (result, 0, 7));
  unfinished->since = g_strdup (hw_result_get (result, 0, 8));
  return unfinished;
}

/* The second round trip: what is said by tables that are known to be there. */
static gboolean
read_tables (HwCheck *check, HwConnection *connection, gboolean has_version, gboolean has_ledger,
             HwSeen *seen, GCancellable *cancellable, GError **error)
{
  const char *sum_query = hw_catalog_sum_get_query (check->server_major);
  gboolean needs_sum = sum_query != NULL && !hw_seen_is_now (seen);
  g_autofree char *version_query = hw_version_dup_query (check->history);
  const char *queries[4];
  guint n = 0;
  g_autoptr (GPtrArray) results = NULL;

  if (needs_sum)
    queries[n++] = sum_query;
  if (has_ledger)
    queries[n++] = hw_resource_get_text (hw_check_get_resource, UNFINISHED);
  if (has_version)
    queries[n++] = version_query;
  queries[n] = NULL;
  results = hw_connection_pipeline (connection, queries, cancellable, error);
  if (results == NULL)
    {
      hw_version_explain_error (connection, check->history, error);
      return FALSE;
    }
  n = 0;
  if (needs_sum)
    seen->new_sum = g_strdup (hw_result_get (g_ptr_array_index (results, n++), 0, 0));
  if (has_ledger)
    check->unfinished = unfinished_new (g_ptr_array_index (results, n++));
  check->version = hw_version_new (has_version ? g_ptr_array_index (results, n) : NULL);
  return TRUE;
}

HwSeen *
hw_marks_read (HwCheck *check, HwConnection *connection, HwCache *cache, GCancellable *cancellable,
               GError **error)
{
  g_autofree char *holder_query = hw_lock_dup_holder_query (connection, check->history);
  g_autofree char *marks_query = dup_marks_query (check->history);
  const char *const queries[] = { "begin isolation level repeatable read read only", holder_query,
                                  marks_query, hw_catalog_sum_get_moment_query (), NULL };
  g_autoptr (GPtrArray) results = hw_connection_pipeline (connection, queries, cancellable, error);
  g_autoptr (HwSeen) seen = NULL;
  HwResult *marks, *moment;

  if (results == NULL)
    return NULL;
  marks = g_ptr_array_index (results, RESULT_MARKS);
  moment = g_ptr_array_index (results, RESULT_MOMENT);
  check->holder = hw_lock_holder_new (g_ptr_array_index (results, RESULT_HOLDER));
  seen = hw_seen_new (cache, hw_database_get_conninfo (check->database),
                      hw_history_get_version_table (check->history), hw_result_get (moment, 0, 0),
                      hw_result_get (moment, 0, 1));
  if (!read_tables (check, connection, hw_result_get_boolean (marks, 0, 0),
                    hw_result_get_boolean (marks, 0, 1), seen, cancellable, error))
    return NULL;
  return g_steal_pointer (&seen);
}
