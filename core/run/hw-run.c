/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run.c: carries out a plan: wave after wave, in a wave each database on a thread of its own. */

#include "hw-run.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-executor.h"
#include "hw-parallel.h"

void
hw_step_result_free (HwStepResult *result)
{
  g_clear_error (&result->error);
  g_strfreev (result->notices);
  g_free (result->note);
  g_free (result);
}

/* The steps of one database in one wave. */
typedef struct
{
  HwDatabase *database;
  GPtrArray *steps;   /* (element-type HwStep) */
  GPtrArray *results; /* (element-type HwStepResult), of the same steps */
  guint wave;
  HwProgress *progress;
  GPtrArray *parts; /* (element-type HwProgress): of the same steps */
} HwLane;

typedef struct
{
  HwFleet *fleet;
  const HwRunOptions *options;
  HwRunLog *log;
  GCancellable *cancellable;
  GPtrArray *lanes; /* (element-type HwLane): of the wave at work */
} HwRun;

static void
lane_free (gpointer data)
{
  HwLane *lane = data;

  g_ptr_array_unref (lane->steps);
  g_ptr_array_unref (lane->results);
  g_ptr_array_unref (lane->parts);
  g_free (lane);
}

/* Says how a step ended, and what the server said meanwhile. */
static void
log_end (HwRun *run, const HwStepResult *result)
{
  for (guint i = 0; result->notices != NULL && result->notices[i] != NULL; i++)
    hw_run_log_add (run->log, HW_RUN_EVENT_NOTICE, result->step, result->notices[i]);
  hw_run_log_add_end (run->log, result->step, result->outcome,
                      result->error != NULL ? result->error->message : result->note);
}

static void
fail_first (HwRun *run, HwLane *lane, GError *error)
{
  HwStepResult *result = g_ptr_array_index (lane->results, 0);

  result->outcome = HW_OUTCOME_FAILED;
  result->error = error;
  log_end (run, result);
}

static void
run_steps (HwRun *run, HwLane *lane, HwExecutor *executor)
{
  guint n_done = hw_executor_get_n_done (executor);

  for (guint i = 0; i < lane->steps->len; i++)
    {
      HwStepResult *result = g_ptr_array_index (lane->results, i);
      const HwStep *step = g_ptr_array_index (lane->steps, i);
      HwProgress *part = g_ptr_array_index (lane->parts, i);

      if (i < n_done)
        {
          result->outcome = HW_OUTCOME_DONE;
          result->note = g_strdup (_ ("somebody else did it meanwhile"));
        }
      else
        {
          hw_run_log_add (run->log, HW_RUN_EVENT_BEGUN, step, NULL);
          hw_executor_run (executor, step, result, part, run->cancellable);
        }
      log_end (run, result);
      if (result->outcome != HW_OUTCOME_DONE)
        return;
      hw_progress_finish (part);
    }
}

static void
run_lane (guint i, gpointer user_data)
{
  HwRun *run = user_data;
  HwLane *lane = g_ptr_array_index (run->lanes, i);
  GError *error = NULL;
  g_autoptr (HwExecutor) executor = NULL;

  if (g_cancellable_is_cancelled (run->cancellable))
    return;
  executor =
      hw_executor_new (lane->database, lane->steps, run->fleet, run->options,
                       g_ptr_array_index (lane->parts, 0), run->log, run->cancellable, &error);
  if (executor != NULL)
    run_steps (run, lane, executor);
  else
    fail_first (run, lane, error);
  hw_progress_finish (lane->progress);
}

static HwLane *
find_lane (GPtrArray *lanes, HwDatabase *database)
{
  for (guint i = 0; i < lanes->len; i++)
    {
      HwLane *lane = g_ptr_array_index (lanes, i);

      if (lane->database == database)
        return lane;
    }
  return NULL;
}

/* Each database of the plan with its steps; all of them are in one wave. */
static GPtrArray *
make_lanes (HwPlan *plan, GPtrArray *results, HwProgress *progress)
{
  GPtrArray *lanes = g_ptr_array_new_with_free_func (lane_free);

  for (guint i = 0; i < plan->steps->len; i++)
    {
      HwStep *step = g_ptr_array_index (plan->steps, i);
      HwLane *lane = find_lane (lanes, step->database);

      if (lane == NULL)
        {
          lane = g_new0 (HwLane, 1);
          lane->database = step->database;
          lane->wave = step->wave;
          lane->steps = g_ptr_array_new ();
          lane->results = g_ptr_array_new ();
          lane->progress = hw_progress_add (progress, hw_database_get_title (step->database), 1);
          lane->parts = g_ptr_array_new ();
          g_ptr_array_add (lanes, lane);
        }
      g_ptr_array_add (lane->steps, step);
      g_ptr_array_add (lane->results, g_ptr_array_index (results, i));
      g_ptr_array_add (lane->parts,
                       hw_progress_add (lane->progress, step->revision, step->statements->len));
    }
  return lanes;
}

static gboolean
is_done (const HwLane *lane)
{
  for (guint i = 0; i < lane->results->len; i++)
    if (((HwStepResult *) g_ptr_array_index (lane->results, i))->outcome != HW_OUTCOME_DONE)
      return FALSE;
  return TRUE;
}

/* (nullable): a lane that is not done and goes before @lane, be it back or forth. */
static const HwLane *
find_left_behind (GPtrArray *lanes, const HwLane *lane)
{
  for (guint i = 0; i < lanes->len; i++)
    {
      const HwLane *other = g_ptr_array_index (lanes, i);

      if (other->wave < lane->wave && !is_done (other) &&
          (hw_database_waits_for (lane->database, other->database) ||
           hw_database_waits_for (other->database, lane->database)))
        return other;
    }
  return NULL;
}

/* A lane that comes after one that failed, or was not begun for such a reason, is not begun. */
static gboolean
must_wait (HwRun *run, GPtrArray *lanes, HwLane *lane)
{
  const HwLane *other = find_left_behind (lanes, lane);
  const HwStepResult *first;

  if (other == NULL || g_cancellable_is_cancelled (run->cancellable))
    return FALSE;
  first = g_ptr_array_index (other->results, 0);
  for (guint i = 0; i < lane->results->len; i++)
    {
      HwStepResult *result = g_ptr_array_index (lane->results, i);

      result->note = g_strdup_printf (first->outcome == HW_OUTCOME_NOT_RUN
                                          ? _ ("it waits for %s, which was not begun either")
                                          : _ ("it waits for %s, which failed"),
                                      hw_database_get_title (other->database));
      log_end (run, result);
    }
  hw_progress_finish (lane->progress);
  return TRUE;
}

/* Begins the databases of wave @wave that wait for none that failed. */
static void
run_wave (HwRun *run, GPtrArray *lanes, guint wave)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new ();

  for (guint i = 0; i < lanes->len; i++)
    {
      HwLane *lane = g_ptr_array_index (lanes, i);

      if (lane->wave == wave && !must_wait (run, lanes, lane))
        g_ptr_array_add (ready, lane);
    }
  run->lanes = ready;
  hw_parallel_run (ready->len, run->options->jobs, run_lane, run);
}

GPtrArray *
hw_run_plan (HwFleet *fleet, HwPlan *plan, const HwRunOptions *options, HwProgress *progress,
             HwRunLog *log, GCancellable *cancellable)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_step_result_free);
  HwRun run = { fleet, options, log, cancellable, NULL };
  g_autoptr (GPtrArray) lanes = NULL;
  guint n_waves = 0;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      HwStepResult *result = g_new0 (HwStepResult, 1);

      result->step = g_ptr_array_index (plan->steps, i);
      result->outcome = HW_OUTCOME_NOT_RUN;
      n_waves = MAX (n_waves, result->step->wave + 1);
      g_ptr_array_add (results, result);
    }
  lanes = make_lanes (plan, results, progress);
  for (guint wave = 0; wave < n_waves; wave++)
    run_wave (&run, lanes, wave);
  return results;
}
