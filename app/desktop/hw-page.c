/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-page.c: one page of the window's content, with a header bar of its own. */

#include "hw-page.h"

typedef struct
{
  HwSession *session;
  gboolean folded;
} HwPagePrivate;

enum
{
  PROP_SESSION = 1,
  PROP_FOLDED,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HwPage, hw_page, ADW_TYPE_BIN)

static void
hw_page_dispose (GObject *object)
{
  HwPagePrivate *priv = hw_page_get_instance_private (HW_PAGE (object));

  g_clear_object (&priv->session);
  G_OBJECT_CLASS (hw_page_parent_class)->dispose (object);
}

static void
hw_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HwPagePrivate *priv = hw_page_get_instance_private (HW_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, priv->folded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
hw_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwPagePrivate *priv = hw_page_get_instance_private (HW_PAGE (object));

  switch (id)
    {
    case PROP_SESSION:
      hw_page_set_session (HW_PAGE (object), g_value_get_object (value));
      break;
    case PROP_FOLDED:
      priv->folded = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
real_set_session (HwPage *self, HwSession *session)
{
  HwPagePrivate *priv = hw_page_get_instance_private (self);

  g_set_object (&priv->session, session);
}

static void
hw_page_class_init (HwPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = hw_page_dispose;
  object_class->get_property = hw_page_get_property;
  object_class->set_property = hw_page_set_property;
  class->set_session = real_set_session;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, HW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
hw_page_init (HwPage *self)
{
}

HwSession *
hw_page_get_session (HwPage *self)
{
  HwPagePrivate *priv = hw_page_get_instance_private (self);

  return priv->session;
}

void
hw_page_set_session (HwPage *self, HwSession *session)
{
  if (hw_page_get_session (self) == session)
    return;
  HW_PAGE_GET_CLASS (self)->set_session (self, session);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

void
hw_page_show_database (GtkWidget *widget, const char *database, const char *view)
{
  gtk_widget_activate_action (widget, "win.show-database", "(ss)", database,
                              view != NULL ? view : "");
}

void
hw_page_show_plan (GtkWidget *widget, const char *const *databases, const char *goal,
                   const char *revision)
{
  gtk_widget_activate_action (widget, "win.plan", "(^asss)", databases, goal,
                              revision != NULL ? revision : "");
}

void
hw_page_show_repair (GtkWidget *widget, const char *database, const char *const *only)
{
  const char *const databases[] = { database, NULL };
  g_autofree char *terms = g_strjoinv ("\n", (char **) only);

  hw_page_show_plan (widget, databases, "repair", terms);
}

void
hw_page_show_rollback (GtkWidget *widget, const char *database, const char *revision)
{
  gtk_widget_activate_action (widget, "win.roll-back", "(ss)", database,
                              revision != NULL ? revision : "");
}

void
hw_page_toast (GtkWidget *widget, const char *message)
{
  gtk_widget_activate_action (widget, "win.toast", "s", message);
}
