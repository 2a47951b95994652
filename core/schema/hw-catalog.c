/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-catalog.c: reads the live schema of a database from its catalogs in two round trips.
 *
 * Every query of kinds/ gives the same leading columns and then its attributes, under their names.
 * Which of them would find nothing is asked first: to plan them all takes the server longer than to
 * read a small schema.
 */

#include "hw-catalog.h"

#include <string.h>

#include "hw-address-map.h"
#include "hw-catalog-private.h"
#include "hw-kind.h"
#include "hw-name.h"
#include "hw-schema-builder.h"
#include "hw-schema-private.h"
#include "hw-tool-tables.h"

#define MAX_ATTEMPTS 3

/* The results of the first round trip. */
enum
{
  RESULT_BEGIN,
  RESULT_SEARCH_PATH,
  RESULT_SETTINGS,
  RESULT_WANTED,
  RESULT_ABSENT,
};

/* The leading columns of every query. */
enum
{
  COLUMN_KIND,
  COLUMN_ADDRESS, /* class, oid, subid */
  COLUMN_OWNER = COLUMN_ADDRESS + 3,
  COLUMN_SCHEMA = COLUMN_OWNER + 3,
  COLUMN_NAME,
  COLUMN_ARGUMENTS,
  COLUMN_FIRST_ATTRIBUTE,
};

typedef enum
{
  ROW_UNDECIDED,
  ROW_TAKEN,
  ROW_LEFT_OUT,
} RowState;

typedef struct
{
  const char **values;
  HwAddress address;
  HwAddress owner;
  guint kind;
  guint number; /* in the builder, once taken */
  RowState state;
  gboolean contained; /* it lies in its owner and is named after it … */
  gboolean named;     /* … and has these names already */
} Row;

typedef struct
{
  HwSchemaBuilder *builder;
  HwAddressMap *addresses; /* to rows */
  GArray *rows;            /* (element-type Row) */
  GStringChunk *texts;     /* what is not in a result as it stands */
} Catalog;

/* The attributes of the kinds in @result, by the names of its columns. */
static void
set_shape (Catalog *catalog, HwResult *result, guint kind)
{
  guint n = hw_result_get_n_columns (result) - COLUMN_FIRST_ATTRIBUTE;
  g_autofree const char **names = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    names[i] = hw_result_get_column_name (result, COLUMN_FIRST_ATTRIBUTE + i);
  hw_schema_builder_set_shape (catalog->builder, kind, n, names);
}

static void
read_row (Catalog *catalog, HwResult *result, guint i, const char **values, guint kind)
{
  guint n = hw_result_get_n_columns (result);
  Row row = { .values = values, .kind = kind };

  row.address = hw_address_parse (result, i, COLUMN_ADDRESS);
  row.owner = hw_address_parse (result, i, COLUMN_OWNER);
  values[HW_VALUE_SCHEMA] = hw_result_get (result, i, COLUMN_SCHEMA);
  values[HW_VALUE_NAME] = hw_result_get (result, i, COLUMN_NAME);
  values[HW_VALUE_ARGUMENTS] = hw_result_get (result, i, COLUMN_ARGUMENTS);
  for (guint j = COLUMN_FIRST_ATTRIBUTE; j < n; j++)
    values[HW_VALUE_FIRST_ATTRIBUTE + j - COLUMN_FIRST_ATTRIBUTE] = hw_result_get (result, i, j);
  row.contained = row.owner != 0 && values[HW_VALUE_SCHEMA] == NULL;
  /* A member of an extension is no object of its own. */
  if (hw_address_map_is_inner (catalog->addresses, row.address))
    return;
  if (row.address != 0)
    hw_address_map_add (catalog->addresses, row.address, catalog->rows->len);
  g_array_append_val (catalog->rows, row);
}

static void
read_rows (Catalog *catalog, HwResult *result)
{
  guint n_rows = hw_result_get_n_rows (result);
  guint width =
      HW_VALUE_FIRST_ATTRIBUTE + hw_result_get_n_columns (result) - COLUMN_FIRST_ATTRIBUTE;
  const char **values = g_new0 (const char *, (gsize) n_rows *width + 1);
  int definition = hw_result_find_column (result, "definition");
  const char *previous = "";
  guint kind = 0;

  hw_schema_builder_hold (catalog->builder, hw_result_ref (result),
                          (GDestroyNotify) hw_result_unref);
  hw_schema_builder_hold (catalog->builder, values, g_free);
  for (guint i = 0; i < n_rows; i++)
    {
      const char *name = hw_result_get (result, i, COLUMN_KIND);

      if (!g_str_equal (name, previous))
        {
          kind = (guint) hw_kind_find (name);
          set_shape (catalog, result, kind);
          previous = name;
        }
      /* It went away while it was read. */
      if (definition >= 0 && hw_result_get (result, i, (guint) definition) == NULL)
        continue;
      read_row (catalog, result, i, values + (gsize) i * width, kind);
    }
}

/* The migration tool's own table, by its name with or without a schema; without one, it is in the
 * first schema of @search_path that has it. */
static void
leave_out_version_table (Catalog *catalog, HwResult *search_path, const char *version_table)
{
  const char *dot = strchr (version_table, '.');
  const char *name = dot != NULL ? dot + 1 : version_table;
  g_autofree char *schema = dot != NULL ? g_strndup (version_table, dot - version_table) : NULL;
  guint best = G_MAXUINT;
  Row *found = NULL;

  for (guint i = 0; i < catalog->rows->len; i++)
    {
      Row *row = &g_array_index (catalog->rows, Row, i);

      if (!g_str_equal (hw_kind_get (row->kind)->name, "table") ||
          !g_str_equal (row->values[HW_VALUE_NAME], name))
        continue;
      for (guint j = 0; schema == NULL && j < hw_result_get_n_rows (search_path); j++)
        {
          if (j < best &&
              g_str_equal (hw_result_get (search_path, j, 0), row->values[HW_VALUE_SCHEMA]))
            {
              best = j;
              found = row;
            }
        }
      if (g_strcmp0 (schema, row->values[HW_VALUE_SCHEMA]) == 0)
        found = row;
    }
  if (found != NULL)
    found->state = ROW_LEFT_OUT;
}

/* The table of another migration tool that @row is a column of, and by which it is known; NULL for
 * any other row. */
static Row *
find_tool_table (Catalog *catalog, const Row *row, GHashTable *columns)
{
  guint table;
  const char *column;

  if (!row->contained || row->owner == 0)
    return NULL;
  table = hw_address_map_get (catalog->addresses, row->owner);
  if (table == HW_UNKNOWN_ADDRESS)
    return NULL;
  column = g_hash_table_lookup (columns, GUINT_TO_POINTER (table));
  return column != NULL && g_strcmp0 (column, row->values[HW_VALUE_NAME]) == 0
             ? &g_array_index (catalog->rows, Row, table)
             : NULL;
}

/* The tables of other migration tools, and the schemas that they made for these alone: who came
 * from there keeps them, and they are no more a part of the schema than the own one is. */
static void
leave_out_tool_tables (Catalog *catalog)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (NULL, NULL); /* by the table's row */
  g_autoptr (GHashTable) schemas = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *rows = catalog->rows;
  int table = hw_kind_find ("table"), schema = hw_kind_find ("schema");

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const char *column = (int) row->kind != table
                               ? NULL
                               : hw_tool_tables_get_column (row->values[HW_VALUE_SCHEMA],
                                                            row->values[HW_VALUE_NAME]);

      if (column != NULL)
        g_hash_table_insert (columns, GUINT_TO_POINTER (i), (gpointer) column);
    }
  for (guint i = 0; g_hash_table_size (columns) > 0 && i < rows->len; i++)
    {
      Row *found = find_tool_table (catalog, &g_array_index (rows, Row, i), columns);

      if (found == NULL)
        continue;
      found->state = ROW_LEFT_OUT;
      g_hash_table_add (schemas, (gpointer) found->values[HW_VALUE_SCHEMA]);
    }
  for (guint i = 0; g_hash_table_size (schemas) > 0 && i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      if ((int) row->kind == schema && hw_tool_tables_is_schema (row->values[HW_VALUE_NAME]) &&
          g_hash_table_contains (schemas, row->values[HW_VALUE_NAME]))
        row->state = ROW_LEFT_OUT;
    }
}

/* The names that @row takes from @owner: where it lies or, when it has no name, all of them, with
 * the kind of @owner behind its own arguments. */
static void
take_names (Catalog *catalog, Row *row, const Row *owner)
{
  const char *parts[4] = { row->values[HW_VALUE_ARGUMENTS], hw_kind_get (owner->kind)->name,
                           owner->values[HW_VALUE_ARGUMENTS], NULL };
  const char **first = parts[0] != NULL ? parts : parts + 1;
  g_autofree char *arguments = NULL;

  row->values[HW_VALUE_SCHEMA] = owner->values[HW_VALUE_SCHEMA];
  row->values[HW_VALUE_PARENT] = owner->values[HW_VALUE_NAME];
  if (row->values[HW_VALUE_NAME] != NULL)
    return;
  row->values[HW_VALUE_PARENT] = owner->values[HW_VALUE_PARENT];
  row->values[HW_VALUE_NAME] = owner->values[HW_VALUE_NAME];
  if (first[1] == NULL)
    {
      row->values[HW_VALUE_ARGUMENTS] = first[0];
      return;
    }
  arguments = g_strjoinv (" ", (GStrv) first);
  row->values[HW_VALUE_ARGUMENTS] = g_string_chunk_insert (catalog->texts, arguments);
}

/* An object is taken when its owner is: those of extensions, of the version table and of kinds that
 * are not read have no owner here. */
static void
decide (Catalog *catalog, Row *row)
{
  guint owner_row = row->owner != 0 ? hw_address_map_get (catalog->addresses, row->owner) : 0;
  Row *owner = NULL;

  if (row->state != ROW_UNDECIDED)
    return;
  row->state = ROW_LEFT_OUT;
  if (row->owner != 0)
    {
      if (owner_row == HW_UNKNOWN_ADDRESS)
        return;
      owner = &g_array_index (catalog->rows, Row, owner_row);
      decide (catalog, owner);
      if (owner->state != ROW_TAKEN)
        return;
    }
  if (row->contained && !row->named)
    take_names (catalog, row, owner);
  row->number = hw_schema_builder_add (catalog->builder, row->kind, row->values);
  hw_schema_builder_set_address (catalog->builder, row->number, row->address);
  row->state = ROW_TAKEN;
  if (owner == NULL)
    return;
  hw_schema_builder_set_owner (catalog->builder, row->number, owner->number);
  if (!row->contained)
    return;
  hw_schema_builder_set_contained (catalog->builder, row->number);
  hw_schema_builder_add_need (catalog->builder, row->number, owner->number);
}

/* Every object but those that lie in another needs its schema. */
static void
add_schema_needs (Catalog *catalog)
{
  g_autoptr (GHashTable) schemas = g_hash_table_new (g_str_hash, g_str_equal);
  int kind = hw_kind_find ("schema");

  for (guint i = 0; i < catalog->rows->len; i++)
    {
      Row *row = &g_array_index (catalog->rows, Row, i);
      Row *schema;

      if (row->state != ROW_TAKEN)
        continue;
      if ((int) row->kind == kind)
        g_hash_table_insert (schemas, (gpointer) row->values[HW_VALUE_NAME], row);
      if (row->contained || row->values[HW_VALUE_SCHEMA] == NULL)
        continue;
      /* Schemas come first among the kinds. */
      schema = g_hash_table_lookup (schemas, row->values[HW_VALUE_SCHEMA]);
      if (schema != NULL)
        hw_schema_builder_add_need (catalog->builder, row->number, schema->number);
    }
}

/* What depends on something in the way of @type lies in it; by 'a', only a default in its column.
 */
static void
add_inner_addresses (Catalog *catalog, HwResult *dependencies, char type)
{
  guint n = hw_result_get_n_rows (dependencies);

  for (guint i = 0; i < n; i++)
    {
      if (hw_result_get (dependencies, i, 6)[0] != type ||
          (type == 'a' && !g_str_equal (hw_result_get (dependencies, i, 0), "2604")))
        continue;
      hw_address_map_add_inner (catalog->addresses, hw_address_parse (dependencies, i, 0),
                                hw_address_parse (dependencies, i, 3));
    }
}

/* A sequence goes with the column that owns it, but does not need it; a function of a base type
 * does. */
static gboolean
is_mere_owner (Catalog *catalog, const Row *object, guint needed, const char *type)
{
  return !object->contained && object->owner != 0 && type[0] != 'n' &&
         hw_address_map_get (catalog->addresses, object->owner) == needed;
}

static void
add_needs (Catalog *catalog, HwResult *dependencies)
{
  guint n = hw_result_get_n_rows (dependencies);

  /* What has no row of its own. */
  add_inner_addresses (catalog, dependencies, 'i');
  add_inner_addresses (catalog, dependencies, 'a');
  for (guint i = 0; i < n; i++)
    {
      guint from =
          hw_address_map_resolve (catalog->addresses, hw_address_parse (dependencies, i, 0));
      guint to = hw_address_map_resolve (catalog->addresses, hw_address_parse (dependencies, i, 3));
      const Row *object, *needed;

      if (from == HW_UNKNOWN_ADDRESS || to == HW_UNKNOWN_ADDRESS)
        continue;
      object = &g_array_index (catalog->rows, Row, from);
      needed = &g_array_index (catalog->rows, Row, to);
      if (object->state != ROW_TAKEN || needed->state != ROW_TAKEN ||
          is_mere_owner (catalog, object, to, hw_result_get (dependencies, i, 6)))
        continue;
      /* An index of a parent is made of those of its partitions. */
      if (hw_result_get (dependencies, i, 6)[0] == 'P' &&
          (hw_kind_get (object->kind)->flags & HW_KIND_RELATION) != 0)
        hw_schema_builder_add_need (catalog->builder, needed->number, object->number);
      else
        hw_schema_builder_add_need (catalog->builder, object->number, needed->number);
    }
}

static guint
count_rows (GPtrArray *results)
{
  guint n = 0;

  for (guint i = 0; i < results->len; i++)
    n += hw_result_get_n_rows (g_ptr_array_index (results, i));
  return n;
}

/* @results: (element-type HwResult): of the queries of kinds, and last of the dependencies */
static HwSchema *
make_schema (GPtrArray *results, HwResult *search_path, const char *version_table, int version)
{
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  g_autoptr (HwAddressMap) addresses = hw_address_map_new (count_rows (results));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  HwResult *dependencies = g_ptr_array_index (results, results->len - 1);
  Catalog catalog = { builder, addresses, rows, g_string_chunk_new (4096) };

  hw_schema_builder_set_server_major (builder, (guint) version / 10000);
  hw_schema_builder_hold (builder, catalog.texts, (GDestroyNotify) g_string_chunk_free);
  add_inner_addresses (&catalog, dependencies, 'e');
  for (guint i = 0; i + 1 < results->len; i++)
    read_rows (&catalog, g_ptr_array_index (results, i));
  if (version_table != NULL)
    {
      leave_out_version_table (&catalog, search_path, version_table);
      leave_out_tool_tables (&catalog);
    }
  for (guint i = 0; i < rows->len; i++)
    decide (&catalog, &g_array_index (rows, Row, i));
  add_schema_needs (&catalog);
  add_needs (&catalog, dependencies);
  return hw_schema_builder_finish (builder);
}

/* The rows of the objects of @schema that go on as they are. */
static void
add_known (Catalog *catalog, HwSchema *schema, const guint8 *replaced)
{
  for (guint i = 0; i < schema->n_objects; i++)
    {
      const HwObject *object = &schema->objects[i];
      Row row = { .values = (const char **) object->values, .kind = object->kind };

      row.contained = object->contained;
      row.named = TRUE;
      if (replaced[i])
        continue;
      row.address = schema->addresses[i];
      row.owner = object->owner == HW_NO_OBJECT ? 0 : schema->addresses[object->owner];
      if (row.address != 0)
        hw_address_map_add (catalog->addresses, row.address, catalog->rows->len);
      g_array_append_val (catalog->rows, row);
    }
}

HwSchema *
hw_catalog_replace (HwSchema *schema, const guint8 *replaced, GPtrArray *results,
                    HwResult *dependencies)
{
  g_autoptr (HwSchemaBuilder) builder = hw_schema_builder_new ();
  g_autoptr (HwAddressMap) addresses =
      hw_address_map_new (schema->n_objects + count_rows (results));
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  Catalog catalog = { builder, addresses, rows, g_string_chunk_new (256) };

  hw_schema_builder_continue (builder, schema);
  hw_schema_builder_hold (builder, catalog.texts, (GDestroyNotify) g_string_chunk_free);
  if (dependencies != NULL)
    add_inner_addresses (&catalog, dependencies, 'e');
  add_known (&catalog, schema, replaced);
  for (guint i = 0; i < results->len; i++)
    read_rows (&catalog, g_ptr_array_index (results, i));
  for (guint i = 0; i < rows->len; i++)
    decide (&catalog, &g_array_index (rows, Row, i));
  if (dependencies != NULL)
    {
      add_schema_needs (&catalog);
      add_needs (&catalog, dependencies);
    }
  return hw_schema_builder_finish (builder);
}

static HwKindFlags
get_flags (const HwCompareOptions *options)
{
  HwKindFlags flags = 0;

  if (options != NULL && options->owners)
    flags |= HW_KIND_OF_OWNERS;
  if (options != NULL && options->privileges)
    flags |= HW_KIND_OF_PRIVILEGES;
  return flags;
}

/* What is read otherwise than settings.sql says. */
static char *
dup_wanted_settings (const HwCompareOptions *options)
{
  const char *role = options != NULL && options->own_role != NULL ? options->own_role : "";
  g_autofree char *literal = hw_quote_literal (role);

  return g_strdup_printf ("SELECT set_config('headway.whole', '%s', true),"
                          " set_config('headway.own_role', %s, true)",
                          options != NULL && options->whole ? "on" : "off", literal);
}

/* (transfer full) (element-type HwResult): see RESULT_BEGIN. The snapshot of all that is read is
 * taken here; inside an open transaction a savepoint brings the settings back. */
static GPtrArray *
begin_reading (HwConnection *connection, gboolean inside, const HwCompareOptions *options,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *wanted = dup_wanted_settings (options);
  const char *const queries[] = {
    [RESULT_BEGIN] =
        inside ? "SAVEPOINT headway_catalog" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [RESULT_SEARCH_PATH] = "SELECT unnest(current_schemas(false))",
    [RESULT_SETTINGS] = hw_kind_get_other_query ("settings"),
    [RESULT_WANTED] = wanted,
    [RESULT_ABSENT] = hw_kind_get_other_query ("kinds-absent"),
    NULL,
  };

  return hw_connection_pipeline (connection, queries, cancellable, error);
}

static gboolean
is_absent (HwResult *absent, const char *query)
{
  for (guint i = 0; i < hw_result_get_n_rows (absent); i++)
    if (g_str_equal (hw_result_get (absent, i, 0), query))
      return TRUE;
  return FALSE;
}

/* (transfer full) (element-type HwResult): of the queries of kinds that are not @absent, and last
 * of the dependencies. */
static GPtrArray *
read_kinds (HwConnection *connection, gboolean inside, HwResult *absent, HwKindFlags flags,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = hw_kind_dup_query_names (flags);
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();
  GPtrArray *results;
  guint n;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (!is_absent (absent, name))
        g_ptr_array_add (queries, (gpointer) hw_kind_get_query (name));
    }
  g_ptr_array_add (queries, (gpointer) hw_kind_get_other_query ("dependencies"));
  n = queries->len;
  if (inside)
    g_ptr_array_add (queries, "ROLLBACK TO SAVEPOINT headway_catalog");
  g_ptr_array_add (queries, inside ? "RELEASE SAVEPOINT headway_catalog" : "COMMIT");
  g_ptr_array_add (queries, NULL);
  results =
      hw_connection_pipeline (connection, (const char *const *) queries->pdata, cancellable, error);
  if (results != NULL)
    g_ptr_array_set_size (results, (int) n);
  return results;
}

static HwSchema *
read_once (HwConnection *connection, const char *version_table, const HwCompareOptions *options,
           GCancellable *cancellable, GError **error)
{
  gboolean inside = hw_connection_is_in_transaction (connection);
  g_autoptr (GPtrArray) begun = begin_reading (connection, inside, options, cancellable, error);
  g_autoptr (GPtrArray) results = NULL;

  if (begun == NULL)
    return NULL;
  results = read_kinds (connection, inside, g_ptr_array_index (begun, RESULT_ABSENT),
                        get_flags (options), cancellable, error);
  return results == NULL
             ? NULL
             : make_schema (results, g_ptr_array_index (begun, RESULT_SEARCH_PATH), version_table,
                            hw_connection_get_server_version (connection));
}

/* Whether an object may have gone away between the query that found it and the function that
 * describes it, which does not look at the same snapshot. */
static gboolean
is_passing (const GError *error)
{
  return hw_postgres_error_has_state (error, "XX000") ||
         hw_postgres_error_has_state (error, "42P01");
}

HwSchema *
hw_catalog_read (HwConnection *connection, const char *version_table, GCancellable *cancellable,
                 GError **error)
{
  return hw_catalog_read_for (connection, version_table, NULL, cancellable, error);
}

HwSchema *
hw_catalog_read_for (HwConnection *connection, const char *version_table,
                     const HwCompareOptions *options, GCancellable *cancellable, GError **error)
{
  gboolean inside = hw_connection_is_in_transaction (connection);

  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) local = NULL;
      HwSchema *schema = read_once (connection, version_table, options, cancellable, &local);

      if (schema != NULL)
        return schema;
      if (inside || attempt == MAX_ATTEMPTS || !is_passing (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (!hw_connection_execute (connection, "ROLLBACK", cancellable, error))
        return NULL;
    }
}
