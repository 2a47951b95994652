/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.h: libpg_query's tree of a statement, in which a member at its default is left out.
 *
 * It comes as a text of JSON, and making objects of that costs ten times what parsing the SQL did:
 * what a statement is, and what it contains, is therefore told from the text. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _HwTree HwTree;

/* (transfer full) (nullable): the tree of a text of one statement. NULL for what the parser does
 * not understand, and for a text so long that its tree would cost too much. */
HwTree *hw_tree_parse (const char *sql);
void hw_tree_free (HwTree *tree);

/* What the statement is: the name of its node. */
const char *hw_tree_get_kind (const HwTree *tree);
/* (transfer none): that node. */
JsonObject *hw_tree_get_node (HwTree *tree);
/* (transfer none): an object whose one member is that node. */
JsonObject *hw_tree_get_root (HwTree *tree);

/* Whether there is a node @name anywhere; the statement's own is one. */
gboolean hw_tree_contains_node (const HwTree *tree, const char *name);
/* Whether a member @name is true, or the word @value, anywhere. */
gboolean hw_tree_contains_true (const HwTree *tree, const char *name);
gboolean hw_tree_contains_word (const HwTree *tree, const char *name, const char *value);

/* Each accepts a NULL @object and a missing @member, and then gives NULL, "" or FALSE. */
JsonObject *hw_tree_get_object (JsonObject *object, const char *member);
JsonArray *hw_tree_get_array (JsonObject *object, const char *member);
const char *hw_tree_get_string (JsonObject *object, const char *member);
gboolean hw_tree_get_boolean (JsonObject *object, const char *member);
/* The last of the name parts in the list @member ("b" of a.b). */
const char *hw_tree_get_last_name (JsonObject *object, const char *member);
/* The one before it ("a"), or "". */
const char *hw_tree_get_qualifier (JsonObject *object, const char *member);

/* Of the options in the list @member (DefElem nodes), whether there is @option. */
gboolean hw_tree_has_option (JsonObject *object, const char *member, const char *option);
/* Its value as a truth; an option without a value is true, one that is not there @otherwise. */
gboolean hw_tree_get_option (JsonObject *object, const char *member, const char *option,
                             gboolean otherwise);

/* Calls @visit with @object and every object inside it, until one call returns TRUE. Returns
 * whether one did. */
typedef gboolean (*HwTreeVisit) (JsonObject *object, gpointer data);
gboolean hw_tree_visit (JsonObject *object, HwTreeVisit visit, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTree, hw_tree_free)

G_END_DECLS
