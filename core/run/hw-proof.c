/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-proof.c: after a step the live schema must be the expected one. */

#include "hw-proof.h"

#include <glib/gi18n.h>

#include "hw-catalog.h"
#include "hw-error.h"

#define MOST_NAMED 5

HwSchema *
hw_proof_read (HwExecutor *executor, GCancellable *cancellable, GError **error)
{
  return hw_catalog_read (executor->connection, hw_history_get_version_table (executor->history),
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

/* "orders.order_type is missing; …" for what differs now and did not before; NULL when there is
 * nothing. */
static char *
describe_new (HwDifferences *before, HwDifferences *after)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < hw_differences_get_n (after); i++)
    {
      const HwDifference *difference = hw_differences_get (after, i);
      HwObject *object = hw_difference_get_object (difference);
      g_autofree char *title = hw_object_dup_title (object);

      if (before != NULL && is_about (before, object))
        continue;
      if (n++ < MOST_NAMED)
        g_string_append_printf (text, "%s%s %s is %s", text->len > 0 ? "; " : "",
                                hw_object_get_kind_name (object), title,
                                hw_change_to_string (difference->change));
    }
  if (n > MOST_NAMED)
    g_string_append_printf (text, _ ("; and %u more"), n - MOST_NAMED);
  if (n > 0)
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

gboolean
hw_proof_check (HwExecution *execution, GCancellable *cancellable, GError **error)
{
  HwExecutor *executor = execution->executor;
  const HwStep *step = execution->step;
  const HwCompareOptions options = { .filter = hw_database_get_filter (step->database) };
  g_autoptr (HwDifferences) before = NULL;
  g_autoptr (HwDifferences) after = NULL;
  g_autofree char *found = NULL;

  g_clear_pointer (&execution->live, hw_schema_unref);
  execution->live = hw_proof_read (executor, cancellable, error);
  if (execution->live == NULL)
    return FALSE;
  if (step->after == NULL)
    return TRUE;
  if (step->before != NULL)
    before = hw_schema_compare (step->before, executor->live, &options);
  after = hw_schema_compare (step->after, execution->live, &options);
  found = describe_new (before, after);
  if (found == NULL)
    return TRUE;
  if (executor->options->allow_drift)
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
