/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-node.c: a node of the tree of differences: a table, or one difference of it. */

#include "hw-drift-node.h"

struct _HwDriftNode
{
  GObject parent_instance;
  char *title;
  char *term;
  HwCheck *check; /* holds the difference */
  const HwDifference *difference;
  GPtrArray *statements;
  GListStore *children; /* of a group */
  gboolean included;
  gboolean mixed;
};

enum
{
  PROP_INCLUDED = 1,
  PROP_MIXED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HwDriftNode, hw_drift_node, G_TYPE_OBJECT)

static void
hw_drift_node_finalize (GObject *object)
{
  HwDriftNode *self = HW_DRIFT_NODE (object);

  g_free (self->title);
  g_free (self->term);
  g_clear_pointer (&self->check, hw_check_unref);
  g_clear_pointer (&self->statements, g_ptr_array_unref);
  g_clear_object (&self->children);
  G_OBJECT_CLASS (hw_drift_node_parent_class)->finalize (object);
}

static void
hw_drift_node_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwDriftNode *self = HW_DRIFT_NODE (object);

  if (id == PROP_INCLUDED)
    g_value_set_boolean (value, self->included);
  else if (id == PROP_MIXED)
    g_value_set_boolean (value, self->mixed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_drift_node_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_INCLUDED)
    hw_drift_node_set_included (HW_DRIFT_NODE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_drift_node_class_init (HwDriftNodeClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = hw_drift_node_finalize;
  object_class->get_property = hw_drift_node_get_property;
  object_class->set_property = hw_drift_node_set_property;
  properties[PROP_INCLUDED] =
      g_param_spec_boolean ("included", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MIXED] =
      g_param_spec_boolean ("mixed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hw_drift_node_init (HwDriftNode *self)
{
}

HwDriftNode *
hw_drift_node_new_group (const char *title)
{
  HwDriftNode *self = g_object_new (HW_TYPE_DRIFT_NODE, NULL);

  self->title = g_strdup (title);
  self->children = g_list_store_new (HW_TYPE_DRIFT_NODE);
  return self;
}

HwDriftNode *
hw_drift_node_new (HwCheck *check, const HwDifference *difference, GPtrArray *statements)
{
  HwDriftNode *self = g_object_new (HW_TYPE_DRIFT_NODE, NULL);
  HwObject *object = hw_difference_get_object (difference);

  self->title = g_strdup (hw_object_get_name (object));
  self->term = hw_filter_dup_term (object);
  self->check = hw_check_ref (check);
  self->difference = difference;
  self->statements = statements != NULL ? g_ptr_array_ref (statements) : NULL;
  return self;
}

/* A group is included when all is that can be. */
static void
follow_children (HwDriftNode *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->children));
  guint n_included = 0, n_mendable = 0;
  gboolean some = FALSE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HwDriftNode) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      n_mendable += hw_drift_node_can_mend (child);
      n_included += child->included;
      some = some || child->included || child->mixed;
    }
  self->included = n_included > 0 && n_included == n_mendable;
  self->mixed = some && !self->included;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MIXED]);
}

void
hw_drift_node_append (HwDriftNode *self, HwDriftNode *child)
{
  g_list_store_append (self->children, child);
  g_signal_connect_object (child, "notify", G_CALLBACK (follow_children), self, G_CONNECT_SWAPPED);
  follow_children (self);
}

GListModel *
hw_drift_node_get_children (HwDriftNode *self)
{
  return G_LIST_MODEL (self->children);
}

const char *
hw_drift_node_get_title (HwDriftNode *self)
{
  return self->title;
}

const HwDifference *
hw_drift_node_get_difference (HwDriftNode *self)
{
  return self->difference;
}

GPtrArray *
hw_drift_node_get_statements (HwDriftNode *self)
{
  return self->statements;
}

const char *
hw_drift_node_get_term (HwDriftNode *self)
{
  return self->term;
}

gboolean
hw_drift_node_can_mend (HwDriftNode *self)
{
  if (self->children == NULL)
    return self->statements != NULL && self->statements->len > 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    {
      g_autoptr (HwDriftNode) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

      if (hw_drift_node_can_mend (child))
        return TRUE;
    }
  return FALSE;
}

gboolean
hw_drift_node_is_included (HwDriftNode *self)
{
  return self->included;
}

void
hw_drift_node_set_included (HwDriftNode *self, gboolean included)
{
  if (self->children != NULL)
    {
      /* A mixed group that is clicked becomes whole, or nothing: its children say so themselves. */
      if (included == self->included)
        return;
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
        {
          g_autoptr (HwDriftNode) child = g_list_model_get_item (G_LIST_MODEL (self->children), i);

          hw_drift_node_set_included (child, included);
        }
      return;
    }
  included = included && hw_drift_node_can_mend (self);
  if (included == self->included)
    return;
  self->included = included;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INCLUDED]);
}
