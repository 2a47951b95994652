/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-copy.c: recorded statements run on a scratch database, where data is forgiven. */

#include "hw-copy.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-name.h"

/* Who is no superuser cannot switch foreign keys off; then rows may be refused, and are forgiven.
 */
#define SETTINGS "RESET SESSION AUTHORIZATION; RESET ALL; SET lock_timeout = '10s'"
#define NO_KEYS "SET session_replication_role = replica"

/* No database lets it pass, whatever its rows. */
#define SYNTAX_ERROR "42601"

typedef struct
{
  HwScratch *scratch;
  HwConnection *connection;
  GPtrArray *notes;
  GCancellable *cancellable;
  guint n_transactions;
  HwResult *counts; /* (nullable): of the catalogs, when the first transaction began */
} Copy;

static gboolean
execute (Copy *copy, const char *sql, GError **error)
{
  return hw_connection_execute (copy->connection, sql, copy->cancellable, error);
}

static gboolean
settle (Copy *copy, GError **error)
{
  if (!execute (copy, SETTINGS, error))
    return FALSE;
  execute (copy, NO_KEYS, NULL);
  return TRUE;
}

/* Whether @sql is one statement that only touches rows, so that it may fail on a copy. */
static gboolean
is_data (const char *sql)
{
  g_autoptr (GPtrArray) parts = hw_script_split (sql);
  const HwStatement *part = parts->len == 1 ? g_ptr_array_index (parts, 0) : NULL;

  return part != NULL && (part->flags & HW_STATEMENT_DATA) &&
         !(part->flags & HW_STATEMENT_DEFINITION) && g_ascii_strncasecmp (part->sql, "DO", 2) != 0;
}

/* (transfer full) (nullable): the one text that @sql asks for. */
static char *
ask (Copy *copy, const char *sql)
{
  g_autoptr (HwResult) result =
      hw_connection_query (copy->connection, copy->cancellable, NULL, sql, 0);

  return result == NULL || hw_result_get_n_rows (result) == 0
             ? NULL
             : g_strdup (hw_result_get (result, 0, 0));
}

/* (transfer full) (nullable): "schema.table" whose rows a constraint does not allow. The server
 * names it only in fields that HwConnection does not keep, so it is asked which tables have rows.
 */
static char *
dup_full_tables (Copy *copy)
{
  return ask (
      copy, "SELECT pg_catalog.string_agg (c.oid::pg_catalog.regclass::text, ', ' ORDER BY c.oid) "
            "FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace <> ALL "
            "(ARRAY['pg_catalog', 'information_schema']::pg_catalog.regnamespace[])");
}

/* (transfer full) (nullable): the indexes that a failed CREATE INDEX CONCURRENTLY left behind. */
static char *
dup_invalid_indexes (Copy *copy)
{
  return ask (
      copy, "SELECT pg_catalog.string_agg (c.oid::pg_catalog.regclass::text, ', ' ORDER BY c.oid) "
            "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
            "WHERE NOT i.indisvalid AND c.relkind = 'i'");
}

static gboolean
is_broken_constraint (const GError *error)
{
  static const char *const states[] = { "23502", "23503", "23505", "23514", "23P01", NULL };

  return hw_postgres_error_has_one_of (error, states);
}

static void
note (Copy *copy, const char *sql, const char *what)
{
  g_autofree char *valid = g_utf8_substring (sql, 0, MIN (120, g_utf8_strlen (sql, -1)));

  g_strdelimit (valid, "\n\t", ' ');
  if (copy->notes != NULL)
    g_ptr_array_add (copy->notes, g_strdup_printf ("%s: %s", valid, what));
}

/* After @failure the transaction is back at its savepoint. Whether all is well again. */
static gboolean
mend (Copy *copy, const char *sql, const GError *failure, GError **error)
{
  g_autofree char *tables = NULL;

  if (is_data (sql) && !hw_postgres_error_has_state (failure, SYNTAX_ERROR))
    {
      g_autofree char *what =
          g_strdup_printf (_ ("%s (forgiven on the empty copy)"), failure->message);

      note (copy, sql, what);
      return TRUE;
    }
  /* Roles belong to the whole server: an earlier replay may have made it. */
  if (hw_scratch_server_is_private (hw_scratch_get_server (copy->scratch)) &&
      hw_postgres_error_has_state (failure, "42710") &&
      strstr (failure->message, "role \"") != NULL)
    return TRUE;
  tables = is_broken_constraint (failure) ? dup_full_tables (copy) : NULL;
  if (tables != NULL)
    {
      g_autofree char *empty = g_strdup_printf ("TRUNCATE %s", tables);
      g_autofree char *indexes = dup_invalid_indexes (copy);
      g_autofree char *drop = indexes != NULL ? g_strdup_printf ("DROP INDEX %s", indexes) : NULL;

      note (copy, sql, _ ("the rows of the copy were put away"));
      return execute (copy, empty, error) && (drop == NULL || execute (copy, drop, error)) &&
             execute (copy, sql, error);
    }
  g_propagate_error (error, g_error_copy (failure));
  return FALSE;
}

static gboolean
begin (Copy *copy, GError **error)
{
  if (!execute (copy, "BEGIN", error))
    return FALSE;
  if (copy->n_transactions++ > 0)
    return TRUE;
  copy->counts = hw_connection_query (copy->connection, copy->cancellable, error,
                                      hw_catalog_get_counts_query (), 0);
  return copy->counts != NULL;
}

/* (transfer full) (nullable): what the one transaction did, which is open. */
static HwCatalogChange *
find_change (Copy *copy)
{
  g_autoptr (HwResult) counts = NULL;

  if (copy->n_transactions != 1 || !hw_connection_is_in_transaction (copy->connection))
    return NULL;
  counts = hw_connection_query (copy->connection, copy->cancellable, NULL,
                                hw_catalog_get_counts_query (), 0);
  return counts != NULL && hw_catalog_counts_are_of_one_transaction (copy->counts, counts)
             ? hw_catalog_change_find (copy->counts, counts)
             : NULL;
}

static gboolean
run_inside (Copy *copy, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!hw_connection_is_in_transaction (copy->connection) && !begin (copy, error))
    return FALSE;
  if (!execute (copy, "SAVEPOINT headway_guard", error))
    return FALSE;
  if (execute (copy, sql, &failure))
    return execute (copy, "RELEASE SAVEPOINT headway_guard", error);
  if (failure->domain != HW_POSTGRES_ERROR || !hw_connection_is_alive (copy->connection))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return execute (copy, "ROLLBACK TO SAVEPOINT headway_guard", error) &&
         mend (copy, sql, failure, error);
}

static gboolean
run_alone (Copy *copy, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (hw_connection_is_in_transaction (copy->connection) && !execute (copy, "COMMIT", error))
    return FALSE;
  copy->n_transactions++;
  if (execute (copy, sql, &failure))
    return TRUE;
  if (failure->domain == HW_POSTGRES_ERROR && hw_connection_is_alive (copy->connection))
    return mend (copy, sql, failure, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
hw_copy_run (HwScratch *scratch, GPtrArray *statements, GPtrArray *notes, HwCopyFunc after,
             gpointer user_data, HwCatalogChange **change, GCancellable *cancellable,
             GError **error)
{
  Copy copy = { scratch, hw_scratch_get_connection (scratch), notes, cancellable };
  g_autoptr (HwCatalogChange) found = NULL;
  gboolean good = settle (&copy, error);

  for (guint i = 0; good && i < statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (statements, i);

      good = (statement->in_transaction ? run_inside : run_alone) (&copy, statement->sql, error) &&
             (after == NULL || after (user_data, error));
    }
  if (good && change != NULL)
    found = find_change (&copy);
  if (good && hw_connection_is_in_transaction (copy.connection))
    good = execute (&copy, "COMMIT", error);
  if (!good && hw_connection_is_in_transaction (copy.connection))
    hw_connection_execute (copy.connection, "ROLLBACK", NULL, NULL);
  g_clear_pointer (&copy.counts, hw_result_unref);
  if (change != NULL)
    *change = good ? g_steal_pointer (&found) : NULL;
  return good && settle (&copy, error);
}
