/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-run.c: a plan is carried out, and what happens is told as it happens: each step and
 * statement, who is waited for, and how it ended. */

#include <string.h>

#include "hw-run.h"
#include "hw-test-project.h"
#include "hw-test-server.h"
#include "hw-touch.h"

static const HwRunOptions options = { .jobs = 2, .lock_wait = 20 };
static const HwRunOptions patient = { .jobs = 2, .lock_timeout = 300, .lock_retries = 50 };

/* Headway works for no role of its own name, which the server has that a program starts for itself:
 * so for another one there. (transfer full) */
static char *
dup_conninfo (HwTestDatabase *database)
{
  const char *conninfo = hw_test_database_get_conninfo (database);
  g_autoptr (HwConnection) connection = hw_test_connect (conninfo);

  if (!g_str_equal (hw_connection_get_user (connection), "headway"))
    return g_strdup (conninfo);
  hw_test_execute (connection, "drop role if exists runner; create role runner superuser login");
  return g_strdup_printf ("%s user=runner", conninfo);
}

/* A project whose shop is a real database, and that database. */
static HwTestProject *
make_project (HwTestDatabase *database)
{
  HwTestProject *project = hw_test_project_new (FALSE);
  g_autofree char *conninfo = dup_conninfo (database);

  hw_test_project_write (
      project, "migrations/001_goods.sql",
      "CREATE TABLE goods (id int PRIMARY KEY);\nCREATE TABLE kinds (id int);\n");
  hw_test_project_write (project, "migrations/002_price.sql",
                         "ALTER TABLE goods ADD COLUMN price int;\n");
  g_free (project->service_text);
  project->service_text = g_strdup_printf ("[Database shop@test]\nConnection=%s\n", conninfo);
  hw_test_project_open (project, TRUE);
  return project;
}

static HwPlan *
make_plan (HwTestProject *project)
{
  const HwGoal goal = { .kind = HW_GOAL_UPGRADE };
  g_autoptr (GPtrArray) databases = g_ptr_array_new ();
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  HwPlan *plan;

  g_ptr_array_add (databases, hw_service_find_database (project->service, "test"));
  checks = hw_check_databases (databases, project->shadow, 1, NULL, NULL, &error);
  g_assert_no_error (error);
  plan = hw_plan_new (project->fleet, checks, &goal, project->shadow, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plan->refusals->len, ==, 0);
  return plan;
}

/* One letter for each event from number @first on. (transfer full) */
static char *
dup_kinds (HwRunLog *log, guint first)
{
  static const char letters[] = "BSWGNE";
  g_autoptr (GPtrArray) events = hw_run_log_dup_from (log, first);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    g_string_append_c (kinds, letters[((HwRunEvent *) g_ptr_array_index (events, i))->kind]);
  return g_string_free (kinds, FALSE);
}

static void
test_told (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) plan = make_plan (project);
  g_autoptr (HwRunLog) log = hw_run_log_new ();
  g_autoptr (HwProgress) progress = hw_progress_new ("Running");
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *rest = NULL;

  results = hw_run_plan (project->fleet, plan, &options, progress, log, NULL);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_no_error (((HwStepResult *) g_ptr_array_index (results, 0))->error);
  g_assert_cmpint (((HwStepResult *) g_ptr_array_index (results, 1))->outcome, ==, HW_OUTCOME_DONE);
  kinds = dup_kinds (log, 0);
  rest = dup_kinds (log, 4);
  g_assert_cmpstr (kinds, ==, "BSSEBSE");
  g_assert_cmpstr (rest, ==, "BSE");
  events = hw_run_log_dup_from (log, 5);
  g_assert_cmpstr (((HwRunEvent *) g_ptr_array_index (events, 0))->text, ==,
                   "ALTER TABLE goods ADD COLUMN price int");
  g_assert_true (((HwRunEvent *) g_ptr_array_index (events, 1))->step ==
                 g_ptr_array_index (plan->steps, 1));
  parts = hw_progress_dup_children (progress);
  g_assert_cmpuint (parts->len, ==, 1);
  g_assert_cmpstr (hw_progress_get_title (g_ptr_array_index (parts, 0)), ==, "shop@test");
  steps = hw_progress_dup_children (g_ptr_array_index (parts, 0));
  g_assert_cmpuint (steps->len, ==, 2);
  g_assert_cmpstr (hw_progress_get_title (g_ptr_array_index (steps, 1)), ==, "002");
  g_assert_cmpfloat (hw_progress_get_fraction (progress), ==, 1.0);
}

static void
test_touched (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) plan = make_plan (project);
  const HwStep *first = g_ptr_array_index (plan->steps, 0);
  const HwStep *second = g_ptr_array_index (plan->steps, 1);
  g_autoptr (GPtrArray) made = hw_touch_find_tables (first->before, first->after);
  g_autoptr (GPtrArray) altered = hw_touch_find_tables (second->before, second->after);
  g_autoptr (GPtrArray) none = hw_touch_find_tables (second->after, second->after);

  g_assert_cmpuint (made->len, ==, 2);
  g_assert_cmpstr (hw_object_get_name (g_ptr_array_index (made, 0)), ==, "goods");
  g_assert_cmpstr (hw_object_get_name (g_ptr_array_index (made, 1)), ==, "kinds");
  g_assert_cmpuint (altered->len, ==, 1);
  g_assert_true (g_ptr_array_index (altered, 0) ==
                 hw_schema_lookup (second->before, g_ptr_array_index (made, 0)));
  g_assert_cmpuint (none->len, ==, 0);
}

/* What somebody else made after the plan was: it is there before the steps, and none of them is
 * told to have made it. */
static void
test_changed_before (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) plan = make_plan (project);
  g_autoptr (HwConnection) connection = hw_test_connect (hw_test_database_get_conninfo (database));
  g_autoptr (GPtrArray) results = NULL;

  g_assert_nonnull (((const HwStep *) g_ptr_array_index (plan->steps, 0))->check->sum);
  hw_test_execute (connection, "create table another (id int)");
  results = hw_run_plan (project->fleet, plan, &options, NULL, NULL, NULL);
  for (guint i = 0; i < results->len; i++)
    g_assert_no_error (((HwStepResult *) g_ptr_array_index (results, i))->error);
}

/* A plan that runs on a thread of its own, while the test holds something against it. */
typedef struct
{
  HwTestProject *project;
  HwPlan *plan;
  HwRunLog *log;
  GCancellable *cancellable;
  const HwRunOptions *options; /* (nullable) */
} Runner;

static gpointer
run_in_thread (gpointer data)
{
  Runner *runner = data;

  return hw_run_plan (runner->project->fleet, runner->plan,
                      runner->options != NULL ? runner->options : &options, NULL, runner->log,
                      runner->cancellable);
}

/* (transfer full): the text of the first waiting that is told and has @word (nullable) in it. */
static char *
wait_for_waiting (HwRunLog *log, const char *word)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (GPtrArray) events = hw_run_log_dup_from (log, 0);

      for (guint k = 0; k < events->len; k++)
        {
          const HwRunEvent *event = g_ptr_array_index (events, k);

          if (event->kind == HW_RUN_EVENT_WAITING &&
              (word == NULL || strstr (event->text, word) != NULL))
            return g_strdup (event->text);
        }
      g_usleep (50000);
    }
  g_error ("nobody was told to be waited for");
}

static void
wait_until (HwConnection *connection, const char *question)
{
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *answer = hw_test_query (connection, question);

      if (g_str_equal (answer, "t"))
        return;
      g_usleep (10000);
    }
  g_error ("never came true: %s", question);
}

static void
test_blocked (gconstpointer data)
{
  gboolean stop = GPOINTER_TO_INT (data);
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) first = make_plan (project);
  const guint second = 2;
  g_autoptr (HwPlan) part = hw_plan_without (first, &second, 1);
  g_autoptr (HwConnection) other = hw_test_database_connect (database);
  g_autoptr (HwRunLog) log = hw_run_log_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Runner runner = { .project = project, .log = log, .cancellable = cancellable };
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *told = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *process = NULL;
  const HwStepResult *result;
  GThread *thread;

  g_ptr_array_unref (hw_run_plan (project->fleet, part, &options, NULL, NULL, NULL));
  hw_test_execute (other, "set application_name = 'a long report'; begin; select * from goods");
  runner.plan = make_plan (project);
  thread = g_thread_new ("run", run_in_thread, &runner);
  told = wait_for_waiting (log, NULL);
  process = g_strdup_printf ("(process %d,", hw_connection_get_backend_pid (other));
  g_assert_true (g_str_has_prefix (told, "shop@test waits for a long report "));
  g_assert_nonnull (strstr (told, process));
  if (stop)
    g_cancellable_cancel (cancellable);
  else
    hw_test_execute (other, "commit");
  results = g_thread_join (thread);
  result = g_ptr_array_index (results, 0);
  kinds = dup_kinds (log, 0);
  g_assert_cmpstr (kinds, ==, "BSWGE");
  g_assert_cmpint (result->outcome, ==, stop ? HW_OUTCOME_FAILED : HW_OUTCOME_DONE);
  if (stop)
    g_assert_error (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  hw_plan_unref (runner.plan);
}

/* A step that takes @first and then @second, as SQL or as a program. (transfer full) */
static HwTestProject *
make_greedy_project (HwTestDatabase *database, gboolean python)
{
  HwTestProject *project = hw_test_project_new (python);
  g_autofree char *conninfo = dup_conninfo (database);

  if (python)
    {
      hw_test_project_revise (project, "r1", "",
                              "op.execute('CREATE TABLE goods (id int)')\n"
                              "op.execute('CREATE TABLE kinds (id int)')",
                              NULL);
      hw_test_project_revise (project, "r2", "r1",
                              "op.get_bind().execute(sa.text('SELECT * FROM goods')).fetchall()\n"
                              "op.execute('ALTER TABLE goods ADD price int')\n"
                              "op.execute('ALTER TABLE kinds ADD price int')",
                              NULL);
    }
  else
    {
      hw_test_project_write (project, "migrations/001_goods.sql",
                             "CREATE TABLE goods (id int);\nCREATE TABLE kinds (id int);\n");
      hw_test_project_write (
          project, "migrations/002_price.sql",
          "ALTER TABLE goods ADD price int;\nALTER TABLE kinds ADD price int;\n");
    }
  g_free (project->service_text);
  project->service_text = g_strdup_printf ("[Database shop@test]\nConnection=%s\n", conninfo);
  hw_test_project_open (project, TRUE);
  return project;
}

/* Runs the first revision, and plans the second. */
static void
prepare_last (HwTestProject *project, Runner *runner)
{
  g_autoptr (HwPlan) first = make_plan (project);
  const guint second = 2;
  g_autoptr (HwPlan) part = hw_plan_without (first, &second, 1);

  g_ptr_array_unref (hw_run_plan (project->fleet, part, &options, NULL, NULL, NULL));
  runner->plan = make_plan (project);
}

/* That the one step of @thread was done in the end, and both tables have its column. */
static void
assert_done (GThread *thread, HwConnection *connection)
{
  g_autoptr (GPtrArray) results = g_thread_join (thread);
  const HwStepResult *result = g_ptr_array_index (results, 0);
  g_autofree char *n_columns = NULL;

  g_assert_cmpuint (results->len, ==, 1);
  g_assert_no_error (result->error);
  g_assert_cmpint (result->outcome, ==, HW_OUTCOME_DONE);
  /* The server has nothing to say to a new try. */
  g_assert_cmpuint (g_strv_length (result->notices), ==, 0);
  n_columns =
      hw_test_query (connection, "select count(*) from pg_attribute where attname = 'price'");
  g_assert_cmpstr (n_columns, ==, "2");
}

/* A table that somebody holds longer than the limit is asked for again, by a program too. */
static void
test_lock_timeout (gconstpointer data)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_greedy_project (database, GPOINTER_TO_INT (data));
  g_autoptr (HwConnection) other = hw_test_database_connect (database);
  g_autoptr (HwRunLog) log = hw_run_log_new ();
  Runner runner = { .project = project, .log = log, .options = &patient };
  g_autofree char *told = NULL;
  GThread *thread;

  prepare_last (project, &runner);
  hw_test_execute (other, "begin; lock kinds in access exclusive mode");
  thread = g_thread_new ("run", run_in_thread, &runner);
  told = wait_for_waiting (log, "(try 3)");
  hw_test_execute (other, "commit");
  assert_done (thread, other);
  hw_plan_unref (runner.plan);
}

/* Who is stopped because of a deadlock tries again, too. Of the two it is the step that the server
 * stops: the other one looks for a deadlock only much later. */
static void
test_deadlock (gconstpointer data)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_greedy_project (database, GPOINTER_TO_INT (data));
  g_autoptr (HwConnection) other = hw_test_database_connect (database);
  g_autoptr (HwRunLog) log = hw_run_log_new ();
  const HwRunOptions unlimited = { .jobs = 2, .lock_retries = 50 };
  Runner runner = { .project = project, .log = log, .options = &unlimited };
  g_autofree char *told = NULL;
  GThread *thread;

  hw_test_execute (other, "do 'begin execute format(''alter database %I set deadlock_timeout = "
                          "4000'', current_database()); end'; set deadlock_timeout = '5min'");
  prepare_last (project, &runner);
  hw_test_execute (other, "begin; lock kinds in access exclusive mode");
  thread = g_thread_new ("run", run_in_thread, &runner);
  wait_until (other, "select exists (select from pg_locks where not granted)");
  hw_test_execute (other, "lock goods in access exclusive mode; commit");
  told = wait_for_waiting (log, "(try 2)");
  assert_done (thread, other);
  hw_plan_unref (runner.plan);
}

/* Somebody else migrates the same database: who it is is said at once, not after the wait. */
static void
test_advisory_lock (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) plan = make_plan (project);
  g_autoptr (HwConnection) other = hw_test_database_connect (database);
  g_autoptr (HwHistory) history = hw_service_load_history (project->service, NULL, NULL);
  g_autoptr (HwRunLog) log = hw_run_log_new ();
  Runner runner = { .project = project, .plan = plan, .log = log };
  g_autoptr (GPtrArray) results = NULL;
  g_autofree char *told = NULL;
  g_autofree char *kinds = NULL;
  GThread *thread;

  g_assert_true (hw_lock_take (hw_service_find_database (project->service, "test"), other, history,
                               0, NULL, NULL));
  thread = g_thread_new ("run", run_in_thread, &runner);
  told = wait_for_waiting (log, NULL);
  g_assert_nonnull (strstr (told, "is being migrated by"));
  g_assert_true (hw_lock_release (other, history, NULL, NULL));
  results = g_thread_join (thread);
  kinds = dup_kinds (log, 0);
  g_assert_cmpstr (kinds, ==, "WGBSSEBSE");
}

/* What is stopped before it began was not run, and the rest is told as what it is. */
static void
test_stopped_before (void)
{
  g_autoptr (HwTestDatabase) database = hw_test_database_new ();
  g_autoptr (HwTestProject) project = make_project (database);
  g_autoptr (HwPlan) plan = make_plan (project);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) results = NULL;

  g_cancellable_cancel (cancellable);
  results = hw_run_plan (project->fleet, plan, &options, NULL, NULL, cancellable);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (((HwStepResult *) g_ptr_array_index (results, i))->outcome, ==,
                     HW_OUTCOME_NOT_RUN);
}

int
main (int argc, char **argv)
{
  hw_test_project_prepare (&argc, &argv);
  g_test_add_func ("/run/told", test_told);
  g_test_add_func ("/run/touched", test_touched);
  g_test_add_func ("/run/changed-before", test_changed_before);
  g_test_add_data_func ("/run/blocked", GINT_TO_POINTER (FALSE), test_blocked);
  g_test_add_data_func ("/run/blocked/stopped", GINT_TO_POINTER (TRUE), test_blocked);
  g_test_add_func ("/run/advisory-lock", test_advisory_lock);
  g_test_add_data_func ("/run/lock-timeout/sql", GINT_TO_POINTER (FALSE), test_lock_timeout);
  g_test_add_data_func ("/run/lock-timeout/python", GINT_TO_POINTER (TRUE), test_lock_timeout);
  g_test_add_data_func ("/run/deadlock/sql", GINT_TO_POINTER (FALSE), test_deadlock);
  g_test_add_data_func ("/run/deadlock/python", GINT_TO_POINTER (TRUE), test_deadlock);
  g_test_add_func ("/run/stopped-before", test_stopped_before);
  return g_test_run ();
}
