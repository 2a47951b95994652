/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-plan.c: steps of a plan are left out, and with them what cannot go without them. */

#include "hw-fleet.h"
#include "hw-plan.h"
#include "test-folder.h"

static const char fleet_text[] = "[Fleet]\nName=Test\n"
                                 "[Service auth]\nMigrations=m\n"
                                 "[Service menu]\nMigrations=m\n"
                                 "[Service customer]\nMigrations=m\nAfter=auth\n"
                                 "[Service order]\nMigrations=m\nAfter=customer\n"
                                 "[Database auth@local]\nConnection=dbname=a\n"
                                 "[Database auth@test]\nConnection=dbname=b\n"
                                 "[Database menu@local]\nConnection=dbname=c\n"
                                 "[Database customer@local]\nConnection=dbname=d\n"
                                 "[Database order@local]\nConnection=dbname=e\n";

static const char *const nothing[] = { NULL };

static HwFleet *
load_fleet (Folder *folder)
{
  g_autofree char *path = g_build_filename (folder->path, "headway.fleet", NULL);
  g_autoptr (GError) error = NULL;
  HwFleet *fleet;

  write_file (folder, "m/001_a.sql", "select 1;\n");
  write_file (folder, "headway.fleet", fleet_text);
  fleet = hw_fleet_load (path, &error);
  g_assert_no_error (error);
  return fleet;
}

/* A plan of steps "auth@local/0", database and wave, numbered in this order. */
static HwPlan *
make_plan (HwFleet *fleet, const char *steps)
{
  HwPlan *plan = g_new0 (HwPlan, 1);
  g_auto (GStrv) words = g_strsplit (steps, " ", -1);

  g_atomic_ref_count_init (&plan->references);
  plan->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_check_unref);
  plan->refusals = g_ptr_array_new ();
  plan->remainders = g_ptr_array_new ();
  plan->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_step_unref);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (words[i], "@/", -1);
      HwCheck *check = g_new0 (HwCheck, 1);
      HwStep *step;

      g_atomic_ref_count_init (&check->references);
      check->database = g_object_ref (
          hw_service_find_database (hw_fleet_find_service (fleet, parts[0]), parts[1]));
      g_ptr_array_add (plan->checks, check);
      step = hw_step_new (check, HW_ACTION_UPGRADE, words[i], "", nothing, nothing);
      step->number = i + 1;
      step->wave = (guint) g_ascii_strtoull (parts[2], NULL, 10);
      g_ptr_array_add (plan->steps, step);
    }
  return plan;
}

/* Leaves out @numbers ("1,3") and says which stay, likewise. */
static void
assert_stay (HwPlan *plan, const char *numbers, const char *expected)
{
  g_auto (GStrv) words = g_strsplit (numbers, ",", -1);
  g_autofree guint *left_out = g_new0 (guint, g_strv_length (words) + 1);
  g_autoptr (HwPlan) part = NULL;
  g_autoptr (GString) stay = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    left_out[i] = (guint) g_ascii_strtoull (words[i], NULL, 10);
  part = hw_plan_without (plan, left_out, g_strv_length (words));
  for (guint i = 0; i < part->steps->len; i++)
    g_string_append_printf (stay, "%s%u", i > 0 ? "," : "",
                            ((HwStep *) g_ptr_array_index (part->steps, i))->number);
  g_assert_cmpstr (stay->str, ==, expected);
}

static void
test_forward (Folder *folder, gconstpointer data)
{
  g_autoptr (HwFleet) fleet = load_fleet (folder);
  g_autoptr (HwPlan) plan =
      make_plan (fleet, "auth@local/0 auth@local/0 menu@local/0 auth@test/0 customer@local/1 "
                        "customer@local/1 order@local/2");

  assert_stay (plan, "", "1,2,3,4,5,6,7");
  assert_stay (plan, "99", "1,2,3,4,5,6,7");
  assert_stay (plan, "2", "1,3,4");
  assert_stay (plan, "1", "3,4");
  assert_stay (plan, "3", "1,2,4,5,6,7");
  assert_stay (plan, "4", "1,2,3,5,6,7");
  assert_stay (plan, "6", "1,2,3,4,5");
  assert_stay (plan, "7,3", "1,2,4,5,6");
  assert_stay (plan, "1,3,4", "");
}

/* Those that wait for others go back first. */
static void
test_back (Folder *folder, gconstpointer data)
{
  g_autoptr (HwFleet) fleet = load_fleet (folder);
  g_autoptr (HwPlan) plan =
      make_plan (fleet, "order@local/0 menu@local/1 customer@local/1 auth@local/2 auth@test/2");

  assert_stay (plan, "1", "2,5");
  assert_stay (plan, "3", "1,2,5");
  assert_stay (plan, "4", "1,2,3,5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan/without/forward", Folder, NULL, set_up, test_forward, tear_down);
  g_test_add ("/plan/without/back", Folder, NULL, set_up, test_back, tear_down);
  return g_test_run ();
}
