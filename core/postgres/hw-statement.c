/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-statement.c: what a single statement is and what harm it can do.
 *
 * What refuses a transaction block: every PreventInTransactionBlock() of PostgreSQL 15's
 * tcop/utility.c and commands/. Locks and rewrites: the manual's pages of ALTER TABLE and "Explicit
 * Locking". */

#include "hw-statement.h"

#include <string.h>

#include "hw-alter-table.h"
#include "hw-scanner.h"
#include "hw-tree.h"

static void
raise_risk (HwStatement *statement, HwRisk risk)
{
  statement->risk = MAX (statement->risk, risk);
}

static void
refine_alter_table (HwStatement *statement, HwTree *tree)
{
  raise_risk (statement, hw_alter_table_get_risk (hw_tree_get_node (tree)));
  /* DETACH PARTITION … CONCURRENTLY */
  if (hw_tree_contains_true (tree, "concurrent"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_index (HwStatement *statement, HwTree *tree)
{
  if (hw_tree_contains_true (tree, "concurrent"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
  else
    raise_risk (statement, HW_RISK_BLOCKING);
}

static void
refine_drop (HwStatement *statement, HwTree *tree)
{
  if (hw_tree_contains_true (tree, "concurrent"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_refresh (HwStatement *statement, HwTree *tree)
{
  if (!hw_tree_contains_true (tree, "concurrent"))
    raise_risk (statement, HW_RISK_BLOCKING);
}

static void
refine_reindex (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);
  const char *kind = hw_node_get_string (node, "kind");

  if (hw_node_get_option (node, "params", "concurrently", FALSE))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
  else
    raise_risk (statement, HW_RISK_BLOCKING);
  if (!g_str_equal (kind, "REINDEX_OBJECT_INDEX") && !g_str_equal (kind, "REINDEX_OBJECT_TABLE"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

/* ANALYZE is the same node. */
static void
refine_vacuum (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);

  if (hw_node_get_boolean (node, "is_vacuumcmd"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
  if (hw_node_get_option (node, "options", "full", FALSE))
    raise_risk (statement, HW_RISK_REWRITING);
}

static void
refine_cluster (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);

  if (hw_node_get (node, "relation") == NULL)
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_alter_database (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);

  if (!hw_node_has_option (node, "options", "tablespace"))
    return;
  statement->flags |= HW_STATEMENT_NO_TRANSACTION;
  raise_risk (statement, HW_RISK_REWRITING);
}

static void
refine_create_subscription (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);
  gboolean connects = hw_node_get_option (node, "options", "connect", TRUE);

  if (hw_node_get_option (node, "options", "create_slot", connects))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_alter_subscription (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);
  const char *kind = hw_node_get_string (node, "kind");

  if (g_str_equal (kind, "ALTER_SUBSCRIPTION_REFRESH") ||
      (g_str_has_suffix (kind, "_PUBLICATION") &&
       hw_node_get_option (node, "options", "refresh", TRUE)))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_discard (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);

  if (g_str_equal (hw_node_get_string (node, "target"), "DISCARD_ALL"))
    statement->flags |= HW_STATEMENT_NO_TRANSACTION;
}

static void
refine_control (HwStatement *statement, HwTree *tree)
{
  const char *kind = hw_node_get_string (hw_tree_get_node (tree), "kind");

  if (strstr (kind, "ROLLBACK") != NULL || strstr (kind, "PREPARE") != NULL)
    statement->flags |= HW_STATEMENT_ROLLBACK;
}

/* The subtype is one letter: C adds a constraint, V validates one, X drops one, O is SET NOT NULL.
 */
static void
refine_alter_domain (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);
  const char *subtype = hw_node_get_string (node, "subtype");
  const HwNode *constraint = hw_node_get (hw_node_get (node, "def"), "Constraint");

  if (g_str_equal (subtype, "X"))
    raise_risk (statement, HW_RISK_DESTROYING);
  else if (g_str_equal (subtype, "O") || g_str_equal (subtype, "V") ||
           (g_str_equal (subtype, "C") && !hw_node_get_boolean (constraint, "skip_validation")))
    raise_risk (statement, HW_RISK_BLOCKING);
}

/* A query is as harmful as the worst statement inside it (WITH x AS (DELETE …)), and touches data
 * when it changes any or calls a function, which can do anything. */
static void
refine_query (HwStatement *statement, HwTree *tree)
{
  if (hw_tree_contains_node (tree, "FuncCall") || hw_tree_contains_node (tree, "InsertStmt"))
    statement->flags |= HW_STATEMENT_DATA;
  if (hw_tree_contains_node (tree, "intoClause"))
    statement->flags |= HW_STATEMENT_DEFINITION | HW_STATEMENT_DATA;
  if (hw_tree_contains_node (tree, "UpdateStmt") ||
      hw_tree_contains_word (tree, "commandType", "CMD_UPDATE"))
    {
      statement->flags |= HW_STATEMENT_DATA;
      raise_risk (statement, HW_RISK_BLOCKING);
    }
  if (hw_tree_contains_node (tree, "DeleteStmt") ||
      hw_tree_contains_word (tree, "commandType", "CMD_DELETE"))
    {
      statement->flags |= HW_STATEMENT_DATA;
      raise_risk (statement, HW_RISK_DESTROYING);
    }
}

static void
refine_explain (HwStatement *statement, HwTree *tree)
{
  const HwNode *node = hw_tree_get_node (tree);

  if (hw_node_get_option (node, "options", "analyze", FALSE))
    refine_query (statement, tree);
}

typedef struct
{
  const char *node;
  HwStatementFlags flags;
  HwRisk risk;
  void (*refine) (HwStatement *statement, HwTree *tree);
} HwStatementKind;

/* A node that is not here is a definition, and safe; one that is named Drop… loses something. */
static const HwStatementKind kinds[] = {
  { "AlterDatabaseStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_alter_database },
  { "AlterDomainStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_alter_domain },
  { "AlterSubscriptionStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_alter_subscription },
  { "AlterSystemStmt", HW_STATEMENT_NO_TRANSACTION, HW_RISK_SAFE, NULL },
  { "AlterTableMoveAllStmt", HW_STATEMENT_DEFINITION, HW_RISK_REWRITING, NULL },
  { "AlterTableStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_alter_table },
  { "CallStmt", HW_STATEMENT_DATA, HW_RISK_BLOCKING, NULL },
  { "CheckPointStmt", 0, HW_RISK_SAFE, NULL },
  { "ClosePortalStmt", 0, HW_RISK_SAFE, NULL },
  { "ClusterStmt", 0, HW_RISK_REWRITING, refine_cluster },
  { "ConstraintsSetStmt", HW_STATEMENT_SETTING, HW_RISK_SAFE, NULL },
  { "CopyStmt", HW_STATEMENT_DATA, HW_RISK_SAFE, refine_query },
  { "CreateSubscriptionStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_create_subscription },
  { "CreateTableAsStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_DATA, HW_RISK_SAFE, refine_query },
  { "CreateTableSpaceStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_NO_TRANSACTION, HW_RISK_SAFE,
    NULL },
  { "CreatedbStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_NO_TRANSACTION, HW_RISK_SAFE, NULL },
  { "DeallocateStmt", 0, HW_RISK_SAFE, NULL },
  { "DeclareCursorStmt", 0, HW_RISK_SAFE, refine_query },
  { "DeleteStmt", HW_STATEMENT_DATA, HW_RISK_DESTROYING, NULL },
  { "DiscardStmt", HW_STATEMENT_SETTING, HW_RISK_SAFE, refine_discard },
  { "DoStmt", HW_STATEMENT_DATA, HW_RISK_BLOCKING, NULL },
  { "DropStmt", HW_STATEMENT_DEFINITION, HW_RISK_DESTROYING, refine_drop },
  { "DropSubscriptionStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_NO_TRANSACTION,
    HW_RISK_DESTROYING, NULL },
  { "DropTableSpaceStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_NO_TRANSACTION, HW_RISK_DESTROYING,
    NULL },
  { "DropdbStmt", HW_STATEMENT_DEFINITION | HW_STATEMENT_NO_TRANSACTION, HW_RISK_DESTROYING, NULL },
  { "ExecuteStmt", HW_STATEMENT_DATA, HW_RISK_BLOCKING, NULL },
  { "ExplainStmt", 0, HW_RISK_SAFE, refine_explain },
  { "FetchStmt", 0, HW_RISK_SAFE, NULL },
  { "IndexStmt", HW_STATEMENT_DEFINITION, HW_RISK_SAFE, refine_index },
  { "InsertStmt", HW_STATEMENT_DATA, HW_RISK_SAFE, refine_query },
  { "ListenStmt", 0, HW_RISK_SAFE, NULL },
  { "LoadStmt", 0, HW_RISK_SAFE, NULL },
  { "LockStmt", 0, HW_RISK_BLOCKING, NULL },
  { "MergeStmt", HW_STATEMENT_DATA, HW_RISK_SAFE, refine_query },
  { "NotifyStmt", 0, HW_RISK_SAFE, NULL },
  { "PrepareStmt", 0, HW_RISK_SAFE, NULL },
  { "RefreshMatViewStmt", HW_STATEMENT_DATA, HW_RISK_SAFE, refine_refresh },
  { "ReindexStmt", 0, HW_RISK_SAFE, refine_reindex },
  { "SelectStmt", 0, HW_RISK_SAFE, refine_query },
  { "TransactionStmt", HW_STATEMENT_CONTROL, HW_RISK_SAFE, refine_control },
  { "TruncateStmt", HW_STATEMENT_DATA, HW_RISK_DESTROYING, NULL },
  { "UnlistenStmt", 0, HW_RISK_SAFE, NULL },
  { "UpdateStmt", HW_STATEMENT_DATA, HW_RISK_BLOCKING, refine_query },
  { "VacuumStmt", 0, HW_RISK_SAFE, refine_vacuum },
  { "VariableSetStmt", HW_STATEMENT_SETTING, HW_RISK_SAFE, NULL },
  { "VariableShowStmt", 0, HW_RISK_SAFE, NULL },
};

static void
classify_tree (HwStatement *statement, HwTree *tree)
{
  const char *name = hw_tree_get_kind (tree);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].node, name))
        continue;
      statement->flags = kinds[i].flags;
      statement->risk = kinds[i].risk;
      if (kinds[i].refine != NULL)
        kinds[i].refine (statement, tree);
      return;
    }
  statement->flags = HW_STATEMENT_DEFINITION;
  statement->risk = g_str_has_prefix (name, "Drop") ? HW_RISK_DESTROYING : HW_RISK_SAFE;
}

/* What the first word of a statement says about it. */
static const struct
{
  const char *word;
  HwStatementFlags flags;
} first_words[] = {
  { "alter", HW_STATEMENT_DEFINITION },
  { "call", HW_STATEMENT_DATA },
  { "comment", HW_STATEMENT_DEFINITION },
  { "copy", HW_STATEMENT_DATA },
  { "create", HW_STATEMENT_DEFINITION },
  { "delete", HW_STATEMENT_DATA },
  { "do", HW_STATEMENT_DATA },
  { "drop", HW_STATEMENT_DEFINITION },
  { "grant", HW_STATEMENT_DEFINITION },
  { "insert", HW_STATEMENT_DATA },
  { "merge", HW_STATEMENT_DATA },
  { "reset", HW_STATEMENT_SETTING },
  { "revoke", HW_STATEMENT_DEFINITION },
  { "select", HW_STATEMENT_DATA },
  { "set", HW_STATEMENT_SETTING },
  { "truncate", HW_STATEMENT_DATA },
  { "update", HW_STATEMENT_DATA },
  { "vacuum", HW_STATEMENT_NO_TRANSACTION },
  { "values", HW_STATEMENT_DATA },
  { "with", HW_STATEMENT_DATA },
};

/* A newer server may understand it: nothing is known for sure, so the worse is assumed. */
static void
classify_words (HwStatement *statement)
{
  const char *cursor = statement->sql;
  HwToken token = hw_scanner_next (&cursor);

  statement->flags = HW_STATEMENT_UNPARSED;
  statement->risk = hw_token_is (&token, "insert") || hw_token_is (&token, "copy")
                        ? HW_RISK_SAFE
                        : HW_RISK_BLOCKING;
  for (guint i = 0; i < G_N_ELEMENTS (first_words); i++)
    {
      if (hw_token_is (&token, first_words[i].word))
        statement->flags |= first_words[i].flags;
    }
  for (; token.kind != HW_TOKEN_END; token = hw_scanner_next (&cursor))
    {
      if (hw_token_is (&token, "drop") || hw_token_is (&token, "truncate") ||
          hw_token_is (&token, "delete"))
        raise_risk (statement, HW_RISK_DESTROYING);
      if (hw_token_is (&token, "concurrently"))
        statement->flags |= HW_STATEMENT_NO_TRANSACTION;
    }
}

void
hw_statement_classify (HwStatement *statement, HwTree *tree)
{
  if (tree != NULL)
    classify_tree (statement, tree);
  else
    classify_words (statement);
}
