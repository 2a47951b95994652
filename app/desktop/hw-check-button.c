/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-check-button.c: looks at the databases now, or stops looking. */

#include "hw-check-button.h"

#include <glib/gi18n.h>

struct _HwCheckButton
{
  AdwBin parent_instance;
  GtkWidget *button;
  HwSession *session;
  GSignalGroup *signals;
};

enum
{
  PROP_SESSION = 1,
};

G_DEFINE_FINAL_TYPE (HwCheckButton, hw_check_button, ADW_TYPE_BIN)

static void
update (HwCheckButton *self)
{
  gboolean working = self->session != NULL && hw_session_get_work (self->session) != NULL;
  const char *words = working ? _ ("Stop Checking") : _ ("Check Now");

  gtk_button_set_icon_name (GTK_BUTTON (self->button),
                            working ? "process-stop-symbolic" : "view-refresh-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button),
                                  working ? "win.stop" : "win.check");
  gtk_widget_set_tooltip_text (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
hw_check_button_dispose (GObject *object)
{
  HwCheckButton *self = HW_CHECK_BUTTON (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_check_button_parent_class)->dispose (object);
}

static void
hw_check_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    g_value_set_object (value, HW_CHECK_BUTTON (object)->session);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hw_check_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HwCheckButton *self = HW_CHECK_BUTTON (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_set_object (&self->session, g_value_get_object (value));
  g_signal_group_set_target (self->signals, self->session);
  update (self);
}

static void
hw_check_button_class_init (HwCheckButtonClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = hw_check_button_dispose;
  object_class->get_property = hw_check_button_get_property;
  object_class->set_property = hw_check_button_set_property;
  g_object_class_install_property (
      object_class, PROP_SESSION,
      g_param_spec_object ("session", NULL, NULL, HW_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
hw_check_button_init (HwCheckButton *self)
{
  self->button = gtk_button_new ();
  adw_bin_set_child (ADW_BIN (self), self->button);
  self->signals = g_signal_group_new (HW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::work", G_CALLBACK (update), self);
  update (self);
}
