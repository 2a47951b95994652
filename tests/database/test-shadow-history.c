/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-shadow-history.c: long histories, forgiven data, roles, and the other kinds of shadow. */

#include <string.h>

#include "hw-catalog.h"
#include "hw-private-server.h"
#include "hw-test-project.h"
#include "hw-test-server.h"

/* 550 revisions, every nineteenth the merge of two branches. */
#define N 550

static void
test_long (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) head = NULL;
  g_autoptr (HwSchema) again = NULL;
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autofree char *last = g_strdup_printf ("m%03d", N - 1);
  guint n_merges = 0;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%03u", i);
      g_autofree char *up = g_strdup_printf (
          i % 25 == 0   ? "op.create_table('t%u', sa.Column('id', sa.Integer, primary_key=True))"
          : i % 19 == 0 ? "pass"
                        : "op.execute('ALTER TABLE t%u ADD c%u int')",
          i - i % 25, i);
      g_autofree char *down = NULL;

      /* i - 1 and i - 2 both follow i - 3; i merges them. */
      if (i > 3 && i % 19 == 0)
        down = g_strdup_printf ("m%03u,m%03u", i - 1, i - 2);
      else if (i > 3 && (i + 1) % 19 == 0)
        down = g_strdup_printf ("m%03u", i - 2);
      else
        down = i == 0 ? g_strdup ("") : g_strdup_printf ("m%03u", i - 1);
      n_merges += strchr (down, ',') != NULL;
      hw_test_project_revise (project, id, down, up, NULL);
    }
  g_assert_cmpuint (n_merges, >=, 28);
  hw_test_project_open (project, TRUE);
  head = hw_test_project_expect (project, last);
  g_test_message ("%d revisions replayed in %.1f s", N, g_timer_elapsed (timer, NULL));
  hw_test_project_open (project, FALSE);
  g_timer_start (timer);
  again = hw_test_project_expect (project, last);
  g_test_message ("found again in %.3f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpstr (hw_schema_get_digest (again), ==, hw_schema_get_digest (head));
  g_timer_start (timer);
  states = hw_shadow_get_known_states (project->shadow, project->service, project->major, NULL,
                                       NULL, NULL, NULL);
  g_test_message ("all states in %.1f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (states->len, ==, N + 1);
}

/* Seed rows that need other rows, a role nobody made, a constraint the copy's rows break. */
static void
add_real_life (HwTestProject *project)
{
  hw_test_project_revise (project, "r1", "",
                          "op.execute('CREATE TABLE p (id int PRIMARY KEY)')\n"
                          "op.execute('CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p)')\n"
                          "op.execute('INSERT INTO c VALUES (1, 99)')\n"
                          "op.execute('INSERT INTO elsewhere VALUES (1)')\n"
                          "op.execute('GRANT SELECT ON c TO history_reader')\n"
                          "op.execute('CREATE ROLE history_maker')\n"
                          "op.execute('SET LOCAL ROLE history_setter')\n"
                          "op.execute('RESET ROLE')",
                          NULL);
  hw_test_project_revise (project, "r2", "r1",
                          "op.execute('ALTER TABLE c ADD q int')\n"
                          "op.execute('ALTER TABLE c ALTER q SET NOT NULL')\n"
                          "op.execute('ALTER TABLE alembic_version ALTER version_num TYPE text')",
                          NULL);
}

static void
test_real_life (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (HwSchema) first = NULL;
  g_autoptr (HwSchema) second = NULL;
  g_autoptr (HwSchema) third = NULL;
  g_autoptr (HwRecording) recording = NULL;

  add_real_life (project);
  hw_test_project_open (project, TRUE);
  first = hw_test_project_expect (project, "r2");
  recording = hw_test_project_record (project, "r1", NULL);
  g_assert_cmpuint (recording->up.statements->len, ==, 8);
  g_assert_cmpuint (g_strv_length (recording->notes), ==, 1);
  g_assert_cmpstr (recording->roles[0], ==, "history_reader");
  g_assert_cmpstr (recording->roles[1], ==, "history_setter");
  /* The same from the recordings, which a new revision makes the shadow run again. */
  hw_test_project_revise (project, "r3", "r2", "op.execute('CREATE TABLE last ()')", NULL);
  hw_test_project_open (project, TRUE);
  third = hw_test_project_expect (project, "r3");
  g_assert_true (hw_test_schema_has (third, "table", "last"));
  second = hw_test_project_expect (project, "r2");
  g_assert_cmpstr (hw_schema_get_digest (second), ==, hw_schema_get_digest (first));
  /* And all by Python once more, on the same server. */
  hw_test_project_empty_cache ();
  hw_test_project_open (project, TRUE);
  g_clear_pointer (&third, hw_schema_unref);
  third = hw_test_project_expect (project, "r3");
}

/* A server that the user names, and its own role without the right to make databases. */
static void
test_named_server (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  const char *conninfo = hw_test_server_get_conninfo ();
  g_autoptr (HwConnection) connection = hw_test_connect (conninfo);
  g_autoptr (HwSchema) schema = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  g_autoptr (GString) poor = g_string_new (conninfo);

  hw_test_project_revise (project, "r1", "", "op.execute('CREATE TABLE t ()')", NULL);
  g_free (project->fleet_text);
  project->fleet_text = g_strdup_printf ("Shadow=%s\n", conninfo);
  hw_test_project_empty_cache ();
  hw_test_project_open (project, TRUE);
  hw_test_execute (connection, "CREATE DATABASE headway_shadow_1_1_crashed");
  schema = hw_test_project_expect (project, "r1");
  g_assert_true (hw_test_schema_has (schema, "table", "t"));
  left = hw_test_query (connection, "SELECT count(*) FROM pg_database WHERE datname LIKE "
                                    "'headway\\_shadow\\_%'");
  g_assert_cmpstr (left, ==, "0");

  hw_test_execute (connection, "DROP ROLE IF EXISTS shadow_poor; CREATE ROLE shadow_poor LOGIN");
  g_free (project->fleet_text);
  project->fleet_text = g_strdup_printf ("Shadow=%s user=shadow_poor\n", conninfo);
  hw_test_project_empty_cache ();
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r1", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "may not create databases", "CREATEDB");
  /* With that right alone it goes; foreign keys are enforced then, and rows refused forgiven. */
  hw_test_execute (connection, "ALTER ROLE shadow_poor CREATEDB");
  hw_test_project_revise (project, "r2", "r1",
                          "op.execute('CREATE TABLE p (id int PRIMARY KEY)')\n"
                          "op.execute('CREATE TABLE c (p int REFERENCES p)')\n"
                          "op.execute('INSERT INTO c VALUES (1)')",
                          NULL);
  hw_test_project_open (project, TRUE);
  g_clear_pointer (&schema, hw_schema_unref);
  schema = hw_test_project_expect (project, "r2");
  g_assert_true (hw_test_schema_has (schema, "table", "c"));
  hw_test_project_open (project, TRUE);
  hw_test_execute (connection, "DROP ROLE shadow_poor");
}

/* Nobody's server process hangs because a revision does. */
static void
test_second_connection (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  g_autoptr (GError) error = NULL;

  hw_test_project_revise (project, "r1", "",
                          "op.execute('CREATE TABLE t (a int)')\n"
                          "with op.get_bind().engine.connect() as other:\n"
                          "    other.execute(sa.text('CREATE TABLE u (a int)'))\n"
                          "    other.execute(sa.text('CREATE TABLE t (a int)'))",
                          NULL);
  hw_test_project_open (project, TRUE);
  g_assert_null (hw_test_project_get (project, "r1", &error));
  hw_test_assert_error (error, HW_ERROR_FAILED, "r1", NULL);
}

typedef struct
{
  HwTestProject *project;
  const char *version;
  char *digest;
} Question;

static gpointer
ask (gpointer data)
{
  Question *question = data;
  g_autoptr (HwSchema) schema = hw_test_project_expect (question->project, question->version);

  question->digest = g_strdup (hw_schema_get_digest (schema));
  return NULL;
}

/* Many threads at once: one replay, one answer. */
static void
test_threads (void)
{
  g_autoptr (HwTestProject) project = hw_test_project_new (TRUE);
  Question questions[8];
  GThread *threads[8];

  add_real_life (project);
  hw_test_project_empty_cache ();
  hw_test_project_open (project, TRUE);
  for (guint i = 0; i < 8; i++)
    {
      questions[i] = (Question){ project, i % 2 ? "r1" : "r2", NULL };
      threads[i] = g_thread_new ("ask", ask, &questions[i]);
    }
  for (guint i = 0; i < 8; i++)
    g_thread_join (threads[i]);
  for (guint i = 2; i < 8; i++)
    g_assert_cmpstr (questions[i].digest, ==, questions[i % 2].digest);
  g_assert_cmpstr (questions[0].digest, !=, questions[1].digest);
  for (guint i = 0; i < 8; i++)
    g_free (questions[i].digest);
}

int
main (int argc, char **argv)
{
  hw_test_project_prepare (&argc, &argv);
  g_test_add_func ("/shadow-history/real-life", test_real_life);
  g_test_add_func ("/shadow-history/named-server", test_named_server);
  g_test_add_func ("/shadow-history/second-connection", test_second_connection);
  g_test_add_func ("/shadow-history/threads", test_threads);
  g_test_add_func ("/shadow-history/long", test_long);
  return g_test_run ();
}
