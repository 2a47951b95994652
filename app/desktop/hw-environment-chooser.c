/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-environment-chooser.c: whose databases are shown: local, staging, production … */

#include "hw-environment-chooser.h"

#include <glib/gi18n.h>

struct _HwEnvironmentChooser
{
  AdwBin parent_instance;
  GtkDropDown *choices;
  HwSession *session;
  GSignalGroup *signals;
};

enum
{
  PROP_SESSION = 1,
};

G_DEFINE_FINAL_TYPE (HwEnvironmentChooser, hw_environment_chooser, ADW_TYPE_BIN)

static void
on_chosen (HwEnvironmentChooser *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->choices);

  if (self->session != NULL && chosen != NULL)
    hw_session_set_environment (self->session, gtk_string_object_get_string (chosen));
}

static void
update (HwEnvironmentChooser *self)
{
  GListModel *choices = gtk_drop_down_get_model (self->choices);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) choice = g_list_model_get_item (choices, i);

      if (g_strcmp0 (gtk_string_object_get_string (choice),
                     hw_session_get_environment (self->session)) == 0)
        gtk_drop_down_set_selected (self->choices, i);
    }
}

static void
set_session (HwEnvironmentChooser *self, HwSession *session)
{
  const char *const *environments =
      session != NULL ? hw_fleet_get_environments (hw_session_get_fleet (session)) : NULL;
  g_autoptr (GtkStringList) choices = gtk_string_list_new (environments);

  /* What the empty or changing list selects is nobody's choice. */
  g_clear_object (&self->session);
  gtk_drop_down_set_model (self->choices, G_LIST_MODEL (choices));
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->signals, session);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (choices)) > 1);
  if (session != NULL)
    update (self);
}

static void
hw_environment_chooser_dispose (GObject *object)
{
  HwEnvironmentChooser *self = HW_ENVIRONMENT_CHOOSER (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_environment_chooser_parent_class)->dispose (object);
}

static void
hw_environment_chooser_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, HW_ENVIRONMENT_CHOOSER (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_environment_chooser_set_property (GObject *object, guint id, const GValue *value,
                                     GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    set_session (HW_ENVIRONMENT_CHOOSER (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_environment_chooser_class_init (HwEnvironmentChooserClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = hw_environment_chooser_dispose;
  object_class->get_property = hw_environment_chooser_get_property;
  object_class->set_property = hw_environment_chooser_set_property;
  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, HW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
hw_environment_chooser_init (HwEnvironmentChooser *self)
{
  GtkWidget *choices = gtk_drop_down_new (NULL, NULL);

  self->choices = GTK_DROP_DOWN (choices);
  gtk_widget_set_tooltip_text (choices, _ ("Environment"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Environment"), -1);
  adw_bin_set_child (ADW_BIN (self), choices);
  g_signal_connect_swapped (choices, "notify::selected-item", G_CALLBACK (on_chosen), self);
  self->signals = g_signal_group_new (HW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::environment", G_CALLBACK (update), self);
}
