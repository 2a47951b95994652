/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database-view.c: one way of looking at a service's database: timeline, drift, schema, history.
 */

#include "hw-database-view.h"

#include <glib/gi18n.h>

#include "hw-message.h"

typedef struct
{
  GtkStack *stack;
  AdwBin *content;
  HwSession *session;
  HwDatabaseItem *item;
  HwDatabaseItem *shown;    /* (nullable): what content or message are about */
  HwDatabaseItem *of_which; /* (nullable): whose content it is */
  GSignalGroup *signals;
  HwWork *work;   /* finds out what to show */
  gboolean stale; /* something happened since it was last updated */
} HwDatabaseViewPrivate;

enum
{
  PROP_SESSION = 1,
  PROP_ITEM,
  PROP_CONTENT,
};

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwDatabaseView, hw_database_view, ADW_TYPE_BIN)

static void
update_if_seen (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  if (!priv->stale || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  priv->stale = FALSE;
  hw_work_cancel (&priv->work);
  if (priv->item != NULL)
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

  g_clear_object (&priv->work);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->of_which);
  g_clear_object (&priv->shown);
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
  else if (id == PROP_CONTENT)
    g_value_set_object (value, adw_bin_get_child (priv->content));
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
  else if (id == PROP_CONTENT)
    {
      adw_bin_set_child (priv->content, g_value_get_object (value));
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
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = hw_database_view_dispose;
  object_class->get_property = hw_database_view_get_property;
  object_class->set_property = hw_database_view_set_property;
  widget_class->map = hw_database_view_map;
  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, HW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_ITEM,
      g_param_spec_object ("item", NULL, NULL, HW_TYPE_DATABASE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_CONTENT,
      g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-database-view.ui");
  gtk_widget_class_bind_template_child_private (widget_class, HwDatabaseView, stack);
  gtk_widget_class_bind_template_child_private (widget_class, HwDatabaseView, content);
}

static void
hw_database_view_init (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
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

void
hw_database_view_find (HwDatabaseView *self, const char *title, HwWorkFunc func, gpointer data,
                       GDestroyNotify free_data, GDestroyNotify free_result, HwWorkDone done)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  if (priv->shown != priv->item)
    gtk_stack_set_visible_child_name (priv->stack, "loading");
  hw_work_start (&priv->work, title, G_OBJECT (self), func, data, free_data, free_result, done);
}

gboolean
hw_database_view_has_content (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  return priv->of_which == priv->item;
}

void
hw_database_view_show_content (HwDatabaseView *self)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  g_set_object (&priv->of_which, priv->item);
  g_set_object (&priv->shown, priv->item);
  gtk_stack_set_visible_child_name (priv->stack, "content");
}

void
hw_database_view_show_message (HwDatabaseView *self, const char *icon_name, const char *title,
                               const char *text)
{
  HwDatabaseViewPrivate *priv = hw_database_view_get_instance_private (self);

  g_set_object (&priv->shown, priv->item);
  hw_message_show_status (priv->stack, icon_name, title, text);
}

HwDatabase *
hw_database_view_require_database (HwDatabaseView *self)
{
  HwDatabase *database = hw_database_item_get_database (hw_database_view_get_item (self));

  if (database == NULL)
    hw_database_view_show_message (self, "hw-unchecked-symbolic", _ ("No Database"),
                                   _ ("This service has no database in the fleet file."));
  return database;
}

HwCheck *
hw_database_view_require_check (HwDatabaseView *self, const char *unchecked)
{
  HwCheck *check;

  if (hw_database_view_require_database (self) == NULL)
    return NULL;
  check = hw_database_item_get_check (hw_database_view_get_item (self));
  if (check == NULL)
    hw_database_view_show_message (self, "hw-unchecked-symbolic", _ ("Not Checked Yet"), unchecked);
  return check;
}
