/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rights.c: which rights a role lacks to be able to look at a database. */

#include "hw-rights.h"

#include <glib/gi18n.h>

#include "hw-check-resource.h"
#include "hw-name.h"
#include "hw-resource.h"
#include "hw-version-store.h"

#define RIGHTS "/org/headwaydb/Headway/check/rights.sql"

static void
set_error (HwConnection *connection, HwResult *lacking, GError **error)
{
  g_autofree char *role = hw_quote_identifier (hw_connection_get_user (connection));
  g_autoptr (GString) rights = g_string_new (NULL);
  g_autoptr (GString) grants = g_string_new (NULL);
  g_autofree char *hint = NULL;

  for (guint i = 0; i < hw_result_get_n_rows (lacking); i++)
    {
      g_string_append_printf (rights, "%s%s", i > 0 ? ", " : "", hw_result_get (lacking, i, 0));
      g_string_append_printf (grants, "%s%s", i > 0 ? "; " : "", hw_result_get (lacking, i, 1));
    }
  hint = g_strdup_printf (_ ("Let their owner run once: %s"), grants->str);
  hw_postgres_set_error (error, HW_POSTGRES_ERROR_SERVER,
                         &(HwPostgresErrorDetails){ .sqlstate = (char *) "42501", .hint = hint },
                         _ ("%s: permission denied: the role %s lacks %s"),
                         hw_connection_get_label (connection), role, rights->str);
}

gboolean
hw_rights_check (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GString) query = g_string_new (hw_resource_get_text (hw_check_get_resource, RIGHTS));
  g_autofree char *table = hw_version_dup_table (history);
  g_autofree char *literal = hw_quote_literal (table);
  g_autoptr (HwResult) lacking = NULL;

  g_string_replace (query, ":'version_table'", literal, 0);
  lacking = hw_connection_query (connection, cancellable, error, query->str, 0);
  if (lacking == NULL)
    return FALSE;
  if (hw_result_get_n_rows (lacking) == 0)
    return TRUE;
  set_error (connection, lacking, error);
  return FALSE;
}

void
hw_rights_explain_error (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GError) better = NULL;

  if (error == NULL || !hw_postgres_error_has_state (*error, "42501") ||
      hw_rights_check (connection, history, cancellable, &better) ||
      !hw_postgres_error_has_state (better, "42501"))
    return;
  g_error_free (*error);
  *error = g_steal_pointer (&better);
}
