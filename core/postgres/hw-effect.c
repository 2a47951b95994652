/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-effect.c: which tables and columns a statement drops, or gives another name. */

#include "hw-effect.h"

#include "hw-scanner.h"
#include "hw-script.h"
#include "hw-tree.h"

void
hw_effect_free (HwEffect *effect)
{
  g_free (effect->schema);
  g_free (effect->table);
  g_free (effect->column);
  g_free (effect->new_schema);
  g_free (effect->new_name);
  g_free (effect);
}

/* (transfer full) (nullable): NULL for "", as a tree tells what it lacks. */
static char *
dup_name (const char *name)
{
  return name[0] != '\0' ? g_strdup (name) : NULL;
}

static HwEffect *
add_effect (GPtrArray *effects, const char *schema, const char *table, const char *column)
{
  HwEffect *effect = g_new0 (HwEffect, 1);

  effect->schema = dup_name (schema);
  effect->table = dup_name (table);
  effect->column = dup_name (column);
  g_ptr_array_add (effects, effect);
  return effect;
}

/* One about the table in the member "relation" of @node. */
static HwEffect *
add_of_relation (GPtrArray *effects, const HwNode *node, const char *column)
{
  const HwNode *relation = hw_node_get (node, "relation");

  return add_effect (effects, hw_node_get_string (relation, "schemaname"),
                     hw_node_get_string (relation, "relname"), column);
}

static void
find_in_drop (const HwNode *node, GPtrArray *effects)
{
  gboolean is_table = g_str_equal (hw_node_get_string (node, "removeType"), "OBJECT_TABLE");
  gboolean is_schema = g_str_equal (hw_node_get_string (node, "removeType"), "OBJECT_SCHEMA");
  const HwNode *objects = hw_node_get (node, "objects");

  if (!is_table && !is_schema)
    return;
  for (const HwNode *object = hw_node_next (objects, NULL); object != NULL;
       object = hw_node_next (objects, object))
    {
      const HwNode *list = hw_node_get (object, "List");
      const char *schema = is_table ? hw_node_get_qualifier (list, "items")
                                    : hw_node_get_string (hw_node_get (object, "String"), "sval");
      const char *table = is_table ? hw_node_get_last_name (list, "items") : "";

      add_effect (effects, schema, table, "")->drops = TRUE;
    }
}

static void
find_in_alter (const HwNode *node, GPtrArray *effects)
{
  const HwNode *parts = hw_node_get (node, "cmds");

  for (const HwNode *element = hw_node_next (parts, NULL); element != NULL;
       element = hw_node_next (parts, element))
    {
      const HwNode *part = hw_node_get (element, "AlterTableCmd");

      if (g_str_equal (hw_node_get_string (part, "subtype"), "AT_DropColumn"))
        add_of_relation (effects, node, hw_node_get_string (part, "name"))->drops = TRUE;
    }
}

static void
find_in_rename (const HwNode *node, GPtrArray *effects)
{
  const char *type = hw_node_get_string (node, "renameType");
  const char *old_name = hw_node_get_string (node, "subname");
  const char *new_name = hw_node_get_string (node, "newname");

  if (g_str_equal (type, "OBJECT_TABLE"))
    add_of_relation (effects, node, "")->new_name = g_strdup (new_name);
  else if (g_str_equal (type, "OBJECT_COLUMN"))
    add_of_relation (effects, node, old_name)->new_name = g_strdup (new_name);
  else if (g_str_equal (type, "OBJECT_SCHEMA"))
    add_effect (effects, old_name, "", "")->new_schema = g_strdup (new_name);
}

static void
find_in_move (const HwNode *node, GPtrArray *effects)
{
  if (g_str_equal (hw_node_get_string (node, "objectType"), "OBJECT_TABLE"))
    add_of_relation (effects, node, "")->new_schema =
        g_strdup (hw_node_get_string (node, "newschema"));
}

static void
find_in_statement (const char *sql, GPtrArray *effects)
{
  static const struct
  {
    const char *node;
    void (*find) (const HwNode *node, GPtrArray *effects);
  } finders[] = {
    { "DropStmt", find_in_drop },
    { "AlterTableStmt", find_in_alter },
    { "RenameStmt", find_in_rename },
    { "AlterObjectSchemaStmt", find_in_move },
  };
  const char *cursor = sql;
  HwToken first = hw_scanner_next (&cursor);
  g_autoptr (HwTree) tree = NULL;

  if (hw_token_is (&first, "drop") || hw_token_is (&first, "alter"))
    tree = hw_tree_parse (sql);
  for (guint i = 0; tree != NULL && i < G_N_ELEMENTS (finders); i++)
    {
      if (g_str_equal (hw_tree_get_kind (tree), finders[i].node))
        finders[i].find (hw_tree_get_node (tree), effects);
    }
}

void
hw_effect_find (const char *sql, GPtrArray *effects)
{
  g_autoptr (GPtrArray) statements = hw_script_split (sql);

  for (guint i = 0; i < statements->len; i++)
    find_in_statement (((HwStatement *) g_ptr_array_index (statements, i))->sql, effects);
}

gboolean
hw_effect_is_hidden (const char *sql)
{
  static const char *const words[] = { "do", "call", "execute", "select", "with" };
  gboolean begins = TRUE;
  HwToken token;

  for (token = hw_scanner_next (&sql); token.kind != HW_TOKEN_END; token = hw_scanner_next (&sql))
    {
      for (guint i = 0; begins && i < G_N_ELEMENTS (words); i++)
        if (hw_token_is (&token, words[i]))
          return TRUE;
      begins = hw_token_is_character (&token, ';');
    }
  return FALSE;
}

gboolean
hw_effect_follow (const HwEffect *effect, const char **schema, const char **table,
                  const char **column)
{
  if ((effect->schema != NULL && g_strcmp0 (effect->schema, *schema) != 0) ||
      (effect->table != NULL && g_strcmp0 (effect->table, *table) != 0) ||
      (effect->column != NULL && g_strcmp0 (effect->column, *column) != 0))
    return TRUE;
  if (effect->new_schema != NULL)
    *schema = effect->new_schema;
  if (effect->new_name != NULL)
    *(effect->column != NULL ? column : table) = effect->new_name;
  return !effect->drops;
}
