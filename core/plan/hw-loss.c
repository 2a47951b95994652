/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss.c: how much data is lost when one schema becomes another, counted on the live database.
 */

#include "hw-loss.h"

#include "hw-difference.h"
#include "hw-name.h"

void
hw_loss_free (HwLoss *loss)
{
  hw_object_unref (loss->object);
  g_free (loss);
}

/* (nullable): the query that counts what goes with @object; NULL when it holds no data. */
static char *
make_query (const HwObject *object)
{
  const char *kind = hw_object_get_kind_name (object);
  gboolean is_column = g_str_equal (kind, "column");
  g_autofree char *table = NULL;
  g_autofree char *column = NULL;

  if (!is_column && !g_str_equal (kind, "table"))
    return NULL;
  table =
      hw_quote_qualified (hw_object_get_schema (object),
                          is_column ? hw_object_get_parent (object) : hw_object_get_name (object));
  if (!is_column)
    return g_strdup_printf ("select count(*) from %s", table);
  column = hw_quote_identifier (hw_object_get_name (object));
  return g_strdup_printf ("select count(%s) from %s", column, table);
}

/* A count of something that is not there any more is not an error: it cannot be lost. */
static gboolean
count (HwConnection *connection, const HwObject *object, GPtrArray *losses,
       GCancellable *cancellable, GError **error)
{
  g_autofree char *query = make_query (object);
  g_autoptr (GError) failure = NULL;
  g_autoptr (HwResult) result = NULL;
  HwLoss *loss;

  if (query == NULL)
    return TRUE;
  result = hw_connection_query (connection, cancellable, &failure, query, 0);
  if (result == NULL)
    {
      if (hw_postgres_error_has_state (failure, "42P01") ||
          hw_postgres_error_has_state (failure, "42703"))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  loss = g_new0 (HwLoss, 1);
  loss->object = hw_object_ref ((HwObject *) object);
  loss->n_values = (guint64) hw_result_get_int64 (result, 0, 0);
  g_ptr_array_add (losses, loss);
  return TRUE;
}

GPtrArray *
hw_loss_count (HwConnection *connection, HwSchema *before, HwSchema *after,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_loss_free);
  g_autoptr (HwDifferences) differences = hw_schema_compare (before, after, NULL);

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *difference = hw_differences_get (differences, i);

      if (difference->change == HW_CHANGE_MISSING &&
          !count (connection, difference->expected, losses, cancellable, error))
        return NULL;
    }
  return g_steal_pointer (&losses);
}
