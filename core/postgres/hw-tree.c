/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.c: libpg_query's tree of a statement, in which a member at its default is left out. */

#include "hw-tree.h"

#include <pg_query.h>
#include <string.h>

#include "hw-scanner.h"

/* libpg_query writes a tree of chained operators by recursion, and a tree is seventy times as long
 * as its text: longer statements (bulk INSERTs) are told by their words. */
#define MAX_TOKENS 20000

/* All nodes of a tree stand in one array, each before what is in it. */
struct _HwNode
{
  char type;         /* what its value begins with: one of {["tfn-0123456789 */
  const char *name;  /* (nullable): as a member of an object */
  const char *value; /* of a string, unescaped; else as it stands in the text */
  guint n;           /* of nodes: itself and all in it */
};

struct _HwTree
{
  PgQueryParseResult parsed;
  char *kind;
  char *text;    /* what the nodes point into: the parse tree, cut into pieces */
  GArray *nodes; /* (element-type HwNode): NULL until somebody asks for one */
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

  if (count_tokens (sql) > MAX_TOKENS)
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
  g_free (tree->text);
  g_clear_pointer (&tree->nodes, g_array_unref);
  g_free (tree);
}

const char *
hw_tree_get_kind (const HwTree *tree)
{
  return tree->kind;
}

/* Takes the string that @text (inout) is at, unescaped in its place; behind it then. */
static const char *
read_string (char **text)
{
  static const char escapes[] = "bfnrt", meant[] = "\b\f\n\r\t";
  char *start = *text + 1, *to = start;

  for (char *from = start;; from++)
    {
      const char *escape;

      if (*from == '"' || *from == '\0')
        {
          *text = from + (*from == '"');
          *to = '\0';
          return start;
        }
      if (*from != '\\' || from[1] == '\0')
        {
          *to++ = *from;
          continue;
        }
      from++;
      escape = strchr (escapes, *from);
      if (*from == 'u')
        {
          char digits[5] = { 0 };

          memcpy (digits, from + 1, 4);
          to += g_unichar_to_utf8 ((gunichar) g_ascii_strtoull (digits, NULL, 16), to);
          from += 4;
        }
      else
        {
          *to++ = escape != NULL ? meant[escape - escapes] : *from;
        }
    }
}

/* The nodes of a text of JSON as libpg_query writes it: without spaces. */
static GArray *
read_nodes (char *text)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (HwNode));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *name = NULL;

  while (*text != '\0')
    {
      HwNode node = { *text, name, text, 1 };
      guint at = nodes->len;

      switch (*text)
        {
        case '}':
        case ']':
          at = g_array_index (open, guint, open->len - 1);
          g_array_index (nodes, HwNode, at).n = nodes->len - at;
          g_array_set_size (open, open->len - 1);
          text++;
          continue;
        case ',':
          text++;
          continue;
        case '{':
        case '[':
          g_array_append_val (open, at);
          text++;
          break;
        case '"':
          node.value = read_string (&text);
          if (*text == ':')
            {
              name = node.value;
              text++;
              continue;
            }
          break;
        default:
          text += strcspn (text, ",]}");
        }
      g_array_append_val (nodes, node);
      name = NULL;
    }
  return nodes;
}

const HwNode *
hw_tree_get_root (HwTree *tree)
{
  if (tree->nodes == NULL)
    {
      tree->text = g_strdup (tree->parsed.parse_tree);
      tree->nodes = read_nodes (tree->text);
    }
  return hw_node_get (
      hw_node_next (hw_node_get (&g_array_index (tree->nodes, HwNode, 0), "stmts"), NULL), "stmt");
}

const HwNode *
hw_tree_get_node (HwTree *tree)
{
  return hw_node_get (hw_tree_get_root (tree), tree->kind);
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

const HwNode *
hw_node_next (const HwNode *list, const HwNode *element)
{
  const HwNode *next = element == NULL ? list + 1 : element + element->n;

  return list != NULL && next < list + list->n ? next : NULL;
}

const HwNode *
hw_node_get (const HwNode *node, const char *member)
{
  for (const HwNode *part = hw_node_next (node, NULL); part != NULL;
       part = hw_node_next (node, part))
    if (g_strcmp0 (part->name, member) == 0)
      return part;
  return NULL;
}

const char *
hw_node_get_string (const HwNode *node, const char *member)
{
  const HwNode *part = hw_node_get (node, member);

  return part != NULL && part->type == '"' ? part->value : "";
}

gint64
hw_node_get_int (const HwNode *node, const char *member)
{
  const HwNode *part = hw_node_get (node, member);

  return part != NULL ? g_ascii_strtoll (part->value, NULL, 10) : 0;
}

gboolean
hw_node_get_boolean (const HwNode *node, const char *member)
{
  const HwNode *part = hw_node_get (node, member);

  return part != NULL && part->type == 't';
}

static const HwNode *
find_option (const HwNode *node, const char *member, const char *option)
{
  const HwNode *options = hw_node_get (node, member);

  for (const HwNode *element = hw_node_next (options, NULL); element != NULL;
       element = hw_node_next (options, element))
    {
      const HwNode *definition = hw_node_get (element, "DefElem");

      if (g_str_equal (hw_node_get_string (definition, "defname"), option))
        return definition;
    }
  return NULL;
}

gboolean
hw_node_has_option (const HwNode *node, const char *member, const char *option)
{
  return find_option (node, member, option) != NULL;
}

/* The last name, and the one before it. */
static void
find_names (const HwNode *node, const char *member, const char **last, const char **before)
{
  const HwNode *names = hw_node_get (node, member);

  *last = *before = "";
  for (const HwNode *name = hw_node_next (names, NULL); name != NULL;
       name = hw_node_next (names, name))
    {
      *before = *last;
      *last = hw_node_get_string (hw_node_get (name, "String"), "sval");
    }
}

const char *
hw_node_get_last_name (const HwNode *node, const char *member)
{
  const char *last, *before;

  find_names (node, member, &last, &before);
  return last;
}

const char *
hw_node_get_qualifier (const HwNode *node, const char *member)
{
  const char *last, *before;

  find_names (node, member, &last, &before);
  return before;
}

/* The values are those of PostgreSQL's defGetBoolean(). The parser takes a word that is not
 * reserved, such as off, for the name of a type. */
gboolean
hw_node_get_option (const HwNode *node, const char *member, const char *option, gboolean otherwise)
{
  const HwNode *element = find_option (node, member, option);
  const HwNode *argument = hw_node_get (element, "arg");
  const HwNode *number = hw_node_get (argument, "Integer");
  const char *word = hw_node_get_string (hw_node_get (argument, "String"), "sval");
  const char *type = hw_node_get_last_name (hw_node_get (argument, "TypeName"), "names");

  if (element == NULL)
    return otherwise;
  if (number != NULL)
    return hw_node_get_int (number, "ival") != 0;
  return g_ascii_strcasecmp (word, "false") != 0 && g_ascii_strcasecmp (word, "off") != 0 &&
         g_ascii_strcasecmp (type, "off") != 0;
}

gboolean
hw_node_visit (const HwNode *node, HwNodeVisit visit, gpointer data)
{
  for (guint i = 0; i < node->n; i++)
    if (node[i].type == '{' && visit (node + i, data))
      return TRUE;
  return FALSE;
}
