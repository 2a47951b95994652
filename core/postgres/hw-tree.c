/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.c: libpg_query's tree of a statement, in which a member at its default is left out. */

#include "hw-tree.h"

#include <pg_query.h>
#include <string.h>

#include "hw-scanner.h"

/* libpg_query writes a tree of chained operators by recursion, and a tree is seventy times as long
 * as its text: longer statements (bulk INSERTs) are told by their words. */
#define MAX_TOKENS 20000

struct _HwTree
{
  PgQueryParseResult parsed;
  char *kind;
  JsonParser *reader; /* NULL until somebody asks for objects */
};

/* pg_query_parse() gives the tree as JSON; it stands in one file of libpg_query with another that
 * would give it as a protocol buffer. That one is never called; what it needs, a quarter of the
 * program and full of addresses to be relocated at each start, is not linked where this stands for
 * it. */
PgQueryProtobuf pg_query_nodes_to_protobuf (const void *tree);

__attribute__ ((weak)) PgQueryProtobuf
pg_query_nodes_to_protobuf (const void *tree)
{
  return (PgQueryProtobuf){ 0 };
}

static guint
count_tokens (const char *sql)
{
  guint n_tokens = 0;

  while (n_tokens <= MAX_TOKENS && hw_scanner_next (&sql).kind != HW_TOKEN_END)
    n_tokens++;
  return n_tokens;
}

/* (transfer full) (nullable): the name of the node of the one statement in libpg_query's JSON,
 * {"version":…,"stmts":[{"stmt":{"SelectStmt":{…}}}]}; NULL where there is none, or another one. */
static char *
dup_kind (const char *json)
{
  static const char first[] = "\"stmts\":[{\"stmt\":{\"";
  const char *name = strstr (json, first);

  if (name == NULL || strstr (name, "},{\"stmt\":{") != NULL)
    return NULL;
  name += strlen (first);
  return g_strndup (name, strcspn (name, "\""));
}

HwTree *
hw_tree_parse (const char *sql)
{
  g_autoptr (HwTree) tree = NULL;

  /* The parser lets bytes through that are not UTF-8; a reader of JSON does not. */
  if (count_tokens (sql) > MAX_TOKENS || !g_utf8_validate (sql, -1, NULL))
    return NULL;
  tree = g_new0 (HwTree, 1);
  tree->parsed = pg_query_parse (sql);
  if (tree->parsed.error == NULL)
    tree->kind = dup_kind (tree->parsed.parse_tree);
  return tree->kind != NULL ? g_steal_pointer (&tree) : NULL;
}

void
hw_tree_free (HwTree *tree)
{
  pg_query_free_parse_result (tree->parsed);
  g_free (tree->kind);
  g_clear_object (&tree->reader);
  g_free (tree);
}

const char *
hw_tree_get_kind (const HwTree *tree)
{
  return tree->kind;
}

JsonObject *
hw_tree_get_root (HwTree *tree)
{
  JsonArray *statements;

  if (tree->reader == NULL)
    {
      tree->reader = json_parser_new_immutable ();
      json_parser_load_from_data (tree->reader, tree->parsed.parse_tree, -1, NULL);
    }
  statements =
      hw_tree_get_array (json_node_get_object (json_parser_get_root (tree->reader)), "stmts");
  return hw_tree_get_object (json_array_get_object_element (statements, 0), "stmt");
}

JsonObject *
hw_tree_get_node (HwTree *tree)
{
  return hw_tree_get_object (hw_tree_get_root (tree), tree->kind);
}

/* Whether the member @name is anywhere with a value that begins so. Quotes inside a text are
 * escaped in JSON: no text can be taken for a member. */
static gboolean
contains (const HwTree *tree, const char *name, const char *value)
{
  g_autofree char *member = g_strconcat ("\"", name, "\":", value, NULL);

  return strstr (tree->parsed.parse_tree, member) != NULL;
}

gboolean
hw_tree_contains_node (const HwTree *tree, const char *name)
{
  return contains (tree, name, "{");
}

gboolean
hw_tree_contains_true (const HwTree *tree, const char *name)
{
  return contains (tree, name, "true");
}

gboolean
hw_tree_contains_word (const HwTree *tree, const char *name, const char *value)
{
  g_autofree char *quoted = g_strconcat ("\"", value, "\"", NULL);

  return contains (tree, name, quoted);
}

static JsonNode *
get_member (JsonObject *object, const char *member, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

JsonObject *
hw_tree_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

JsonArray *
hw_tree_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_ARRAY);

  return node != NULL ? json_node_get_array (node) : NULL;
}

const char *
hw_tree_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_VALUE);
  const char *value = node != NULL ? json_node_get_string (node) : NULL;

  return value != NULL ? value : "";
}

gboolean
hw_tree_get_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member, JSON_NODE_VALUE);

  return node != NULL && json_node_get_boolean (node);
}

static JsonObject *
find_option (JsonObject *object, const char *member, const char *option)
{
  JsonArray *options = hw_tree_get_array (object, member);

  for (guint i = 0; options != NULL && i < json_array_get_length (options); i++)
    {
      JsonObject *element =
          hw_tree_get_object (json_array_get_object_element (options, i), "DefElem");

      if (g_str_equal (hw_tree_get_string (element, "defname"), option))
        return element;
    }
  return NULL;
}

gboolean
hw_tree_has_option (JsonObject *object, const char *member, const char *option)
{
  return find_option (object, member, option) != NULL;
}

/* The name that @from_end others come after. */
static const char *
get_name (JsonObject *object, const char *member, guint from_end)
{
  JsonArray *names = hw_tree_get_array (object, member);
  guint n_names = names != NULL ? json_array_get_length (names) : 0;

  if (n_names <= from_end)
    return "";
  return hw_tree_get_string (
      hw_tree_get_object (json_array_get_object_element (names, n_names - 1 - from_end), "String"),
      "sval");
}

const char *
hw_tree_get_last_name (JsonObject *object, const char *member)
{
  return get_name (object, member, 0);
}

const char *
hw_tree_get_qualifier (JsonObject *object, const char *member)
{
  return get_name (object, member, 1);
}

/* The values are those of PostgreSQL's defGetBoolean(). The parser takes a word that is not
 * reserved, such as off, for the name of a type. */
gboolean
hw_tree_get_option (JsonObject *object, const char *member, const char *option, gboolean otherwise)
{
  JsonObject *element = find_option (object, member, option);
  JsonObject *argument = hw_tree_get_object (element, "arg");
  JsonObject *number = hw_tree_get_object (argument, "Integer");
  const char *word = hw_tree_get_string (hw_tree_get_object (argument, "String"), "sval");
  const char *type = hw_tree_get_last_name (hw_tree_get_object (argument, "TypeName"), "names");

  if (element == NULL)
    return otherwise;
  if (number != NULL)
    return json_object_get_int_member_with_default (number, "ival", 0) != 0;
  return g_ascii_strcasecmp (word, "false") != 0 && g_ascii_strcasecmp (word, "off") != 0 &&
         g_ascii_strcasecmp (type, "off") != 0;
}

static gboolean visit_node (JsonNode *node, HwTreeVisit visit, gpointer data);

gboolean
hw_tree_visit (JsonObject *object, HwTreeVisit visit, gpointer data)
{
  JsonObjectIter iter;
  JsonNode *node;

  if (visit (object, data))
    return TRUE;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    {
      if (visit_node (node, visit, data))
        return TRUE;
    }
  return FALSE;
}

static gboolean
visit_node (JsonNode *node, HwTreeVisit visit, gpointer data)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return hw_tree_visit (json_node_get_object (node), visit, data);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (visit_node (json_array_get_element (array, i), visit, data))
            return TRUE;
        }
    }
  return FALSE;
}
