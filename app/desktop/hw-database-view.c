/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-view.c: one way of looking at a service's database: timeline, drift, schema, history.
 */

#include "hw-database-view.h"

typedef struct
{
  HwSession *session;
  HwDatabaseItem *item;
  GSignalGroup *signals;
  gboolean stale; /* something happened since it was last updated */
} HwDatabaseViewPrivate;

enum
{
  PROP_SESSION = 1,
  PROP_ITEM,
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwDatabaseView, hw_database_view, ADW_TYPE_BIN)

static void
update_if_seen (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  if (!priv->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  HW_DATABASE_VIEW_GET_CLASS (self)->update (self, priv->item);
}

static void
on_change (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  priv->stale = TRUE;
  update_if_seen (self);
}

static void
hw_database_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hw_database_view_parent_class)->map (widget);
  update_if_seen (HW_DATABASE_VIEW (widget));
}

static void
hw_database_view_dispose (GObject *object)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (HW_DATABASE_VIEW (object));

  g_clear_object (&priv->signals);
  g_clear_object (&priv->item);
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (hw_database_view_parent_class)->dispose (object);
}

static void
hw_database_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (HW_DATABASE_VIEW (object));

  if (id == PROP_SESSION)
    g_value_set_object (value, priv->session);
  else if (id == PROP_ITEM)
    g_value_set_object (value, priv->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_database_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwDatabaseView *self = HW_DATABASE_VIEW (object);
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  if (id == PROP_SESSION)
    {
      g_set_object (&priv->session, g_value_get_object (value));
    }
  else if (id == PROP_ITEM)
    {
      if (!g_set_object (&priv->item, g_value_get_object (value)))
        return;
      g_signal_group_set_target (priv->signals, priv->item);
      on_change (self);
    }
  else
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hw_database_view_class_init (HwDatabaseViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = hw_database_view_dispose;
  object_class->get_property = hw_database_view_get_property;
  object_class->set_property = hw_database_view_set_property;
  GTK_WIDGET_CLASS (class)->map = hw_database_view_map;
  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, HW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_ITEM,
      g_param_spec_object ("item", NULL, NULL, HW_TYPE_DATABASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
hw_database_view_init (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  priv->stale = TRUE;
  priv->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (priv->signals, "notify::check", G_CALLBACK (on_change), self);
}

HwSession *
hw_database_view_get_session (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  return priv->session;
}

HwDatabaseItem *
hw_database_view_get_item (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  return priv->item;
}
