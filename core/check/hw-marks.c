/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-marks.c: what a look at a database finds out besides its schema. */

#include "hw-marks.h"

#include "hw-catalog-sum.h"
#include "hw-check-resource.h"
#include "hw-name.h"
#include "hw-resource.h"
#include "hw-rights.h"

#define MARKS "/org/headwaydb/Headway/check/marks.sql"
#define UNFINISHED "/org/headwaydb/Headway/check/unfinished.sql"

/* What may be asked, in this order. */
typedef enum
{
  QUESTION_BEGIN,
  QUESTION_MARKS,
  QUESTION_MOMENT,
  QUESTION_PATH,
  QUESTION_SUM,
  QUESTION_HOLDER,
  QUESTION_LEDGER,
  QUESTION_VERSION,
  N_QUESTIONS,
} Question;

enum
{
  MARK_MAY_BE_HELD,
  MARK_HAS_VERSION,
  MARK_HAS_LEDGER,
  MARK_MAY_BE_HIDDEN,
  MARK_PROCESS,
};

typedef struct
{
  HwCheck *check;
  HwConnection *connection;
  HwSeen *seen;
  GCancellable *cancellable;
  HwResult *answers[N_QUESTIONS]; /* (nullable) */
} Marks;

static void
clear_answers (Marks *marks)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    g_clear_pointer (&marks->answers[i], hw_result_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marks, clear_answers)

static char *
dup_marks_query (Marks *marks)
{
  GString *query = g_string_new (hw_resource_get_text (hw_check_get_resource, MARKS));
  g_autofree char *table = hw_version_dup_table (marks->check->history);
  g_autofree char *literal = hw_quote_literal (table);

  g_string_replace (query, ":'version_table'", literal, 0);
  hw_lock_name_keys (query, marks->connection, marks->check->history);
  return g_string_free (query, FALSE);
}

static char *
dup_query (Marks *marks, Question question)
{
  switch (question)
    {
    case QUESTION_BEGIN:
      return g_strdup ("begin isolation level repeatable read read only");
    case QUESTION_MARKS:
      return dup_marks_query (marks);
    case QUESTION_MOMENT:
      return g_strdup (hw_catalog_sum_get_moment_query ());
    case QUESTION_PATH:
      return g_strdup (hw_catalog_sum_get_search_path_query (marks->answers[QUESTION_MOMENT]));
    case QUESTION_SUM:
      return hw_catalog_sum_dup_query (marks->check->server_major, marks->seen->last.sum);
    case QUESTION_HOLDER:
      return hw_lock_dup_holder_query (marks->connection, marks->check->history);
    case QUESTION_LEDGER:
      return g_strdup (hw_resource_get_text (hw_check_get_resource, UNFINISHED));
    case QUESTION_VERSION:
    case N_QUESTIONS:
    default:
      return hw_version_dup_query (marks->check->history);
    }
}

/* One round trip with those of @wanted, a set of bits; none when it is empty. */
static gboolean
ask (Marks *marks, guint wanted, GError **error)
{
  g_auto (GStrv) queries = g_new0 (char *, N_QUESTIONS + 1);
  Question asked[N_QUESTIONS];
  guint n = 0;
  g_autoptr (GPtrArray) results = NULL;

  for (Question i = 0; i < N_QUESTIONS; i++)
    {
      if ((wanted >> i & 1) == 0)
        continue;
      asked[n] = i;
      queries[n++] = dup_query (marks, i);
    }
  if (n == 0)
    return TRUE;
  results = hw_connection_pipeline (marks->connection, (const char *const *) queries,
                                    marks->cancellable, error);
  for (guint i = 0; results != NULL && i < n; i++)
    marks->answers[asked[i]] = hw_result_ref (g_ptr_array_index (results, i));
  return results != NULL;
}

/* The first round trip. What tables say is not asked for: it may be known. */
static gboolean
ask_first (Marks *marks, GError **error)
{
  return ask (marks, 1 << QUESTION_BEGIN | 1 << QUESTION_MARKS | 1 << QUESTION_MOMENT, error);
}

/* The second one, with what the first has shown to be needed. */
static gboolean
ask_second (Marks *marks, GError **error)
{
  HwResult *found = marks->answers[QUESTION_MARKS];
  guint wanted = (guint) hw_result_get_boolean (found, 0, MARK_MAY_BE_HELD) << QUESTION_HOLDER;

  if (!hw_seen_is_now (marks->seen))
    {
      wanted |=
          (guint) (hw_catalog_sum_get_search_path_query (marks->answers[QUESTION_MOMENT]) != NULL)
          << QUESTION_PATH;
      wanted |= (guint) (marks->seen->last.sum != NULL) << QUESTION_SUM;
      wanted |= (guint) hw_result_get_boolean (found, 0, MARK_HAS_LEDGER) << QUESTION_LEDGER;
      wanted |= (guint) hw_result_get_boolean (found, 0, MARK_HAS_VERSION) << QUESTION_VERSION;
    }
  if (ask (marks, wanted, error))
    return TRUE;
  hw_version_explain_error (marks->connection, marks->check->history, error);
  return FALSE;
}

/* Both. A version table in a schema that may not be used looks as if it were not there, and one
 * whose rows are hidden as if it were empty, which must not pass for a database without a version.
 */
static gboolean
ask_all (Marks *marks, GError **error)
{
  HwResult *found;

  if (!ask_first (marks, error))
    return FALSE;
  found = marks->answers[QUESTION_MARKS];
  if (hw_result_get_int64 (found, 0, MARK_PROCESS) !=
      hw_connection_get_backend_pid (marks->connection))
    hw_connection_set_pooled (marks->connection);
  hw_seen_set_moment (marks->seen, marks->answers[QUESTION_MOMENT]);
  return ((hw_result_get_boolean (found, 0, MARK_HAS_VERSION) &&
           !hw_result_get_boolean (found, 0, MARK_MAY_BE_HIDDEN)) ||
          hw_rights_check (marks->connection, marks->check->history, marks->cancellable, error)) &&
         ask_second (marks, error);
}

/* What the server refused ended the transaction, and so the look. */
static void
explain_error (Marks *marks, GError **error)
{
  if (hw_connection_is_alive (marks->connection) &&
      hw_connection_execute (marks->connection, "rollback", marks->cancellable, NULL))
    hw_rights_explain_error (marks->connection, marks->check->history, marks->cancellable, error);
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

gboolean
hw_marks_read (HwCheck *check, HwSeen *seen, HwConnection *connection, GCancellable *cancellable,
               GError **error)
{
  g_auto (Marks) marks = { check, connection, seen, cancellable, { NULL } };
  HwResult *const *answers = marks.answers;

  if (!ask_all (&marks, error))
    {
      explain_error (&marks, error);
      return FALSE;
    }
  if (hw_seen_is_now (seen))
    seen->now.search_path = g_strdupv (seen->last.search_path);
  else if (answers[QUESTION_PATH] != NULL)
    seen->now.search_path = hw_result_dup_array (answers[QUESTION_PATH], 0, 0);
  if (answers[QUESTION_SUM] != NULL)
    seen->now.sum = g_strdup (hw_result_get (answers[QUESTION_SUM], 0, 0));
  if (answers[QUESTION_HOLDER] != NULL)
    check->holder = hw_lock_holder_new (answers[QUESTION_HOLDER]);
  if (answers[QUESTION_LEDGER] != NULL)
    check->unfinished = unfinished_new (answers[QUESTION_LEDGER]);
  check->version = hw_seen_is_now (seen) ? hw_version_copy (seen->last.version)
                                         : hw_version_new (answers[QUESTION_VERSION]);
  /* A half-done step is looked at each time. */
  if (!check->version->dirty && check->unfinished == NULL)
    seen->now.version = hw_version_copy (check->version);
  return TRUE;
}
