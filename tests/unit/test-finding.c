/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test-finding.c: what is worth knowing about a revision. */

#include "hw-finding.h"

static char *const nothing[] = { NULL };

/* The kinds of what is found, as numbers joined by spaces. */
static char *
dup_kinds (const char *up, const char *down, const HwLedgerRow *applied)
{
  const HwRevision revision = { .id = (char *) "a", .notes = (GStrv) nothing };
  g_autoptr (HwRecording) recording = hw_recording_new_from_sql ("a", up, down);
  g_autoptr (GPtrArray) findings = hw_finding_list (&revision, recording, applied);
  GString *kinds = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (kinds, "%s%d", i > 0 ? " " : "",
                            ((const HwFinding *) g_ptr_array_index (findings, i))->kind);
  return g_string_free (kinds, FALSE);
}

static void
assert_finds (const char *up, const char *down, HwFindingKind kind)
{
  g_autofree char *found = dup_kinds (up, down, NULL);
  g_autofree char *expected = g_strdup_printf ("%d", kind);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_kinds (void)
{
  g_autofree char *none = dup_kinds ("CREATE TABLE t (a int)", "DROP TABLE t", NULL);

  g_assert_cmpstr (none, ==, "");
  assert_finds ("CREATE TABLE t (a int)", NULL, HW_FINDING_NO_DOWNGRADE);
  assert_finds ("ALTER TABLE t DROP COLUMN a", "SELECT 1", HW_FINDING_DESTROYS);
  assert_finds ("ALTER TABLE t ALTER COLUMN a TYPE text", "SELECT 1", HW_FINDING_REWRITES);
  assert_finds ("CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX i", HW_FINDING_NO_TRANSACTION);
  assert_finds ("ALTER TABLE t ADD a int; UPDATE t SET a = 1", "SELECT 1", HW_FINDING_MANY_THINGS);
}

static void
test_many (void)
{
  g_autoptr (GString) up = g_string_new (NULL);

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (up, "CREATE TABLE t%u (a int);\n", i);
  assert_finds (up->str, "SELECT 1", HW_FINDING_MANY_THINGS);
}

/* The ledger knows what was run by its digest, which is that of the step. */
static void
test_edited (void)
{
  HwPlanStatement statement = { .sql = (char *) "CREATE TABLE t (a int)" };
  g_autoptr (GPtrArray) statements = g_ptr_array_new ();
  const HwStep step = { .statements = statements };
  g_autofree char *digest = NULL, *same = NULL, *other = NULL;
  HwLedgerRow row = { 0 };

  g_ptr_array_add (statements, &statement);
  row.digest = digest = hw_step_dup_digest (&step);
  same = dup_kinds ("CREATE TABLE t (a int);", "DROP TABLE t", &row);
  other = dup_kinds ("CREATE TABLE t (a bigint);", "DROP TABLE t", &row);
  g_assert_cmpstr (same, ==, "");
  g_assert_cmpint (other[0] - '0', ==, HW_FINDING_EDITED);
}

static void
test_applied (void)
{
  char upgrade[] = "upgrade", downgrade[] = "downgrade", done[] = "done", failed[] = "failed";
  char a[] = "a", b[] = "b", c[] = "c";
  HwLedgerRow rows[] = {
    { .action = downgrade, .event = done, .revision = a },
    { .action = upgrade, .event = done, .revision = b },
    { .action = upgrade, .event = failed, .revision = c },
    { .action = upgrade, .event = done, .revision = a },
  };
  g_autoptr (GPtrArray) ledger = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (ledger, &rows[i]);
  g_assert_null (hw_ledger_find_applied (ledger, "a"));
  g_assert_true (hw_ledger_find_applied (ledger, "b") == &rows[1]);
  g_assert_null (hw_ledger_find_applied (ledger, "c"));
  g_assert_null (hw_ledger_find_applied (ledger, "d"));
}

static void
test_notes (void)
{
  char *const notes[] = { (char *) "branch_labels is computed at run time", NULL };
  const HwRevision revision = { .id = (char *) "a", .notes = (GStrv) notes };
  g_autoptr (GPtrArray) findings = hw_finding_list (&revision, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpstr (((HwFinding *) g_ptr_array_index (findings, 0))->text, ==, notes[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finding/kinds", test_kinds);
  g_test_add_func ("/finding/many", test_many);
  g_test_add_func ("/finding/edited", test_edited);
  g_test_add_func ("/finding/applied", test_applied);
  g_test_add_func ("/finding/notes", test_notes);
  return g_test_run ();
}
