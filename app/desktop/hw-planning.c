/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-planning.c: makes a plan off the main thread, with all that a person judges it by. */

#include "hw-planning.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-parallel.h"
#include "hw-touch.h"

static void
outlook_free (gpointer data)
{
  HwOutlook *outlook = data;

  g_ptr_array_unref (outlook->tables);
  g_ptr_array_unref (outlook->losses);
  g_clear_error (&outlook->error);
  g_free (outlook);
}

HwPlanning *
hw_planning_ref (HwPlanning *planning)
{
  g_atomic_ref_count_inc (&planning->references);
  return planning;
}

void
hw_planning_unref (HwPlanning *planning)
{
  if (!g_atomic_ref_count_dec (&planning->references))
    return;
  g_ptr_array_unref (planning->outlooks);
  g_hash_table_unref (planning->sizes);
  hw_plan_unref (planning->plan);
  g_free (planning);
}

const HwSize *
hw_planning_get_size (HwPlanning *planning, const HwStep *step, HwObject *table)
{
  HwSizes *sizes = g_hash_table_lookup (planning->sizes, step->database);

  return sizes != NULL ? hw_sizes_get_table (sizes, table) : NULL;
}

/* What is asked for. */
typedef struct
{
  HwSession *session; /* kept, for its fleet and shadow */
  GPtrArray *databases;
  HwGoal goal;
  char *revision;
  GStrv only; /* (nullable) */
  guint jobs;
  guint wait; /* seconds, for those who migrate the databases */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->databases);
  g_free (request->revision);
  g_strfreev (request->only);
  g_object_unref (request->session);
  g_free (request);
}

static HwOutlook *
new_outlook (const HwStep *step)
{
  g_autoptr (GPtrArray) uncounted = hw_loss_find_uncounted (step);
  HwOutlook *outlook = g_new0 (HwOutlook, 1);

  outlook->step = step;
  outlook->n_uncounted = uncounted->len;
  outlook->tables = step->before != NULL && step->after != NULL
                        ? hw_touch_find_tables (step->before, step->after)
                        : g_ptr_array_new ();
  outlook->losses = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_loss_free);
  return outlook;
}

/* Asking the databases for sizes and counts, each on a connection of its own. */
typedef struct
{
  HwPlanning *planning;
  GPtrArray *databases;
  HwSizes **sizes; /* of each */
  GCancellable *cancellable;
} Asking;

static void
count (HwConnection *connection, HwOutlook *outlook, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) lost = hw_loss_find (outlook->step);
  GPtrArray *losses = hw_loss_count (connection, lost, cancellable, &outlook->error);

  if (losses == NULL)
    return;
  g_ptr_array_unref (outlook->losses);
  outlook->losses = losses;
}

static void
ask_one (guint i, gpointer user_data)
{
  Asking *asking = user_data;
  HwDatabase *database = g_ptr_array_index (asking->databases, i);
  g_autoptr (GError) error = NULL;
  g_autoptr (HwConnection) connection = NULL;

  for (guint k = 0; k < asking->planning->outlooks->len; k++)
    {
      HwOutlook *outlook = g_ptr_array_index (asking->planning->outlooks, k);

      if (outlook->step->database != database)
        continue;
      if (connection == NULL && error == NULL)
        {
          connection = hw_database_connect (database, asking->cancellable, &error);
          if (connection != NULL)
            asking->sizes[i] = hw_sizes_read (connection, asking->cancellable, NULL);
        }
      if (connection != NULL)
        count (connection, outlook, asking->cancellable);
      else
        outlook->error = g_error_copy (error);
    }
}

static void
ask (HwPlanning *planning, const Request *request, GCancellable *cancellable)
{
  g_autofree HwSizes **sizes = g_new0 (HwSizes *, request->databases->len + 1);
  Asking asking = { planning, request->databases, sizes, cancellable };

  hw_parallel_run (request->databases->len, request->jobs, ask_one, &asking);
  for (guint i = 0; i < request->databases->len; i++)
    if (sizes[i] != NULL)
      g_hash_table_insert (planning->sizes, g_ptr_array_index (request->databases, i), sizes[i]);
}

static gpointer
plan_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Request *request = data;
  HwFleet *fleet = hw_session_get_fleet (request->session);
  HwShadow *shadow = hw_session_get_shadow (request->session);
  HwProgress *looking = hw_progress_add (progress, "looking", 3);
  HwProgress *waiting = hw_progress_add (progress, "waiting", 1);
  HwProgress *planning_part = hw_progress_add (progress, "planning", 2);
  HwProgress *asking = hw_progress_add (progress, "counting", 1);
  g_autoptr (HwPlanning) planning = NULL;
  g_autoptr (GPtrArray) checks =
      hw_check_databases (request->databases, shadow, request->jobs, looking, cancellable, error);
  g_autoptr (HwPlan) plan = NULL;

  if (checks == NULL ||
      !hw_check_wait (checks, shadow, request->jobs, request->wait, waiting, cancellable, error))
    return NULL;
  hw_progress_finish (waiting);
  plan = hw_plan_new (fleet, checks, &request->goal, shadow, planning_part, cancellable, error);
  if (plan == NULL)
    return NULL;
  planning = g_new0 (HwPlanning, 1);
  g_atomic_ref_count_init (&planning->references);
  planning->plan = g_steal_pointer (&plan);
  planning->sizes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) hw_sizes_unref);
  planning->outlooks = g_ptr_array_new_with_free_func (outlook_free);
  for (guint i = 0; i < planning->plan->steps->len; i++)
    g_ptr_array_add (planning->outlooks, new_outlook (planning->plan->steps->pdata[i]));
  hw_progress_finish (planning_part);
  hw_progress_set_text (asking, "%s", _ ("Measuring the tables"));
  ask (planning, request, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&planning);
}

static HwGoalKind
parse_goal (const char *goal)
{
  static const struct
  {
    const char *name;
    HwGoalKind kind;
  } goals[] = {
    { "upgrade", HW_GOAL_UPGRADE },
    { "downgrade", HW_GOAL_DOWNGRADE },
    { "stamp", HW_GOAL_STAMP },
    { "repair", HW_GOAL_REPAIR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (goals); i++)
    if (g_str_equal (goal, goals[i].name))
      return goals[i].kind;
  return HW_GOAL_RECONCILE;
}

void
hw_planning_start (HwWork **place, GObject *owner, HwSession *session, const char *const *titles,
                   const char *goal, const char *revision, HwWorkDone done)
{
  Request *request = g_new0 (Request, 1);

  request->session = g_object_ref (session);
  request->databases = g_ptr_array_new_with_free_func (g_object_unref);
  request->revision = g_strdup (revision);
  request->goal = (HwGoal){ .kind = parse_goal (goal), .revision = request->revision };
  if (request->goal.kind == HW_GOAL_REPAIR)
    {
      /* Each was chosen by the user, who was told what it destroys. */
      request->only = g_strsplit (revision, "\n", -1);
      request->goal = (HwGoal){ .kind = HW_GOAL_REPAIR,
                                .destroy = TRUE,
                                .only = (const char *const *) request->only };
    }
  request->jobs = hw_session_get_jobs (session);
  request->wait = hw_session_get_run_options (session).lock_wait;
  for (guint i = 0; titles[i] != NULL; i++)
    {
      HwDatabaseItem *item = hw_session_find (session, titles[i]);

      if (item != NULL && hw_database_item_get_database (item) != NULL)
        g_ptr_array_add (request->databases, g_object_ref (hw_database_item_get_database (item)));
    }
  hw_work_start (place, _ ("Making a plan"), owner, plan_in_thread, request, request_free,
                 (GDestroyNotify) hw_planning_unref, done);
}

void
hw_planning_tell_session (HwPlanning *planning, HwSession *session)
{
  for (guint i = 0; i < planning->plan->checks->len; i++)
    {
      HwCheck *check = g_ptr_array_index (planning->plan->checks, i);
      HwDatabaseItem *item = hw_session_find (session, hw_database_get_title (check->database));

      if (item != NULL)
        hw_database_item_set_check (item, check);
    }
}
