/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan.c: the ordered steps over many databases that reach a goal. */

#include "hw-plan.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-error.h"
#include "hw-mend.h"
#include "hw-name.h"
#include "hw-planner.h"

static void
refusal_free (gpointer data)
{
  HwRefusal *refusal = data;

  g_object_unref (refusal->database);
  g_error_free (refusal->error);
  g_free (refusal);
}

static void
remainder_free (gpointer data)
{
  HwRemainder *remainder = data;

  hw_check_unref (remainder->check);
  g_free (remainder->remedy);
  g_free (remainder);
}

/* Whether each version row is a revision that is known here; also of a half-done one. */
static gboolean
require_known_rows (HwCheck *check, GError **error)
{
  const char *title = hw_database_get_title (check->database);
  g_auto (GStrv) unknown = hw_check_dup_unknown (check);
  g_autofree char *rows = NULL;
  g_autofree char *hint = NULL;

  if (unknown[0] == NULL)
    return TRUE;
  rows = g_strjoinv (", ", unknown);
  hint = g_strdup_printf (_ ("Update the checkout if it lacks newer code; if nobody knows that "
                             "revision, see headway identify %s, then headway stamp %s REVISION."),
                          title, title);
  hw_set_error (error, HW_ERROR_REFUSED, hint,
                _ ("%s is at %s, which is no revision of this checkout"), title, rows);
  return FALSE;
}

/* Whether the version rows can be built upon; else says what a person must do first. */
static gboolean
require_known_version (HwCheck *check, GError **error)
{
  const char *title = hw_database_get_title (check->database);

  switch (check->verdict)
    {
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
      g_propagate_error (error, g_error_copy (check->error));
      return FALSE;
    case HW_VERDICT_BLOCKED:
      if (check->holder != NULL)
        {
          g_autofree char *who = hw_lock_holder_to_text (check->holder);

          hw_set_error (error, HW_ERROR_LOCKED, _ ("Wait until it is done, then try again."),
                        _ ("%s is being migrated by %s"), title, who);
        }
      else
        {
          g_propagate_error (error, g_error_copy (check->error));
        }
      return FALSE;
    case HW_VERDICT_AHEAD:
    case HW_VERDICT_DIRTY:
      return require_known_rows (check, error);
    case HW_VERDICT_UP_TO_DATE:
    case HW_VERDICT_BEHIND:
    case HW_VERDICT_DRIFTED:
    case HW_VERDICT_UNVERSIONED:
    case HW_VERDICT_EMPTY:
    case HW_VERDICT_DIVERGED:
    default:
      return TRUE;
    }
}

static gboolean
refuse_dirty (const HwCheck *check, GError **error)
{
  const char *title = hw_database_get_title (check->database);
  g_autofree char *hint =
      g_strdup_printf (_ ("headway reconcile %s finds what was applied and does the rest."), title);

  hw_set_error (error, HW_ERROR_REFUSED, hint,
                _ ("%s holds a migration that was begun and not ended"), title);
  return FALSE;
}

/* A step of ours that was begun is ended first; another tool's mark is a matter for reconcile. */
static gboolean
settle_dirty (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;

  if (check->verdict != HW_VERDICT_DIRTY)
    return TRUE;
  if (check->unfinished != NULL && !g_str_equal (check->unfinished->action, "repair"))
    return hw_planner_resume (planner, error);
  return refuse_dirty (check, error);
}

/* Rows of which one is below another say two things at once. */
static gboolean
require_no_overlap (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;

  return check->verdict != HW_VERDICT_DIVERGED || !hw_check_overlaps (check) ||
         hw_planner_refuse_overlap (planner, error);
}

static gboolean
plan_upgrade (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  const char *title = hw_database_get_title (check->database);
  const HwCandidate *identified = hw_check_get_identified (check);
  g_auto (GStrv) target = NULL;

  if (!settle_dirty (planner, error))
    return FALSE;
  /* Objects and no version: only safe when they are the very schema that the history starts from.
   */
  if (check->verdict == HW_VERDICT_UNVERSIONED &&
      (identified == NULL || identified->weight > 0 || identified->version[0] != NULL))
    {
      g_autofree char *hint =
          hw_advice_is_reconcilable (check) && check->other_tables == NULL
              ? g_strdup_printf (_ ("headway reconcile %s finds out which revision it is and goes "
                                    "on from there."),
                                 title)
              : hw_advice_dup_remedy (check);

      hw_set_error (
          error, HW_ERROR_REFUSED, hint,
          _ ("%s has tables but no version: an upgrade would begin at the first revision"), title);
      return FALSE;
    }
  target = hw_history_resolve (check->history,
                               planner->goal->revision != NULL ? planner->goal->revision : "head",
                               (const char *const *) planner->version, error);
  return target != NULL && hw_planner_add_upgrades (planner, (const char *const *) target, error) &&
         (planner->steps->len == 0 || require_no_overlap (planner, error));
}

static gboolean
plan_downgrade (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  g_autoptr (GArray) path = NULL;

  if (!settle_dirty (planner, error) || !require_no_overlap (planner, error))
    return FALSE;
  path = hw_history_dup_downgrade_to (
      check->history, planner->goal->revision != NULL ? planner->goal->revision : "-1",
      (const char *const *) planner->version, error);
  for (guint i = 0; path != NULL && i < path->len; i++)
    {
      HwStep *step = hw_planner_make_step (
          planner, hw_history_get (check->history, g_array_index (path, guint, i)), TRUE, error);

      if (step == NULL)
        return FALSE;
      hw_planner_add (planner, step);
    }
  return path != NULL;
}

/* Whether @goal takes the database back: a move does where the revision is applied already. */
static gboolean
goes_back (const HwCheck *check, const HwGoal *goal)
{
  g_auto (GStrv) target = NULL;
  g_autoptr (GArray) up = NULL;

  if (goal->kind != HW_GOAL_MOVE || check->version == NULL)
    return goal->kind == HW_GOAL_DOWNGRADE;
  target = hw_history_resolve (check->history, goal->revision,
                               (const char *const *) check->version->rows, NULL);
  if (target == NULL)
    return FALSE;
  up = hw_history_dup_upgrade_path (check->history, (const char *const *) check->version->rows,
                                    (const char *const *) target, NULL);
  return up == NULL || up->len == 0;
}

/* Whether @row and @target cannot both be rows of a version: one has the other applied. An id that
 * is not in the history belongs to nothing. */
static gboolean
is_related (HwHistory *history, const char *row, const char *target)
{
  const char *const versions[][2] = { { row, NULL }, { target, NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GArray) applied = hw_history_dup_applied (history, versions[i], NULL);
      const HwRevision *other = hw_history_find (history, versions[1 - i][0]);

      if (applied == NULL || other == NULL)
        return TRUE;
      for (guint k = 0; k < applied->len; k++)
        if (g_array_index (applied, guint, k) == other->number)
          return TRUE;
    }
  return FALSE;
}

/* @target and those rows of @current that are of other branches, as Alembic keeps them; at base
 * there is none. (transfer full) */
static GStrv
dup_stamped (HwHistory *history, const char *const *current, const char *const *target)
{
  g_autoptr (GPtrArray) version = g_ptr_array_new_with_free_func (g_free);

  for (guint t = 0; target[t] != NULL; t++)
    g_ptr_array_add (version, g_strdup (target[t]));
  for (guint i = 0; target[0] != NULL && current[i] != NULL; i++)
    {
      gboolean related = FALSE;

      for (guint t = 0; target[t] != NULL; t++)
        related = related || is_related (history, current[i], target[t]);
      if (!related)
        g_ptr_array_add (version, g_strdup (current[i]));
    }
  g_ptr_array_sort (version, hw_name_compare_indirect);
  g_ptr_array_add (version, NULL);
  return (GStrv) g_ptr_array_steal (version, NULL);
}

static gboolean
plan_stamp (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  g_auto (GStrv) stamped = NULL;
  g_auto (GStrv) target = hw_history_resolve (check->history, planner->goal->revision,
                                              (const char *const *) check->version->rows, error);

  if (target == NULL)
    return FALSE;
  stamped = dup_stamped (check->history, (const char *const *) check->version->rows,
                         (const char *const *) target);
  hw_planner_add_stamp (planner, (const char *const *) stamped,
                        _ ("Writes the version; changes nothing else"));
  return TRUE;
}

/* What is not there any more was mended meanwhile. */
static gboolean
plan_repair (HwPlanner *planner, GError **error)
{
  HwCheck *check = planner->check;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (HwSchema) mended = NULL;
  g_autofree char *text = NULL;

  if (check->verdict == HW_VERDICT_DIRTY)
    return refuse_dirty (check, error);
  if (check->drift == NULL)
    {
      g_propagate_error (error, g_error_copy (check->error));
      return FALSE;
    }
  chosen = hw_check_choose (check, planner->goal->only);
  if (chosen->len == 0)
    return TRUE;
  mended = hw_schema_mend (check->live, check->expected,
                           (const HwDifference *const *) chosen->pdata, chosen->len);
  text = g_strdup_printf (_ ("Mends %u of %u differences"), chosen->len,
                          hw_differences_get_n (check->drift));
  return hw_planner_add_repair (planner, check->live, mended,
                                (const char *const *) planner->version, text, error);
}

/* A stamp is the person's own decision, so it may also leave an unknown or dirty version. */
static gboolean
plan_database (HwPlanner *planner, GError **error)
{
  HwVerdict verdict = planner->check->verdict;
  gboolean leaves = planner->goal->kind == HW_GOAL_STAMP &&
                    (verdict == HW_VERDICT_AHEAD || verdict == HW_VERDICT_DIRTY);

  if (!leaves && !require_known_version (planner->check, error))
    return FALSE;
  switch (planner->goal->kind)
    {
    case HW_GOAL_UPGRADE:
      return plan_upgrade (planner, error);
    case HW_GOAL_DOWNGRADE:
      return plan_downgrade (planner, error);
    case HW_GOAL_MOVE:
      return goes_back (planner->check, planner->goal) ? plan_downgrade (planner, error)
                                                       : plan_upgrade (planner, error);
    case HW_GOAL_STAMP:
      return plan_stamp (planner, error);
    case HW_GOAL_REPAIR:
      return plan_repair (planner, error);
    case HW_GOAL_RECONCILE:
    default:
      return hw_planner_reconcile (planner, error);
    }
}

static gboolean
is_refused (HwPlan *plan, const char *service, const char *environment)
{
  for (guint i = 0; i < plan->refusals->len; i++)
    {
      const HwRefusal *refusal = g_ptr_array_index (plan->refusals, i);

      if (g_str_equal (hw_database_get_service_name (refusal->database), service) &&
          g_str_equal (hw_database_get_environment (refusal->database), environment))
        return TRUE;
    }
  return FALSE;
}

/* A service does not go before one that it waits for and that cannot go. Sets the error that says
 * so. */
static gboolean
may_go (HwPlan *plan, HwCheck *check, GError **error)
{
  const char *title = hw_database_get_title (check->database);
  const char *const *after = hw_service_get_after (hw_database_get_service (check->database));

  for (guint i = 0; after != NULL && after[i] != NULL; i++)
    if (is_refused (plan, after[i], hw_database_get_environment (check->database)))
      {
        g_autofree char *hint = g_strdup_printf (
            _ ("Settle %s first, or name %s alone to go ahead without it."), after[i], title);

        hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s waits for %s, which is left out"),
                      title, after[i]);
        return FALSE;
      }
  return TRUE;
}

/* Whether it is not right where it is: that it is behind may be what was asked for. */
static gboolean
is_wrong (const HwCheck *check)
{
  switch (check->verdict)
    {
    case HW_VERDICT_EMPTY:
      return FALSE;
    case HW_VERDICT_DIRTY:
      return TRUE;
    case HW_VERDICT_DIVERGED:
      /* Several heads are the history's matter; else its rows overlap. */
      return g_strv_length (check->heads) < 2;
    case HW_VERDICT_UP_TO_DATE:
    case HW_VERDICT_BEHIND:
    case HW_VERDICT_DRIFTED:
    case HW_VERDICT_UNVERSIONED:
    case HW_VERDICT_AHEAD:
    case HW_VERDICT_BLOCKED:
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
    default:
      return check->drift == NULL || hw_differences_get_n (check->drift) > 0;
    }
}

/* Without a step for it, says so where it is not right. */
static void
add_remainder (HwPlan *plan, HwCheck *check, HwGoalKind goal)
{
  HwRemainder *remainder;

  if ((goal != HW_GOAL_UPGRADE && goal != HW_GOAL_MOVE && goal != HW_GOAL_RECONCILE) ||
      !is_wrong (check))
    return;
  remainder = g_new0 (HwRemainder, 1);
  remainder->check = hw_check_ref (check);
  remainder->remedy =
      goal == HW_GOAL_RECONCILE ? hw_advice_dup_rest (check) : hw_advice_dup_remedy (check);
  g_ptr_array_add (plan->remainders, remainder);
}

static void
plan_one (HwPlan *plan, guint wave, HwCheck *check, const HwGoal *goal, HwShadow *shadow,
          HwProgress *progress, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_step_unref);
  HwPlanner planner = {
    .check = check,
    .service = hw_database_get_service (check->database),
    .goal = goal,
    .shadow = shadow,
    .progress = progress,
    .cancellable = cancellable,
    .steps = steps,
    .version = check->version != NULL ? g_strdupv (check->version->rows) : g_new0 (char *, 1),
  };
  GError *error = NULL;

  if (!plan_database (&planner, &error) ||
      (steps->len > 0 && !goes_back (check, goal) && !may_go (plan, check, &error)))
    {
      HwRefusal *refusal = g_new0 (HwRefusal, 1);

      refusal->database = g_object_ref (check->database);
      refusal->error = error;
      g_ptr_array_add (plan->refusals, refusal);
      g_ptr_array_set_size (steps, 0);
    }
  else if (steps->len == 0)
    {
      add_remainder (plan, check, goal->kind);
    }
  for (guint i = 0; i < steps->len; i++)
    {
      HwStep *step = g_ptr_array_index (steps, i);

      step->wave = wave;
      g_ptr_array_add (plan->steps, step);
    }
  g_ptr_array_set_free_func (steps, NULL);
  g_strfreev (planner.version);
}

static int
compare_waves (gconstpointer a, gconstpointer b)
{
  const HwStep *x = *(HwStep *const *) a, *y = *(HwStep *const *) b;

  if (x->wave != y->wave)
    return x->wave < y->wave ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

/* Going back is done in the opposite order of the waves: those that wait for others go back first.
 * Whatever goes forth comes after that. */
static guint
get_wave (HwFleet *fleet, HwCheck *check, const HwGoal *goal)
{
  HwService *service = hw_database_get_service (check->database);
  guint wave = hw_fleet_get_wave (fleet, service), highest = 0;

  for (guint i = 0; i < hw_fleet_get_n_services (fleet); i++)
    highest = MAX (highest, hw_fleet_get_wave (fleet, hw_fleet_get_service (fleet, i)));
  return goes_back (check, goal) ? highest - wave : highest + 1 + wave;
}

/* Numbers the steps by wave, and the waves themselves without gaps. */
static void
order_steps (GPtrArray *steps)
{
  guint wave = 0, last = 0;

  for (guint i = 0; i < steps->len; i++)
    ((HwStep *) g_ptr_array_index (steps, i))->number = i;
  g_ptr_array_sort (steps, compare_waves);
  for (guint i = 0; i < steps->len; i++)
    {
      HwStep *step = g_ptr_array_index (steps, i);

      if (i > 0 && step->wave != last)
        wave++;
      last = step->wave;
      step->wave = wave;
      step->number = i + 1;
    }
}

HwPlan *
hw_plan_new (HwFleet *fleet, GPtrArray *checks, const HwGoal *goal, HwShadow *shadow,
             HwProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwPlan) plan = g_new0 (HwPlan, 1);

  g_atomic_ref_count_init (&plan->references);
  plan->checks = g_ptr_array_ref (checks);
  plan->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_step_unref);
  plan->refusals = g_ptr_array_new_with_free_func (refusal_free);
  plan->remainders = g_ptr_array_new_with_free_func (remainder_free);
  /* Wave by wave, so that a service knows whether those it waits for can go. */
  for (guint wave = 0, left = checks->len; left > 0; wave++)
    for (guint i = 0; i < checks->len; i++)
      {
        HwCheck *check = g_ptr_array_index (checks, i);

        if (get_wave (fleet, check, goal) != wave)
          continue;
        plan_one (plan, wave, check, goal, shadow, progress, cancellable);
        left--;
      }
  order_steps (plan->steps);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* Whether @step comes after @left_out, a step that is not carried out, and needs it. */
static gboolean
needs (const HwStep *step, const HwStep *left_out)
{
  if (step->database == left_out->database)
    return TRUE;
  return step->wave > left_out->wave &&
         (hw_database_waits_for (step->database, left_out->database) ||
          hw_database_waits_for (left_out->database, step->database));
}

HwPlan *
hw_plan_without (HwPlan *plan, const guint *numbers, guint n)
{
  HwPlan *part = g_new0 (HwPlan, 1);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new ();

  g_atomic_ref_count_init (&part->references);
  part->checks = g_ptr_array_ref (plan->checks);
  part->refusals = g_ptr_array_ref (plan->refusals);
  part->remainders = g_ptr_array_ref (plan->remainders);
  part->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_step_unref);
  for (guint i = 0; i < plan->steps->len; i++)
    {
      HwStep *step = g_ptr_array_index (plan->steps, i);
      gboolean stays = TRUE;

      for (guint k = 0; k < n; k++)
        stays = stays && numbers[k] != step->number;
      for (guint k = 0; stays && k < left_out->len; k++)
        stays = !needs (step, g_ptr_array_index (left_out, k));
      g_ptr_array_add (stays ? part->steps : left_out, stays ? hw_step_ref (step) : step);
    }
  return part;
}

HwPlan *
hw_plan_ref (HwPlan *plan)
{
  g_atomic_ref_count_inc (&plan->references);
  return plan;
}

void
hw_plan_unref (HwPlan *plan)
{
  if (!g_atomic_ref_count_dec (&plan->references))
    return;
  g_ptr_array_unref (plan->checks);
  g_ptr_array_unref (plan->steps);
  g_ptr_array_unref (plan->refusals);
  g_ptr_array_unref (plan->remainders);
  g_free (plan);
}
