/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger.c: the append-only record, kept in each database, of what Headway did there. */

#include "hw-ledger.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-name.h"
#include "hw-resource.h"
#include "hw-run-resource.h"

#define TABLE "/org/headwaydb/Headway/run/ledger.sql"
#define GIVE_UP "/org/headwaydb/Headway/run/give-up.sql"
#define ROWS "/org/headwaydb/Headway/run/ledger-rows.sql"

static gboolean
table_exists (HwConnection *connection, gboolean *exists, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwResult) result =
      hw_connection_query (connection, cancellable, error,
                           "select pg_catalog.to_regclass('headway.ledger') is not null", 0);

  *exists = result != NULL && hw_result_get_boolean (result, 0, 0);
  return result != NULL;
}

/* For a role called "headway" the usual search_path ("$user", public) would find our schema first:
 * what a migration makes would land in it. */
static gboolean
check_search_path (HwConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (HwResult) result = hw_connection_query (
      connection, cancellable, error,
      "select current_user = 'headway'"
      " and pg_catalog.strpos(pg_catalog.current_setting('search_path'), '$user') > 0",
      0);

  if (result == NULL)
    return FALSE;
  if (!hw_result_get_boolean (result, 0, 0))
    return TRUE;
  hw_set_error (
      error, HW_ERROR_REFUSED,
      _ ("Run once: ALTER ROLE headway SET search_path = public. Or connect as another role."),
      _ ("%s: the role is called headway, so its search_path would find Headway's own "
         "schema before the service's"),
      hw_connection_get_label (connection));
  return FALSE;
}

gboolean
hw_ledger_prepare (HwConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *role = NULL;
  g_autofree char *database = NULL;
  g_autofree char *hint = NULL;
  gboolean exists;

  if (!check_search_path (connection, cancellable, error) ||
      !table_exists (connection, &exists, cancellable, error))
    return FALSE;
  if (exists ||
      hw_connection_execute (connection, hw_resource_get_text (hw_run_get_resource, TABLE),
                             cancellable, &failure))
    return TRUE;
  if (!hw_postgres_error_has_state (failure, "42501"))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  role = hw_quote_identifier (hw_connection_get_user (connection));
  database = hw_quote_identifier (hw_connection_get_database (connection));
  hint = g_strdup_printf (
      _ ("Let the owner of the database run once: GRANT CREATE ON DATABASE %s TO %s"), database,
      role);
  hw_set_error (error, HW_ERROR_REFUSED, hint,
                _ ("%s: the role %s may not make the schema “headway”, where Headway writes down "
                   "what it did"),
                hw_connection_get_label (connection), role);
  return FALSE;
}

static void
add_array (HwQuery *query, const char *const *values)
{
  hw_query_add (query, ", array[");
  for (guint i = 0; values[i] != NULL; i++)
    {
      hw_query_add (query, i > 0 ? ", " : "");
      hw_query_add_value (query, values[i]);
    }
  hw_query_add (query, "]::text[]");
}

static void
add_number (HwQuery *query, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  hw_query_add (query, ", ");
  hw_query_add_value (query, text);
}

static void
add_text (HwQuery *query, const char *value)
{
  hw_query_add (query, ", ");
  hw_query_add_value (query, value);
}

/* What was, or will have been, sent: without the statements whose effect was there already. */
static char *
join_sql (const HwStep *step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = g_ptr_array_index (step->statements, i);

      if (!statement->done)
        g_string_append_printf (text, "%s;\n", statement->sql);
    }
  return g_string_free (text, FALSE);
}

HwQuery *
hw_ledger_make_insert (const HwEntry *entry)
{
  static const char *const events[] = { "begun", "progress", "done", "failed" };
  const HwStep *step = entry->step;
  g_autofree char *digest = hw_step_dup_digest (step);
  g_autofree char *duration =
      g_strdup_printf ("%" G_GINT64_FORMAT " microseconds", entry->duration);
  g_autofree char *who = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
  g_autofree char *sql = entry->event == HW_EVENT_PROGRESS ? g_strdup ("") : join_sql (step);
  HwQuery *query = hw_query_new ();

  hw_query_add (query, "insert into headway.ledger (step, event, action, revision, version_before, "
                       "version_after, statements, statements_done, digest, duration, who, "
                       "application, error, sql) values (");
  hw_query_add_value (query, entry->id);
  add_text (query, events[entry->event]);
  add_text (query, hw_action_to_string (step->action));
  add_text (query, step->revision);
  add_array (query, (const char *const *) step->from);
  add_array (query, (const char *const *) step->to);
  add_number (query, step->statements->len);
  add_number (query, entry->statements_done);
  add_text (query, digest);
  add_text (query, duration);
  add_text (query, who);
  add_text (query, "headway " HW_VERSION);
  add_text (query, entry->error);
  add_text (query, sql);
  hw_query_add (query, ")");
  return query;
}

gboolean
hw_ledger_append (HwConnection *connection, const HwEntry *entry, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (HwQuery) query = hw_ledger_make_insert (entry);
  g_autoptr (HwResult) result = hw_connection_query_values (
      connection, query->sql->str, (const char *const *) query->values->pdata, query->values->len,
      cancellable, error);

  return result != NULL;
}

gboolean
hw_ledger_is_done (HwConnection *connection, const char *id, gboolean *done,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (HwResult) result = hw_connection_query (
      connection, cancellable, error,
      "select exists (select from headway.ledger where step = $1::uuid and event = 'done')", 1, id);

  *done = result != NULL && hw_result_get_boolean (result, 0, 0);
  return result != NULL;
}

gboolean
hw_ledger_give_up (HwConnection *connection, const char *id, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (HwResult) result = hw_connection_query (
      connection, cancellable, error, hw_resource_get_text (hw_run_get_resource, GIVE_UP), 1, id);

  return result != NULL;
}

void
hw_ledger_row_free (HwLedgerRow *row)
{
  g_free (row->at);
  g_free (row->event);
  g_free (row->action);
  g_free (row->revision);
  g_strfreev (row->version_before);
  g_strfreev (row->version_after);
  g_free (row->role);
  g_free (row->who);
  g_free (row->application);
  g_free (row->error);
  g_free (row->sql);
  g_free (row->digest);
  g_free (row);
}

static HwLedgerRow *
read_row (HwResult *result, guint i)
{
  HwLedgerRow *row = g_new0 (HwLedgerRow, 1);

  row->at = g_strdup (hw_result_get (result, i, 0));
  row->event = g_strdup (hw_result_get (result, i, 1));
  row->action = g_strdup (hw_result_get (result, i, 2));
  row->revision = g_strdup (hw_result_get (result, i, 3));
  row->version_before = hw_result_dup_array (result, i, 4);
  row->version_after = hw_result_dup_array (result, i, 5);
  row->statements = (guint) hw_result_get_int64 (result, i, 6);
  row->statements_done = (guint) hw_result_get_int64 (result, i, 7);
  row->duration = hw_result_get_int64 (result, i, 8);
  row->role = g_strdup (hw_result_get (result, i, 9));
  row->who = g_strdup (hw_result_get (result, i, 10));
  row->application = g_strdup (hw_result_get (result, i, 11));
  row->error = g_strdup (hw_result_get (result, i, 12));
  row->sql = g_strdup (hw_result_get (result, i, 13));
  row->digest = g_strdup (hw_result_get (result, i, 14));
  return row;
}

GPtrArray *
hw_ledger_read (HwConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_ledger_row_free);
  g_autoptr (HwResult) result = NULL;
  gboolean exists;

  if (!table_exists (connection, &exists, cancellable, error))
    return NULL;
  if (!exists)
    return g_steal_pointer (&rows);
  result = hw_connection_query (connection, cancellable, error,
                                hw_resource_get_text (hw_run_get_resource, ROWS), 0);
  for (guint i = 0; result != NULL && i < hw_result_get_n_rows (result); i++)
    g_ptr_array_add (rows, read_row (result, i));
  return result != NULL ? g_steal_pointer (&rows) : NULL;
}

const HwLedgerRow *
hw_ledger_find_applied (GPtrArray *rows, const char *revision)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const HwLedgerRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->revision, revision))
        return g_str_equal (row->event, "done") && g_str_equal (row->action, "upgrade") ? row
                                                                                        : NULL;
    }
  return NULL;
}
