/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog-change.c: reads again only what the open transaction did to the schema.
 *
 * The server counts the rows that a session writes into each catalog, and a row tells which
 * transaction wrote it. What is new cannot be mentioned by anything old whose own row is as it was;
 * and what was changed and is called as before is mentioned as before. */

#include "hw-catalog-change.h"

#include <stdlib.h>
#include <string.h>

#include "hw-catalog-private.h"
#include "hw-schema-private.h"
#include "hw-tool-tables.h"

/* A catalog that may be written to, and how. Of most, only new rows are harmless: what others say
 * about an object may depend on more than its name. */
typedef struct
{
  const char *catalog;
  gboolean may_update;
  gboolean may_delete;
  const char *query; /* (nullable): finds the objects that its rows are part of */
} Rule;

static const Rule rules[] = {
  { "pg_class", TRUE, FALSE, "table" },
  { "pg_attribute", TRUE, FALSE, "column" },
  { "pg_attrdef", FALSE, FALSE, "column" },
  { "pg_constraint", FALSE, FALSE, "constraint" },
  { "pg_index", FALSE, FALSE, "index" },
  { "pg_sequence", TRUE, FALSE, "sequence" },
  { "pg_description", FALSE, FALSE, "comment" },
  { "pg_type", FALSE, FALSE, NULL },    /* row types and array types */
  { "pg_trigger", FALSE, FALSE, NULL }, /* those of foreign keys */
  { "pg_depend", FALSE, FALSE, NULL },
  { "pg_shdepend", FALSE, FALSE, NULL },
  { "pg_statistic", TRUE, TRUE, NULL },
  { "pg_statistic_ext_data", TRUE, TRUE, NULL },
};

/* The queries that find those whose catalog address is in headway.touched. Comments have none. That
 * of columns looks through all of them first, for those that were dropped: it sees no others. */
#define IS_TOUCHED " = ANY (current_setting('headway.touched')::oid[])"
#define TOUCHED "SELECT * FROM (%s\n) AS q WHERE q.oid" IS_TOUCHED
#define TOUCHED_COLUMNS                                                                            \
  "WITH pg_attribute AS NOT MATERIALIZED ("                                                        \
  "SELECT * FROM pg_catalog.pg_attribute WHERE attrelid" IS_TOUCHED ") " TOUCHED

struct _HwCatalogChange
{
  guint32 transaction; /* 0: none that wrote */
  gboolean is_clear;   /* whether what was done can be told */
  GString *catalogs;   /* written to, parted by commas */
  GPtrArray *queries;  /* (element-type utf8): names of those that must be run */
};

HwCatalogChange *
hw_catalog_change_new (guint32 transaction)
{
  HwCatalogChange *change = g_new0 (HwCatalogChange, 1);

  change->transaction = transaction;
  change->is_clear = TRUE;
  change->catalogs = g_string_new (NULL);
  change->queries = g_ptr_array_new ();
  return change;
}

void
hw_catalog_change_free (HwCatalogChange *change)
{
  g_string_free (change->catalogs, TRUE);
  g_ptr_array_unref (change->queries);
  g_free (change);
}

const char *
hw_catalog_get_counts_query (void)
{
  return hw_kind_get_other_query ("catalog-counts");
}

/* How much column @column of @catalog has grown from @before to row @row of @after. */
static gint64
count_growth (HwResult *before, HwResult *after, guint row, guint column)
{
  gint64 n = hw_result_get_int64 (after, row, column);

  for (guint i = 0; i < hw_result_get_n_rows (before); i++)
    if (g_str_equal (hw_result_get (before, i, 0), hw_result_get (after, row, 0)))
      return n - hw_result_get_int64 (before, i, column);
  return n;
}

static const Rule *
find_rule (const char *catalog)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].catalog, catalog))
      return &rules[i];
  return NULL;
}

static void
add_catalog (HwCatalogChange *change, const Rule *rule, gboolean updated)
{
  const char *query = rule->query;

  if (query != NULL &&
      !g_ptr_array_find_with_equal_func (change->queries, query, g_str_equal, NULL))
    g_ptr_array_add (change->queries, (gpointer) query);
  /* A column that is new goes with a table that is new or has more columns. */
  if (updated || !g_str_equal (rule->catalog, "pg_attribute"))
    g_string_append_printf (change->catalogs, "%s%s", change->catalogs->len > 0 ? "," : "",
                            rule->catalog);
}

void
hw_catalog_change_add (HwCatalogChange *change, const char *catalog, gint64 inserted,
                       gint64 updated, gint64 deleted)
{
  const Rule *rule = find_rule (catalog);

  if (inserted == 0 && updated == 0 && deleted == 0)
    return;
  /* What is less than before was counted by another session, or anew. */
  if (rule == NULL || MIN (inserted, MIN (updated, deleted)) < 0 ||
      (updated != 0 && !rule->may_update) || (deleted != 0 && !rule->may_delete))
    change->is_clear = FALSE;
  else
    add_catalog (change, rule, updated != 0);
}

/* The row that tells of the session and its transaction. */
static guint
find_session (HwResult *counts)
{
  guint i = 0;

  while (!g_str_equal (hw_result_get (counts, i, 0), "track_counts"))
    i++;
  return i;
}

gboolean
hw_catalog_counts_are_of_one_transaction (HwResult *before, HwResult *after)
{
  return g_str_equal (hw_result_get (before, find_session (before), 4),
                      hw_result_get (after, find_session (after), 4));
}

HwCatalogChange *
hw_catalog_change_find (HwResult *before, HwResult *after)
{
  HwCatalogChange *change =
      hw_catalog_change_new ((guint32) hw_result_get_int64 (after, find_session (after), 5));
  gboolean counted = FALSE;

  for (guint i = 0; i < hw_result_get_n_rows (after); i++)
    {
      const char *catalog = hw_result_get (after, i, 0);
      gint64 inserted = count_growth (before, after, i, 1);

      /* On now, and on then. */
      if (g_str_equal (catalog, "track_counts"))
        counted = hw_result_get_int64 (after, i, 1) == 1 && inserted == 0;
      else
        hw_catalog_change_add (change, catalog, inserted, count_growth (before, after, i, 2),
                               count_growth (before, after, i, 3));
    }
  change->is_clear = change->is_clear && counted;
  return change;
}

/* What of the kinds in query @name was touched. */
static char *
dup_touched_query (const char *name)
{
  const char *query = hw_kind_get_query (name);

  if (g_str_equal (name, "comment"))
    return g_strdup (query);
  if (g_str_equal (name, "column"))
    return g_strdup_printf (TOUCHED_COLUMNS, query);
  return g_strdup_printf (TOUCHED, query);
}

/* Inside the open transaction, or in one for this. (transfer full) (element-type HwResult): that of
 * the touched rows, then one for each query and, with_dependencies, that of these. */
static GPtrArray *
run_queries (HwConnection *connection, const HwCatalogChange *change, gboolean with_dependencies,
             GCancellable *cancellable, GError **error)
{
  gboolean inside = hw_connection_is_in_transaction (connection);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *changed = g_strdup_printf ("SELECT set_config('headway.changed', '{%s}', true),"
                                              " set_config('headway.since', '%u', true)",
                                              change->catalogs->str, change->transaction);
  g_auto (GStrv) queries = NULL;
  GPtrArray *results;
  guint n;

  g_strv_builder_add (builder, inside ? "SAVEPOINT headway_catalog"
                                      : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  g_strv_builder_add (builder, hw_kind_get_other_query ("settings"));
  g_strv_builder_add (builder, changed);
  g_strv_builder_add (builder, hw_kind_get_other_query ("catalog-touched"));
  for (guint i = 0; i < change->queries->len; i++)
    {
      g_autofree char *touched = dup_touched_query (g_ptr_array_index (change->queries, i));

      g_strv_builder_add (builder, touched);
    }
  if (with_dependencies)
    g_strv_builder_add (builder, hw_kind_get_other_query ("dependencies"));
  if (inside)
    g_strv_builder_add (builder, "ROLLBACK TO SAVEPOINT headway_catalog");
  g_strv_builder_add (builder, inside ? "RELEASE SAVEPOINT headway_catalog" : "COMMIT");
  queries = g_strv_builder_end (builder);
  results = hw_connection_pipeline (connection, (const char *const *) queries, cancellable, error);
  if (results == NULL)
    return NULL;
  n = 1 + change->queries->len + with_dependencies;
  g_ptr_array_set_size (results, (int) (3 + n));
  g_ptr_array_remove_range (results, 0, 3);
  return results;
}

/* Whether objects like @object were read again. */
static gboolean
is_read (const HwCatalogChange *change, const HwObject *object)
{
  return g_ptr_array_find_with_equal_func (change->queries, hw_kind_get_file (object->kind),
                                           g_str_equal, NULL);
}

/* Marks in @replaced the objects that were read again. FALSE when one was touched that was not: an
 * index, say, where no index is new. A table and its columns are touched as one and read apart. */
static gboolean
mark_replaced (HwSchema *known, const HwCatalogChange *change, const char *touched,
               guint8 *replaced)
{
  g_autoptr (GHashTable) oids = g_hash_table_new (NULL, NULL);

  g_auto (GStrv) listed = g_strsplit_set (touched, "{,}", -1);

  for (guint i = 0; listed[i] != NULL; i++)
    g_hash_table_add (oids, GUINT_TO_POINTER ((guint) strtoul (listed[i], NULL, 10)));
  for (guint i = 0; i < known->n_objects; i++)
    {
      HwAddress address = known->addresses[i];
      const char *kind = hw_object_get_kind_name (&known->objects[i]);
      gboolean read = is_read (change, &known->objects[i]);

      if (address == 0)
        replaced[i] = read;
      else if (g_hash_table_contains (oids, GUINT_TO_POINTER (hw_address_get_oid (address))))
        {
          replaced[i] = read;
          if (!read && !g_str_equal (kind, "table") && !g_str_equal (kind, "column"))
            return FALSE;
        }
    }
  return TRUE;
}

/* Whether all that was read again is where it was and called as it was; comments are nowhere. */
static gboolean
is_called_as_before (HwSchema *known, const guint8 *replaced, HwSchema *schema)
{
  for (guint i = 0; i < known->n_objects; i++)
    {
      const HwObject *now;

      if (!replaced[i])
        continue;
      now = hw_schema_lookup (schema, &known->objects[i]);
      if (now == NULL || schema->addresses[now->number] != known->addresses[i])
        return FALSE;
    }
  return TRUE;
}

/* Whether a table is called like the version table, or like that of another tool, which only a
 * whole read tells from others. */
static gboolean
has_tool_table (GPtrArray *results, const char *version_table)
{
  const char *dot = version_table == NULL ? NULL : strchr (version_table, '.');
  const char *name = dot == NULL ? version_table : dot + 1;

  for (guint i = 0; name != NULL && i < results->len; i++)
    {
      HwResult *result = g_ptr_array_index (results, i);
      guint schema = (guint) hw_result_find_column (result, "schema");
      guint column = (guint) hw_result_find_column (result, "name");

      for (guint j = 0; j < hw_result_get_n_rows (result); j++)
        if (g_str_equal (hw_result_get (result, j, 0), "table") &&
            (g_str_equal (hw_result_get (result, j, column), name) ||
             hw_tool_tables_get_column (hw_result_get (result, j, schema),
                                        hw_result_get (result, j, column)) != NULL))
          return TRUE;
    }
  return FALSE;
}

gboolean
hw_catalog_read_changed (HwConnection *connection, HwSchema *known, const HwCatalogChange *change,
                         const char *version_table, gboolean with_dependencies, HwSchema **schema,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (HwResult) touched = NULL;
  g_autoptr (HwResult) dependencies = NULL;
  g_autoptr (HwSchema) found = NULL;
  g_autofree guint8 *replaced = g_new0 (guint8, known->n_objects + 1);

  *schema = NULL;
  if (!change->is_clear || known->addresses == NULL)
    return TRUE;
  if (change->catalogs->len == 0)
    *schema = hw_schema_ref (known);
  if (change->catalogs->len == 0 || change->transaction == 0)
    return TRUE;
  results = run_queries (connection, change, with_dependencies, cancellable, error);
  if (results == NULL)
    return FALSE;
  if (with_dependencies)
    dependencies = g_ptr_array_steal_index (results, results->len - 1);
  touched = g_ptr_array_steal_index (results, 0);
  if (hw_result_get_boolean (touched, 0, 1) || has_tool_table (results, version_table) ||
      !mark_replaced (known, change, hw_result_get (touched, 0, 0), replaced))
    return TRUE;
  found = hw_catalog_replace (known, replaced, results, dependencies);
  if (is_called_as_before (known, replaced, found))
    *schema = g_steal_pointer (&found);
  return TRUE;
}

gboolean
hw_catalog_read_change (HwConnection *connection, HwSchema *known, HwResult *before,
                        HwResult *after, const char *version_table, HwSchema **schema,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (HwCatalogChange) change = hw_catalog_change_find (before, after);

  return hw_catalog_read_changed (connection, known, change, version_table, FALSE, schema,
                                  cancellable, error);
}
