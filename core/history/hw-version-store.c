/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-version-store.c: a database's version table, read and written exactly as the migration tool
 * does.
 *
 * The SQL is made here and not in .sql files: the table's name and columns differ from service to
 * service. */

#include "hw-version-store.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-error.h"
#include "hw-history-private.h"
#include "hw-name.h"

HwVersion *
hw_version_copy (const HwVersion *version)
{
  HwVersion *copy = g_memdup2 (version, sizeof *version);

  copy->rows = g_strdupv (version->rows);
  return copy;
}

void
hw_version_free (HwVersion *version)
{
  g_strfreev (version->rows);
  g_free (version);
}

/* Splits "schema.table" at its first dot; @schema is NULL when there is none. */
static void
split_name (const char *name, char **schema, const char **table)
{
  const char *dot = strchr (name, '.');

  *schema = dot == NULL ? NULL : g_strndup (name, (gsize) (dot - name));
  *table = dot == NULL ? name : dot + 1;
}

char *
hw_version_dup_table (HwHistory *history)
{
  g_autofree char *schema = NULL;
  const char *table;

  split_name (history->version_table, &schema, &table);
  return hw_quote_qualified (schema, table);
}

char *
hw_version_dup_query (HwHistory *history)
{
  const HwFormat *format = history->format;
  g_autofree char *table = hw_version_dup_table (history);

  return g_strdup_printf ("SELECT %s::text, %s FROM %s ORDER BY 1", format->version_column,
                          format->dirty_column == NULL ? "false" : format->dirty_column, table);
}

HwVersion *
hw_version_new (HwResult *result)
{
  HwVersion *version = g_new0 (HwVersion, 1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  version->table_exists = result != NULL;
  for (guint i = 0; result != NULL && i < hw_result_get_n_rows (result); i++)
    {
      g_ptr_array_add (rows, (char *) hw_result_get (result, i, 0));
      version->dirty = version->dirty || hw_result_get_boolean (result, i, 1);
    }
  g_ptr_array_sort (rows, hw_name_compare_indirect);
  g_ptr_array_add (rows, NULL);
  version->rows = g_strdupv ((char **) rows->pdata);
  return version;
}

gboolean
hw_version_find_others (HwConnection *connection, HwHistory *history, GStrv *others,
                        GCancellable *cancellable, GError **error)
{
  g_autofree char *own = hw_version_dup_table (history);
  g_autofree char *schema = NULL;
  const char *table;
  g_autoptr (HwResult) result = NULL;

  split_name (history->version_table, &schema, &table);
  result = hw_connection_query (
      connection, cancellable, error,
      "SELECT pg_catalog.array_agg(n.nspname || '.' || c.relname ORDER BY n.nspname)"
      " FROM pg_catalog.pg_class c"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relname = $1 AND c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_'"
      " AND c.oid IS DISTINCT FROM pg_catalog.to_regclass($2)::pg_catalog.oid",
      2, table, own);
  if (result == NULL)
    return FALSE;
  *others = hw_result_get (result, 0, 0) != NULL ? hw_result_dup_array (result, 0, 0) : NULL;
  return TRUE;
}

/* Whether the table is there: 1 or 0; -1 with an error. */
static int
has_table (HwConnection *connection, HwHistory *history, GCancellable *cancellable, GError **error)
{
  g_autofree char *table = hw_version_dup_table (history);
  g_autoptr (HwResult) result = hw_connection_query (
      connection, cancellable, error, "SELECT pg_catalog.to_regclass($1) IS NOT NULL", 1, table);

  return result == NULL ? -1 : hw_result_get_boolean (result, 0, 0);
}

void
hw_version_explain_error (HwConnection *connection, HwHistory *history, GError **error)
{
  g_autoptr (GError) plain = NULL;

  if (error == NULL || !hw_postgres_error_has_state (*error, "42703"))
    return;
  plain = g_steal_pointer (error);
  hw_set_error (error, HW_ERROR_FAILED,
                _ ("Say which tool made it with Format=, or which table it is with VersionTable=."),
                _ ("%s: the table %s is not one that %s makes: %s"),
                hw_connection_get_label (connection), history->version_table, history->format->name,
                hw_error_skip_title (plain, hw_connection_get_label (connection)));
}

HwVersion *
hw_version_read (HwConnection *connection, HwHistory *history, GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *query = hw_version_dup_query (history);
  g_autoptr (HwResult) result = NULL;
  g_autoptr (GError) local = NULL;

  /* A missing table would spoil an open transaction, so there it is looked for first. */
  if (hw_connection_is_in_transaction (connection))
    {
      int there = has_table (connection, history, cancellable, error);

      if (there <= 0)
        return there < 0 ? NULL : hw_version_new (NULL);
    }
  result = hw_connection_query (connection, cancellable, &local, query, 0);
  if (result != NULL)
    return hw_version_new (result);
  if (hw_postgres_error_has_state (local, "42P01") || hw_postgres_error_has_state (local, "3F000"))
    return hw_version_new (NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  hw_version_explain_error (connection, history, error);
  return NULL;
}

static HwQuery *
begin_query (GPtrArray *queries)
{
  HwQuery *query = hw_query_new ();

  g_ptr_array_add (queries, query);
  return query;
}

static void
add_create (GPtrArray *queries, HwHistory *history)
{
  g_autofree char *quoted = hw_version_dup_table (history);
  g_autofree char *schema = NULL;
  g_autofree char *key = NULL;
  g_autofree char *quoted_key = NULL;
  g_auto (GStrv) around = g_strsplit (history->format->version_definition, "%s", 2);
  const char *table;

  split_name (history->version_table, &schema, &table);
  key = g_strconcat (table, "_pkc", NULL);
  quoted_key = hw_quote_identifier (key);
  if (g_strcmp0 (schema, "headway") == 0)
    hw_query_add (begin_query (queries), "CREATE SCHEMA IF NOT EXISTS headway");
  hw_query_add_printf (begin_query (queries), "CREATE TABLE %s (%s%s%s)", quoted, around[0],
                       around[1] == NULL ? "" : quoted_key, around[1] == NULL ? "" : around[1]);
}

/* (transfer full): the elements of @these that @those lack, sorted. */
static GPtrArray *
dup_without (const char *const *these, const char *const *those)
{
  GPtrArray *left = g_ptr_array_new ();

  for (guint i = 0; these[i] != NULL; i++)
    if (!g_strv_contains (those, these[i]))
      g_ptr_array_add (left, (char *) these[i]);
  g_ptr_array_sort (left, hw_name_compare_indirect);
  return left;
}

/* The moves of the rows: deletes, then updates, then inserts. */
static void
add_moves (GPtrArray *queries, HwHistory *history, const char *const *from, const char *const *to)
{
  const HwFormat *format = history->format;
  const char *column = format->version_column, *dirty = format->dirty_column;
  g_autofree char *table = hw_version_dup_table (history);
  g_autoptr (GPtrArray) gone = dup_without (from, to);
  g_autoptr (GPtrArray) come = dup_without (to, from);
  guint n_updates = MIN (gone->len, come->len);

  for (guint i = n_updates; i < gone->len; i++)
    {
      HwQuery *query = begin_query (queries);

      hw_query_add_printf (query, "DELETE FROM %s WHERE %s = ", table, column);
      hw_query_add_value (query, gone->pdata[i]);
    }
  /* A row that stays can still bear the mark of a half-done migration. */
  for (guint i = 0; dirty != NULL && to[i] != NULL; i++)
    {
      HwQuery *query;

      if (!g_strv_contains (from, to[i]))
        continue;
      query = begin_query (queries);
      hw_query_add_printf (query, "UPDATE %s SET %s = false WHERE %s = ", table, dirty, column);
      hw_query_add_value (query, to[i]);
    }
  for (guint i = 0; i < come->len; i++)
    {
      HwQuery *query = begin_query (queries);

      if (i < n_updates)
        {
          hw_query_add_printf (query, "UPDATE %s SET %s = ", table, column);
          hw_query_add_value (query, come->pdata[i]);
          if (dirty != NULL)
            hw_query_add_printf (query, ", %s = false", dirty);
          hw_query_add_printf (query, " WHERE %s = ", column);
          hw_query_add_value (query, gone->pdata[i]);
          continue;
        }
      hw_query_add_printf (query, "INSERT INTO %s (%s%s%s) VALUES (", table, column,
                           dirty != NULL ? ", " : "", dirty != NULL ? dirty : "");
      hw_query_add_value (query, come->pdata[i]);
      hw_query_add_printf (query, "%s)", dirty != NULL ? ", false" : "");
    }
}

GPtrArray *
hw_version_make_queries (HwHistory *history, gboolean create, const char *const *from,
                         const char *const *to)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_query_free);

  if (create)
    add_create (queries, history);
  add_moves (queries, history, from, to);
  return queries;
}

GStrv
hw_version_dup_statements (HwHistory *history, gboolean create, const char *const *from,
                           const char *const *to)
{
  g_autoptr (GPtrArray) queries = hw_version_make_queries (history, create, from, to);
  GStrv statements = g_new0 (char *, queries->len + 1);

  for (guint i = 0; i < queries->len; i++)
    statements[i] = hw_query_dup_text (g_ptr_array_index (queries, i));
  return statements;
}

gboolean
hw_version_check_moves (HwConnection *connection, GPtrArray *queries, GPtrArray *results,
                        GError **error)
{
  for (guint i = 0; i < queries->len; i++)
    {
      const HwQuery *query = g_ptr_array_index (queries, i);
      guint64 n = hw_result_get_n_affected (g_ptr_array_index (results, i));
      g_autofree char *number = NULL;
      g_autofree char *text = NULL;

      if (g_str_has_prefix (query->sql->str, "CREATE") || n == 1)
        continue;
      number = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
      text = hw_query_dup_text (query);
      hw_set_error (error, HW_ERROR_FAILED,
                    _ ("Look where it is now, and try again: headway status"),
                    _ ("%s: somebody else moved the version meanwhile: \"%s\" should have touched "
                       "one row and touched %s"),
                    hw_connection_get_label (connection), text, number);
      return FALSE;
    }
  return TRUE;
}

gboolean
hw_history_has_lock_key (HwHistory *history)
{
  return history->format->lock_key != NULL;
}

gboolean
hw_history_get_lock_key (HwHistory *history, const char *database, const char *current, gint64 *key)
{
  g_autofree char *schema = NULL;
  const char *table;

  if (history->format->lock_key == NULL)
    return FALSE;
  split_name (history->version_table, &schema, &table);
  *key = history->format->lock_key (database, schema == NULL ? current : schema, table);
  return TRUE;
}
