/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-script.c: SQL text as single statements, split and understood by PostgreSQL's own parser. */

#include "hw-script.h"

#include <pg_query.h>
#include <string.h>

#include "hw-name.h"
#include "hw-scanner.h"
#include "hw-statement.h"
#include "hw-tree.h"

const char *
hw_risk_to_string (HwRisk risk)
{
  static const char *const names[] = {
    [HW_RISK_SAFE] = "safe",
    [HW_RISK_BLOCKING] = "blocking",
    [HW_RISK_REWRITING] = "rewriting",
    [HW_RISK_DESTROYING] = "destroying",
  };

  return names[risk];
}

void
hw_statement_free (HwStatement *statement)
{
  g_free (statement->sql);
  g_free (statement);
}

/* A statement's place in the text: from its first token to the end of its last one. */
typedef struct
{
  const char *start;
  const char *end;
} HwPiece;

/* How deep the scanner is inside something whose semicolons do not end the statement: brackets
 * (CREATE RULE … DO (a; b)) and bodies of functions (BEGIN ATOMIC a; b; END). */
typedef struct
{
  guint brackets;
  guint bodies;
  gboolean after_begin;
} HwDepth;

static void
follow_depth (HwDepth *depth, const HwToken *token)
{
  if (hw_token_is_character (token, '('))
    depth->brackets++;
  else if (hw_token_is_character (token, ')') && depth->brackets > 0)
    depth->brackets--;
  else if ((depth->after_begin && hw_token_is (token, "atomic")) ||
           (depth->bodies > 0 && hw_token_is (token, "case")))
    depth->bodies++;
  else if (depth->bodies > 0 && hw_token_is (token, "end"))
    depth->bodies--;
  depth->after_begin = hw_token_is (token, "begin");
}

/* (element-type HwPiece) */
static GArray *
split_by_scanner (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (HwPiece));
  const char *cursor = text;
  HwPiece piece = { NULL };
  HwDepth depth = { 0 };

  while (TRUE)
    {
      HwToken token = hw_scanner_next (&cursor);
      gboolean ends =
          hw_token_is_character (&token, ';') && depth.brackets == 0 && depth.bodies == 0;

      if (!ends && token.kind != HW_TOKEN_END)
        {
          follow_depth (&depth, &token);
          if (piece.start == NULL)
            piece.start = token.start;
          piece.end = token.end;
          continue;
        }
      if (piece.start != NULL)
        g_array_append_val (pieces, piece);
      if (token.kind == HW_TOKEN_END)
        return pieces;
      piece = (HwPiece){ NULL };
      depth = (HwDepth){ 0 };
    }
}

/* Where the parser, which gives bytes with the space and comments around, saw a statement. */
static HwPiece
trim_piece (const char *start, const char *end)
{
  const char *cursor = start;
  HwToken token = hw_scanner_next (&cursor);
  HwPiece piece = { token.start, token.end };

  while (token.kind != HW_TOKEN_END && token.start < end)
    {
      piece.end = token.end;
      token = hw_scanner_next (&cursor);
    }
  return piece;
}

/* (element-type HwPiece) (nullable): NULL when the parser does not understand the text. */
static GArray *
split_by_parser (const char *text)
{
  PgQuerySplitResult split = pg_query_split_with_parser (text);
  GArray *pieces = NULL;

  if (split.error == NULL)
    {
      pieces = g_array_new (FALSE, FALSE, sizeof (HwPiece));
      for (int i = 0; i < split.n_stmts; i++)
        {
          const char *start = text + split.stmts[i]->stmt_location;
          HwPiece piece = trim_piece (start, start + split.stmts[i]->stmt_len);

          g_array_append_val (pieces, piece);
        }
    }
  pg_query_free_split_result (split);
  return pieces;
}

/* The parser knows best where statements end, but gives up on the whole text for one that it does
 * not understand; the scanner then keeps that one apart. */
static GArray *
split (const char *text)
{
  GArray *pieces;

  /* A byte-order mark, which the server would refuse. */
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  pieces = split_by_parser (text);
  return pieces != NULL ? pieces : split_by_scanner (text);
}

static guint
count_lines (const char *start, const char *end)
{
  guint n_lines = 0;

  for (const char *c = start; c < end; c++)
    n_lines += *c == '\n';
  return n_lines;
}

GPtrArray *
hw_script_split (const char *text)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func ((GDestroyNotify) hw_statement_free);
  g_autoptr (GArray) pieces = split (text);
  const char *counted = text;
  guint line = 1;

  for (guint i = 0; i < pieces->len; i++)
    {
      HwPiece *piece = &g_array_index (pieces, HwPiece, i);
      HwStatement *statement = g_new0 (HwStatement, 1);
      g_autoptr (HwTree) tree = NULL;

      line += count_lines (counted, piece->start);
      counted = piece->start;
      statement->line = line;
      statement->sql = g_strndup (piece->start, (gsize) (piece->end - piece->start));
      tree = hw_tree_parse (statement->sql);
      hw_statement_classify (statement, tree);
      g_ptr_array_add (statements, statement);
    }
  return statements;
}

gboolean
hw_script_changes_session (const char *text)
{
  g_autoptr (GPtrArray) statements = NULL;

  if (strcasestr (text, "set") == NULL)
    return FALSE;
  if (strcasestr (text, "set_config") != NULL)
    return TRUE;
  statements = hw_script_split (text);
  for (guint i = 0; i < statements->len; i++)
    if (((const HwStatement *) g_ptr_array_index (statements, i))->flags & HW_STATEMENT_SETTING)
      return TRUE;
  return FALSE;
}

const char *const *
hw_script_get_reset (void)
{
  static const char *const statements[] = { "RESET SESSION AUTHORIZATION", "RESET ROLE",
                                            "RESET ALL", NULL };

  return statements;
}

typedef struct
{
  GHashTable *named;
  GHashTable *created;
} HwRoles;

static void
add_role (GHashTable *roles, const char *name)
{
  /* Roles called pg_… are the server's own. */
  if (*name != '\0' && !g_str_has_prefix (name, "pg_"))
    g_hash_table_add (roles, g_strdup (name));
}

/* SET ROLE and SET SESSION AUTHORIZATION name a role as a setting's value. */
static void
collect_setting (HwRoles *roles, const HwNode *setting)
{
  const char *name = hw_node_get_string (setting, "name");
  const HwNode *values = hw_node_get (setting, "args");
  const HwNode *value;

  if ((!g_str_equal (name, "role") && !g_str_equal (name, "session_authorization")) ||
      values == NULL)
    return;
  value = hw_node_get (hw_node_next (values, NULL), "A_Const");
  value = hw_node_get (value, "sval");
  if (!g_str_equal (hw_node_get_string (value, "sval"), "none"))
    add_role (roles->named, hw_node_get_string (value, "sval"));
}

static gboolean
collect_roles (const HwNode *object, gpointer data)
{
  HwRoles *roles = data;
  const HwNode *granted = hw_node_get (object, "granted_roles");

  if (g_str_equal (hw_node_get_string (object, "roletype"), "ROLESPEC_CSTRING"))
    add_role (roles->named, hw_node_get_string (object, "rolename"));
  add_role (roles->created, hw_node_get_string (hw_node_get (object, "CreateRoleStmt"), "role"));
  collect_setting (roles, hw_node_get (object, "VariableSetStmt"));
  for (const HwNode *element = hw_node_next (granted, NULL); element != NULL;
       element = hw_node_next (granted, element))
    {
      const HwNode *role = hw_node_get (element, "AccessPriv");

      add_role (roles->named, hw_node_get_string (role, "priv_name"));
    }
  return FALSE;
}

GStrv
hw_script_dup_roles (const char *text)
{
  g_autoptr (GArray) pieces = split (text);
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  HwRoles roles = { named, created };
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < pieces->len; i++)
    {
      HwPiece *piece = &g_array_index (pieces, HwPiece, i);
      g_autofree char *sql = g_strndup (piece->start, (gsize) (piece->end - piece->start));
      g_autoptr (HwTree) tree = hw_tree_parse (sql);

      if (tree != NULL)
        hw_node_visit (hw_tree_get_root (tree), collect_roles, &roles);
    }
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!g_hash_table_contains (created, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, hw_name_compare_indirect);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
