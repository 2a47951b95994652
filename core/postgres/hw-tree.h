/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-tree.h: reading libpg_query's trees, in which a member at its default is left out. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

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

/* Whether there is a node @name anywhere in @object. */
gboolean hw_tree_contains_node (JsonObject *object, const char *name);
/* Whether there is a member @name with the string @value anywhere in @object. */
gboolean hw_tree_contains_value (JsonObject *object, const char *name, const char *value);

/* Calls @visit with @object and every object inside it, until one call returns TRUE. Returns
 * whether one did. */
typedef gboolean (*HwTreeVisit) (JsonObject *object, gpointer data);
gboolean hw_tree_visit (JsonObject *object, HwTreeVisit visit, gpointer data);

G_END_DECLS
