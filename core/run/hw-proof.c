/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-proof.c: after a step the live schema must be the expected one. */

#include "hw-proof.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-catalog-change.h"
#include "hw-catalog.h"
#include "hw-error.h"

#define MOST_NAMED 5

HwSchema *
hw_proof_read (HwExecutor *executor, GCancellable *cancellable, GError **error)
{
  HwCompareOptions options = hw_database_get_comparison (executor->database);

  options.own_role = hw_connection_get_user (executor->connection);
  return hw_catalog_read_for (executor->connection,
                              hw_history_get_version_table (executor->history), &options,
                              cancellable, error);
}

static gboolean
is_about (HwDifferences *differences, HwObject *object)
{
  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    if (hw_object_compare (hw_difference_get_object (hw_differences_get (differences, i)),
                           object) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_last (const HwExecution *execution)
{
  GPtrArray *steps = execution->executor->steps;

  return execution->step == g_ptr_array_index (steps, steps->len - 1);
}

/* As far as the fleet file does not say to ignore it. */
static HwDifferences *
compare (HwExecution *execution, HwSchema *expected, HwSchema *live)
{
  HwCompareOptions options = hw_database_get_comparison (execution->step->database);

  /* A repair puts no columns in another order. */
  options.column_order = FALSE;
  return hw_schema_compare (expected, live, &options);
}

/* (nullable): the revision of the last step that was to change @object. */
static const char *
find_revision (HwExecution *execution, HwObject *object)
{
  GPtrArray *steps = execution->executor->steps;

  for (guint i = steps->len; i > 0; i--)
    {
      const HwStep *step = g_ptr_array_index (steps, i - 1);
      g_autoptr (HwDifferences) changes = NULL;

      if (step->before == NULL || step->after == NULL)
        continue;
      changes = compare (execution, step->before, step->after);
      if (is_about (changes, object))
        return step->revision;
    }
  return NULL;
}

/* (transfer full): what @difference is and, where steps before were not looked at, of which. */
static char *
describe (HwExecution *execution, const HwDifference *difference)
{
  g_autofree char *sentence = hw_difference_dup_sentence (difference);
  const char *revision = execution->executor->from_nothing
                             ? find_revision (execution, hw_difference_get_object (difference))
                             : NULL;

  if (revision == NULL || g_str_equal (revision, execution->step->revision))
    return g_steal_pointer (&sentence);
  /* What a schema has otherwise than it should, and the revision that changes it. */
  return g_strdup_printf (_ ("%s (by %s)"), sentence, revision);
}

/* "orders.order_type is missing; …" for what differs now and did not before; NULL when there is
 * nothing. */
static char *
describe_new (HwExecution *execution, HwDifferences *before, HwDifferences *after)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < hw_differences_get_n (after); i++)
    {
      const HwDifference *difference = hw_differences_get (after, i);
      g_autofree char *sentence = NULL;

      if (before != NULL && is_about (before, hw_difference_get_object (difference)))
        continue;
      if (n++ >= MOST_NAMED)
        continue;
      sentence = describe (execution, difference);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sentence);
    }
  if (n > MOST_NAMED)
    g_string_append_printf (text, _ ("; and %u more"), n - MOST_NAMED);
  if (n > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

/* Whether the server's counts tell what the step did: only a superuser can stop them meanwhile. */
static gboolean
is_counted (const HwExecution *execution)
{
  for (guint i = 0; i < execution->step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (execution->step->statements, i);

      if (strcasestr (statement->sql, "track_counts") != NULL)
        return FALSE;
    }
  return execution->counts_before != NULL;
}

/* What the step did to the schema is read into the execution, or, @whole (inout), all of it. After
 * the last step it is all of it, so that what others did meanwhile is found too; and wherever
 * owners or privileges count, which the change alone does not tell. */
static gboolean
read_live (HwExecution *execution, gboolean *whole, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;
  const char *version_table = hw_history_get_version_table (executor->history);
  const HwCompareOptions options = hw_database_get_comparison (executor->database);

  g_clear_pointer (&execution->live, hw_schema_unref);
  *whole = *whole || hw_compare_options_read_roles (&options) || executor->live == NULL ||
           !is_counted (execution) || is_last (execution);
  if (!*whole && !hw_catalog_read_change (execution->connection, executor->live,
                                          execution->counts_before, execution->counts_after,
                                          version_table, &execution->live, cancellable, error))
    return FALSE;
  if (execution->live != NULL)
    return TRUE;
  *whole = TRUE;
  /* How the first look went through catalogs that were empty is no way through full ones. */
  if (executor->from_nothing &&
      !hw_connection_execute (executor->connection, "discard plans", cancellable, error))
    return FALSE;
  execution->live = hw_proof_read (executor, cancellable, error);
  return execution->live != NULL;
}

/* (transfer full) (nullable): how the schema differed when it was last looked at: before the step
 * or, where those before were not looked at, before all of them. */
static HwDifferences *
find_drift_before (HwExecution *execution)
{
  HwExecutor *executor = execution->executor;
  const HwStep *first =
      executor->from_nothing ? g_ptr_array_index (executor->steps, 0) : execution->step;
  HwSchema *before = first->before;

  if (before == NULL || executor->live == NULL)
    return NULL;
  return before == executor->proved ? hw_differences_ref (executor->drift)
                                    : compare (execution, before, executor->live);
}

/* (transfer full) (nullable): what the schema, as it was read, has otherwise than it should. */
static char *
describe_surprise (HwExecution *execution)
{
  g_autoptr (HwDifferences) before = NULL;

  g_clear_pointer (&execution->drift, hw_differences_unref);
  if (execution->step->after == NULL)
    return NULL;
  execution->drift = compare (execution, execution->step->after, execution->live);
  if (hw_differences_get_n (execution->drift) == 0)
    return NULL;
  before = find_drift_before (execution);
  return describe_new (execution, before, execution->drift);
}

gboolean
hw_proof_check (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  const HwStep *step = execution->step;
  gboolean whole = FALSE;
  g_autofree char *found = NULL;

  if (execution->executor->from_nothing && !is_last (execution))
    return TRUE;
  if (!read_live (execution, &whole, cancellable, error))
    return FALSE;
  found = describe_surprise (execution);
  if (found != NULL && !whole)
    {
      /* Nobody is told of a difference that a look at everything does not see. */
      whole = TRUE;
      if (!read_live (execution, &whole, cancellable, error))
        return FALSE;
      g_free (found);
      found = describe_surprise (execution);
    }
  if (found == NULL)
    return TRUE;
  if (execution->executor->options->allow_drift)
    {
      g_free (execution->note);
      execution->note = g_strdup_printf (_ ("kept with drift: %s"), found);
      return TRUE;
    }
  hw_set_error (error, HW_ERROR_UNPROVEN,
                _ ("Look at the revision; --allow-drift keeps the step all the same."),
                _ ("%s: after %s %s the schema is not what it should be: %s"),
                hw_database_get_title (step->database), hw_action_to_string (step->action),
                step->revision, found);
  return FALSE;
}

void
hw_proof_keep (HwExecution *execution)
{
  HwExecutor *executor = execution->executor;
  HwSchema *after = execution->step->after;

  /* The step was not looked at. */
  if (execution->live == NULL)
    return;
  g_clear_pointer (&executor->live, hw_schema_unref);
  g_clear_pointer (&executor->proved, hw_schema_unref);
  g_clear_pointer (&executor->drift, hw_differences_unref);
  executor->live = g_steal_pointer (&execution->live);
  executor->proved = after == NULL ? NULL : hw_schema_ref (after);
  executor->drift = g_steal_pointer (&execution->drift);
}
