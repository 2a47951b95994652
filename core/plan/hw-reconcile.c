/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-reconcile.c: from whatever state a database is in to its head: which stamp, repair and
 * upgrades. */

#include "hw-coming.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-error.h"
#include "hw-name.h"
#include "hw-planner.h"

static gboolean
go_to_heads (HwPlanner *planner, GError **error)
{
  return hw_planner_add_upgrades (planner, (const char *const *) planner->check->heads, error);
}

/* Whether any table of the database holds a row. */
static gboolean
has_rows (HwPlanner *planner, gboolean *rows, GError **error)
{
  HwSchema *live = planner->check->live;
  g_autoptr (GString) query = g_string_new ("select false");
  g_autoptr (HwConnection) connection = NULL;
  g_autoptr (HwResult) result = NULL;

  for (guint i = 0; i < hw_schema_get_n_objects (live); i++)
    {
      HwObject *object = hw_schema_get_object (live, i);
      g_autofree char *name = NULL;

      if (!g_str_equal (hw_object_get_kind_name (object), "table"))
        continue;
      name = hw_quote_qualified (hw_object_get_schema (object), hw_object_get_name (object));
      g_string_append_printf (query, " or exists (select from %s)", name);
    }
  connection = hw_database_connect (planner->check->database, planner->cancellable, error);
  if (connection == NULL)
    return FALSE;
  result = hw_connection_query (connection, planner->cancellable, error, query->str, 0);
  *rows = result != NULL && hw_result_get_boolean (result, 0, 0);
  return result != NULL;
}

/* A state of several rows is told from several states. (transfer full) */
static char *
dup_state (const HwCandidate *candidate)
{
  return candidate->version[0] == NULL ? g_strdup ("base") : g_strjoinv (" + ", candidate->version);
}

static void
refuse_tie (HwPlanner *planner, const HwCandidate *first, const HwCandidate *last, GError **error)
{
  const char *title = hw_database_get_title (planner->check->database);
  g_autofree char *a = dup_state (first);
  g_autofree char *b = dup_state (last);
  g_autofree char *hint =
      g_strdup_printf (_ ("Only you can know whether their data statements ran. Decide: headway "
                          "stamp %s REVISION, then reconcile again."),
                       title);

  hw_set_error (error, HW_ERROR_REFUSED, hint,
                _ ("%s fits %s and %s equally well: what lies between changes only data"), title, a,
                b);
}

/* The state that the schema is nearest to. Of several with other schemas the first: what is there
 * of those behind it is found on the way. Between states that differ only in data a person decides,
 * unless there is no data: then the latest is right. */
static const HwCandidate *
choose_state (HwPlanner *planner, GError **error)
{
  GPtrArray *candidates = planner->check->candidates;
  const HwCandidate *first, *last;
  gboolean rows;

  if (candidates == NULL || candidates->len == 0)
    {
      if (planner->check->error != NULL)
        g_propagate_error (error, g_error_copy (planner->check->error));
      else
        {
          const char *service = hw_service_get_name (planner->service);
          g_autofree char *hint =
              g_strdup_printf (_ ("Write a snapshot: headway snapshot %s"), service);

          hw_set_error (error, HW_ERROR_FAILED, hint,
                        _ ("Nothing is known about the schemas that the history of %s builds"),
                        service);
        }
      return NULL;
    }
  first = last = g_ptr_array_index (candidates, 0);
  for (guint i = 1; i < candidates->len; i++)
    {
      const HwCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->weight > first->weight)
        break;
      if (g_str_equal (hw_schema_get_digest (candidate->schema),
                       hw_schema_get_digest (first->schema)))
        last = candidate;
    }
  if (first == last)
    return first;
  if (!has_rows (planner, &rows, error))
    return NULL;
  if (!rows)
    return last;
  refuse_tie (planner, first, last, error);
  return NULL;
}

static gboolean
is_near_enough (HwPlanner *planner, const HwCandidate *candidate, GError **error)
{
  HwCheck *check = planner->check;
  const char *title = hw_database_get_title (check->database);
  guint n = hw_differences_get_n (candidate->differences);
  g_autofree char *version = NULL;
  g_autofree char *hint = NULL;

  if (hw_candidate_is_near (candidate))
    return TRUE;
  /* It was compared with a part of its history only. */
  if (check->error != NULL && !g_error_matches (check->error, HW_ERROR, HW_ERROR_NEEDS_SNAPSHOT))
    {
      g_propagate_error (error, g_error_copy (check->error));
      return FALSE;
    }
  version = hw_version_to_text ((const char *const *) candidate->version);
  hint = hw_advice_dup_decision (check);
  hw_set_error (
      error, HW_ERROR_REFUSED, hint,
      ngettext ("%s looks like no revision of its history: even from %s it differs in %u place",
                "%s looks like no revision of its history: even from %s it differs in %u places",
                n),
      title, version, n);
  return FALSE;
}

static gboolean
reconcile_empty (HwPlanner *planner, GError **error)
{
  static const char *const base[] = { NULL };
  g_autoptr (HwSchema) baseline = hw_planner_get_expected (planner, base, error);

  return baseline != NULL &&
         hw_planner_add_repair (planner, planner->check->live, baseline, base,
                                _ ("Makes what the history starts from (its baseline snapshot)"),
                                error) &&
         go_to_heads (planner, error);
}

/* Stamps @candidate, mends what differs from it, and goes on to the heads. */
static gboolean
go_on_from (HwPlanner *planner, const HwCandidate *candidate, GError **error)
{
  guint n = hw_differences_get_n (candidate->differences);
  g_autofree char *text =
      n == 0 ? g_strdup (_ ("Its schema is exactly that of this revision"))
             : g_strdup_printf (
                   ngettext ("Its schema is nearest to that of this revision (%u difference)",
                             "Its schema is nearest to that of this revision (%u differences)", n),
                   n);

  hw_planner_add_stamp (planner, (const char *const *) candidate->version, text);
  return hw_coming_add (planner, candidate->schema, candidate->differences, error);
}

static gboolean
reconcile_unversioned (HwPlanner *planner, GError **error)
{
  const HwCandidate *candidate = choose_state (planner, error);

  return candidate != NULL && is_near_enough (planner, candidate, error) &&
         go_on_from (planner, candidate, error);
}

/* Whether everything that @candidate has applied is applied at @version too, and more. */
static gboolean
is_behind (HwPlanner *planner, const HwCandidate *candidate, const char *const *version)
{
  HwHistory *history = planner->check->history;
  g_autoptr (GArray) path = hw_history_dup_upgrade_path (
      history, (const char *const *) candidate->version, version, NULL);
  g_autoptr (GArray) back = hw_history_dup_upgrade_path (
      history, version, (const char *const *) candidate->version, NULL);

  return path != NULL && back != NULL && path->len > 0 && back->len == 0;
}

/* The version says one thing and the schema is another's: a stamp without the migrations, or
 * migrations without the stamp. */
static gboolean
is_another_revision (HwPlanner *planner, const HwCandidate *nearest)
{
  HwCheck *check = planner->check;

  if (nearest->weight == 0)
    return TRUE;
  return nearest->weight <= hw_check_get_own_weight (check) / 2 &&
         is_behind (planner, nearest, (const char *const *) check->version->rows);
}

/* Drift proper is mended where it stands. */
static gboolean
reconcile_drifted (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  const HwCandidate *nearest = check->candidates != NULL && check->candidates->len > 0
                                   ? g_ptr_array_index (check->candidates, 0)
                                   : NULL;

  if (nearest == NULL || !is_another_revision (planner, nearest))
    return hw_coming_add (planner, check->expected, check->drift, error);
  nearest = choose_state (planner, error);
  return nearest != NULL && go_on_from (planner, nearest, error);
}

/* A tool's own mark: its version is back to before the half-done revision, whose rest is then found
 * and applied. */
static gboolean
reconcile_marked (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  const HwRevision *revision = hw_history_find (check->history, check->version->rows[0]);
  g_auto (GStrv) before = hw_history_dup_version_after (
      check->history, (const char *const *) check->version->rows, revision->number, TRUE);
  g_autoptr (HwSchema) expected =
      hw_planner_get_expected (planner, (const char *const *) before, error);
  const HwCompareOptions options = { .filter = hw_database_get_filter (check->database) };
  g_autoptr (HwDifferences) drift = NULL;

  if (expected == NULL)
    return FALSE;
  drift = hw_schema_compare (expected, check->live, &options);
  hw_planner_add_stamp (planner, (const char *const *) before,
                        _ ("Back to before the revision that was not finished"));
  return hw_coming_add (planner, expected, drift, error);
}

static gboolean
reconcile_dirty (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;

  if (check->unfinished == NULL)
    return reconcile_marked (planner, error);
  if (!g_str_equal (check->unfinished->action, "repair"))
    return hw_planner_resume (planner, error) && go_to_heads (planner, error);
  if (check->drift == NULL)
    {
      g_propagate_error (error, g_error_copy (check->error));
      return FALSE;
    }
  return hw_coming_add (planner, check->expected, check->drift, error);
}

static gboolean
refuse_diverged (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  const char *title = hw_database_get_title (check->database);
  g_autofree char *heads = g_strjoinv (", ", check->heads);
  g_autofree char *hint = NULL;

  if (g_strv_length (check->heads) > 1)
    {
      hint = g_strdup_printf (
          _ ("Join them: headway merge %s -m TEXT, then reconcile. Or go to all of "
             "them: headway upgrade %s heads"),
          hw_service_get_name (planner->service), title);
      hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("The history of %s has %u heads: %s"), title,
                    g_strv_length (check->heads), heads);
      return FALSE;
    }
  return hw_planner_refuse_overlap (planner, error);
}

gboolean
hw_planner_reconcile (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;

  switch (check->verdict)
    {
    case HW_VERDICT_EMPTY:
      return reconcile_empty (planner, error);
    case HW_VERDICT_UNVERSIONED:
      return reconcile_unversioned (planner, error);
    case HW_VERDICT_DRIFTED:
      return reconcile_drifted (planner, error);
    case HW_VERDICT_DIRTY:
      return reconcile_dirty (planner, error);
    case HW_VERDICT_DIVERGED:
      return refuse_diverged (planner, error);
    case HW_VERDICT_UP_TO_DATE:
    case HW_VERDICT_BEHIND:
    case HW_VERDICT_AHEAD:
    case HW_VERDICT_BLOCKED:
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
    default:
      if (check->drift == NULL && check->error != NULL)
        {
          g_propagate_error (error, g_error_copy (check->error));
          return FALSE;
        }
      return go_to_heads (planner, error);
    }
}
