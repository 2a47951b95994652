/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.c: reading libpg_query's trees, in which a member at its default is left out. */

#include "hw-tree.h"

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

static gboolean
has_node (JsonObject *object, gpointer data)
{
  return hw_tree_get_object (object, data) != NULL;
}

gboolean
hw_tree_contains_node (JsonObject *object, const char *name)
{
  return hw_tree_visit (object, has_node, (gpointer) name);
}

static gboolean
has_value (JsonObject *object, gpointer data)
{
  const char *const *wanted = data;

  return g_str_equal (hw_tree_get_string (object, wanted[0]), wanted[1]);
}

gboolean
hw_tree_contains_value (JsonObject *object, const char *name, const char *value)
{
  return hw_tree_visit (object, has_value, (gpointer) (const char *[]){ name, value });
}
