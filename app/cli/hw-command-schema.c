/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-command-schema.c: `headway schema`: the tables of a database, or one of them in full. */

#include "hw-catalog.h"

#include <glib/gi18n.h>
#include "hw-command.h"
#include "hw-error.h"
#include "hw-suggest.h"
#include "hw-table.h"

static gboolean
is_kind (const HwObject *object, const char *kind)
{
  return g_str_equal (hw_object_get_kind_name (object), kind);
}

/* Whether people look at it as a table: it has columns. */
static gboolean
is_relation (const HwObject *object)
{
  return is_kind (object, "table") || is_kind (object, "view") ||
         is_kind (object, "materialized-view") || is_kind (object, "foreign-table");
}

static gboolean
belongs_to (const HwObject *object, const HwObject *table)
{
  return hw_object_get_parent (object) != NULL &&
         g_strcmp0 (hw_object_get_schema (object), hw_object_get_schema (table)) == 0 &&
         g_str_equal (hw_object_get_parent (object), hw_object_get_name (table));
}

/* Whether @name (bare, or with its schema before it) means @object. */
static gboolean
is_called (HwObject *object, const char *name)
{
  g_autofree char *qualified =
      g_strdup_printf ("%s.%s", hw_object_get_schema (object), hw_object_get_name (object));

  return g_str_equal (hw_object_get_name (object), name) || g_str_equal (qualified, name);
}

static HwObject *
find_relation (HwSchema *schema, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *question = NULL;

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (!is_relation (object))
        continue;
      if (is_called (object, name))
        return object;
      g_ptr_array_add (names, (gpointer) hw_object_get_name (object));
    }
  g_ptr_array_add (names, NULL);
  question = hw_suggest_dup_question (name, (const char *const *) names->pdata);
  hw_set_error (error, HW_ERROR_NOT_FOUND, question, _ ("There is no table or view “%s”"), name);
  return NULL;
}

static void
add_cells (HwTable *table, const HwObject *object, const char *name)
{
  g_autofree char *definition = hw_object_dup_definition (object);

  hw_table_begin_row (table);
  hw_table_add (table, HW_STYLE_DIM, hw_object_get_kind_name (object));
  hw_table_add (table, HW_STYLE_BOLD, name);
  hw_table_add (table, HW_STYLE_PLAIN, definition);
}

static void
print_overview (HwCli *cli, HwSchema *schema)
{
  static const char *const titles[] = { N_ ("KIND"), N_ ("NAME"), N_ ("DEFINITION"), NULL };
  g_autoptr (HwTable) table = hw_table_new (titles);

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);
      g_autofree char *title = hw_object_dup_title (object);

      if (hw_object_get_parent (object) == NULL)
        add_cells (table, object, title);
    }
  hw_table_print (table, cli->terminal);
}

/* (transfer container): its columns in their order, then all else that belongs to it. */
static GPtrArray *
dup_parts (HwSchema *schema, const HwObject *relation)
{
  GPtrArray *parts = hw_object_dup_columns (relation);

  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (belongs_to (object, relation) && !g_ptr_array_find (parts, object, NULL))
        g_ptr_array_add (parts, object);
    }
  return parts;
}

static void
print_relation (HwCli *cli, HwSchema *schema, HwObject *relation)
{
  static const char *const titles[] = { N_ ("KIND"), N_ ("NAME"), N_ ("DEFINITION"), NULL };
  g_autoptr (HwTable) table = hw_table_new (titles);
  g_autoptr (GPtrArray) parts = dup_parts (schema, relation);
  g_autofree char *title = hw_object_dup_title (relation);

  hw_terminal_print (cli->terminal, HW_STYLE_BOLD, "%s %s", hw_object_get_kind_name (relation),
                     title);
  for (guint i = 0; i < parts->len; i++)
    {
      const HwObject *part = g_ptr_array_index (parts, i);

      add_cells (table, part, hw_object_get_name (part));
    }
  hw_table_print (table, cli->terminal);
}

static void
add_object (JsonBuilder *builder, HwObject *object)
{
  g_autofree char *definition = hw_object_dup_definition (object);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "kind", hw_object_get_kind_name (object));
  hw_json_add_string (builder, "schema", hw_object_get_schema (object));
  hw_json_add_string (builder, "table", hw_object_get_parent (object));
  hw_json_add_string (builder, "name", hw_object_get_name (object));
  hw_json_add_string (builder, "arguments", hw_object_get_arguments (object));
  hw_json_add_string (builder, "definition", definition);
  json_builder_set_member_name (builder, "attributes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < hw_object_get_n_attributes (object); i++)
    if (hw_object_get_attribute (object, i) != NULL)
      hw_json_add_string (builder, hw_object_get_attribute_name (object, i),
                          hw_object_get_attribute (object, i));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
print_json (HwDatabase *database, HwSchema *schema, HwObject *relation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hw_cli_add_database (builder, database);
  hw_json_begin_array (builder, "objects");
  for (guint i = 0; i < hw_schema_get_n_objects (schema); i++)
    {
      HwObject *object = hw_schema_get_object (schema, i);

      if (relation == NULL || object == relation || belongs_to (object, relation))
        add_object (builder, object);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hw_cli_print_json (builder);
}

/* The version table is shown too: this is what there is, not what should be. */
static HwSchema *
read_schema (HwCli *cli, HwDatabase *database, GError **error)
{
  g_autoptr (HwConnection) connection = hw_database_connect (database, cli->cancellable, error);

  return connection == NULL ? NULL : hw_catalog_read (connection, NULL, cli->cancellable, error);
}

static int
run (HwCli *cli, const char *const *arguments, GError **error)
{
  g_autoptr (HwDatabase) database = hw_cli_select_one (cli, arguments[0], error);
  g_autoptr (HwSchema) schema = database == NULL ? NULL : read_schema (cli, database, error);
  HwObject *relation = NULL;

  if (schema == NULL)
    return HW_EXIT_FAILED;
  if (arguments[1] != NULL)
    {
      relation = find_relation (schema, arguments[1], error);
      if (relation == NULL)
        return HW_EXIT_USAGE;
    }
  if (cli->json)
    print_json (database, schema, relation);
  else if (relation != NULL)
    print_relation (cli, schema, relation);
  else
    print_overview (cli, schema);
  return HW_EXIT_CLEAN;
}

const HwCommand hw_command_schema = {
  .name = "schema",
  .arguments = "SERVICE [TABLE]",
  .summary = N_ ("tables, columns, indexes, constraints"),
  .description =
      N_ ("What the live database holds: everything at a glance, or one table or view in "
          "full (psql's \\dt\nand \\d).\n\n"
          "Examples:\n  headway schema order@local\n  headway schema order@local orders"),
  .min_arguments = 1,
  .max_arguments = 2,
  .run = run,
};
