/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.h: libpg_query's tree of a statement, in which a member at its default is left out.
 *
 * It comes as a text of JSON, and making objects of that would cost ten times what parsing the SQL
 * did: what a statement is, and what it contains, is told from the text, and its parts are read as
 * places in it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _HwTree HwTree;
/* A part of a tree, which lives as long as the tree does. */
typedef struct _HwNode HwNode;

/* (transfer full) (nullable): the tree of a text of one statement. NULL for what the parser does
 * not understand, and for a text so long that its tree would cost too much. */
HwTree *hw_tree_parse (const char *sql);
void hw_tree_free (HwTree *tree);

/* What the statement is: the name of its node. */
const char *hw_tree_get_kind (const HwTree *tree);
/* (transfer none): that node; and an object whose one member it is. */
const HwNode *hw_tree_get_node (HwTree *tree);
const HwNode *hw_tree_get_root (HwTree *tree);

/* Whether there is a node @name anywhere; the statement's own is one. */
gboolean hw_tree_contains_node (const HwTree *tree, const char *name);
/* Whether a member @name is true, or the word @value, anywhere. */
gboolean hw_tree_contains_true (const HwTree *tree, const char *name);
gboolean hw_tree_contains_word (const HwTree *tree, const char *name, const char *value);

/* Each accepts a NULL @node and a missing @member, and then gives NULL, "", 0 or FALSE. */
const HwNode *hw_node_get (const HwNode *node, const char *member);
const char *hw_node_get_string (const HwNode *node, const char *member);
gint64 hw_node_get_int (const HwNode *node, const char *member);
gboolean hw_node_get_boolean (const HwNode *node, const char *member);
/* (nullable): the element of the list @list (nullable) behind @element; the first one behind NULL.
 */
const HwNode *hw_node_next (const HwNode *list, const HwNode *element);
/* The last of the name parts in the list @member ("b" of a.b). */
const char *hw_node_get_last_name (const HwNode *node, const char *member);
/* The one before it ("a"), or "". */
const char *hw_node_get_qualifier (const HwNode *node, const char *member);

/* Of the options in the list @member (DefElem nodes), whether there is @option. */
gboolean hw_node_has_option (const HwNode *node, const char *member, const char *option);
/* Its value as a truth; an option without a value is true, one that is not there @otherwise. */
gboolean hw_node_get_option (const HwNode *node, const char *member, const char *option,
                             gboolean otherwise);

/* Calls @visit with @node and every object inside it, until one call returns TRUE. Returns whether
 * one did. */
typedef gboolean (*HwNodeVisit) (const HwNode *node, gpointer data);
gboolean hw_node_visit (const HwNode *node, HwNodeVisit visit, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTree, hw_tree_free)

G_END_DECLS
