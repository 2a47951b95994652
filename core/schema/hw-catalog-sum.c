/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-sum.c: whether the definitions in a database are those of the last look, without
 * reading them. */

#include "hw-catalog-sum.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-kind.h"

#define NEWEST_SERVER 18

const char *
hw_catalog_sum_get_query (guint server_major)
{
  return server_major <= NEWEST_SERVER ? hw_kind_get_other_query ("catalog-sum") : NULL;
}

const char *
hw_catalog_sum_get_moment_query (void)
{
  return hw_kind_get_other_query ("moment");
}

char *
hw_catalog_sum_read (HwConnection *connection, GCancellable *cancellable, GError **error)
{
  const char *query = hw_catalog_sum_get_query (hw_connection_get_server_major (connection));
  g_autoptr (HwResult) result = NULL;

  if (query == NULL)
    {
      hw_set_error (error, HW_ERROR_FAILED, _ ("Read the schema instead."),
                    _ ("%s: the catalogs of PostgreSQL %u are not known"),
                    hw_connection_get_label (connection),
                    hw_connection_get_server_major (connection));
      return NULL;
    }
  result = hw_connection_query (connection, cancellable, error, query, 0);
  return result != NULL ? g_strdup (hw_result_get (result, 0, 0)) : NULL;
}
