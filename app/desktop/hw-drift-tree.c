/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-tree.c: the differences of a check as a tree: tables, then what differs in them. */

#include "hw-drift-tree.h"

#include "hw-kind-words.h"
#include "hw-mend.h"
#include "hw-name.h"

static void
unref_statements (gpointer statements)
{
  if (statements != NULL)
    g_ptr_array_unref (statements);
}

GPtrArray *
hw_drift_tree_write_mends (HwCheck *check, GCancellable *cancellable)
{
  GPtrArray *mends = g_ptr_array_new_with_free_func (unref_statements);
  guint n = hw_differences_get_n (check->drift);

  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const HwDifference *difference = hw_differences_get (check->drift, i);

      g_ptr_array_add (mends,
                       hw_schema_write_mend (check->live, check->expected, &difference, 1, NULL));
    }
  return mends;
}

/* What @object is in, or itself. */
static HwObject *
find_root (HwObject *object)
{
  HwObject *owner;

  while ((owner = hw_object_get_owner (object)) != NULL)
    object = owner;
  return object;
}

static HwDriftNode *
find_group (GHashTable *groups, GPtrArray *order, char *title)
{
  HwDriftNode *group = g_hash_table_lookup (groups, title);

  if (group == NULL)
    {
      group = hw_drift_node_new_group (title);
      g_hash_table_insert (groups, g_strdup (title), group);
      g_ptr_array_add (order, group);
    }
  g_free (title);
  return group;
}

static int
compare_titles (gconstpointer a, gconstpointer b)
{
  return hw_name_compare (hw_drift_node_get_title (*(HwDriftNode *const *) a),
                          hw_drift_node_get_title (*(HwDriftNode *const *) b));
}

HwDriftNode *
hw_drift_tree_new (HwCheck *check, GPtrArray *mends)
{
  HwDriftNode *root = hw_drift_node_new_group (NULL);
  g_autoptr (GHashTable) tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) then = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < mends->len; i++)
    {
      const HwDifference *difference = hw_differences_get (check->drift, i);
      GPtrArray *statements = g_ptr_array_index (mends, i);
      HwObject *object = hw_difference_get_object (difference);
      HwObject *root_object = find_root (object);
      gboolean in_table = hw_kind_is_table (root_object);
      g_autoptr (HwDriftNode) node = hw_drift_node_new (check, difference, statements);

      hw_drift_node_set_included (node, statements != NULL &&
                                            hw_ddl_get_risk (statements) < HW_RISK_DESTROYING);
      /* A whole table stands for itself. */
      if (in_table && object == root_object && difference->change != HW_CHANGE_CHANGED)
        g_ptr_array_add (first, g_object_ref (node));
      else
        hw_drift_node_append (
            in_table ? find_group (tables, first, hw_object_dup_title (root_object))
                     : find_group (kinds, then, g_strdup (hw_kind_get_heading (root_object))),
            node);
    }
  g_ptr_array_sort (first, compare_titles);
  for (guint i = 0; i < first->len; i++)
    hw_drift_node_append (root, g_ptr_array_index (first, i));
  for (guint i = 0; i < then->len; i++)
    hw_drift_node_append (root, g_ptr_array_index (then, i));
  return root;
}

void
hw_drift_tree_foreach (HwDriftNode *node, HwDriftFunc func, gpointer user_data)
{
  GListModel *children = hw_drift_node_get_children (node);

  if (children == NULL)
    {
      func (node, user_data);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (HwDriftNode) child = g_list_model_get_item (children, i);

      hw_drift_tree_foreach (child, func, user_data);
    }
}

static void
add_included (HwDriftNode *node, gpointer user_data)
{
  if (hw_drift_node_is_included (node))
    g_strv_builder_add (user_data, hw_drift_node_get_term (node));
}

GStrv
hw_drift_tree_dup_included (HwDriftNode *root)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  hw_drift_tree_foreach (root, add_included, builder);
  return g_strv_builder_end (builder);
}
