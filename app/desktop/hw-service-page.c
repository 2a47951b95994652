/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service-page.c: one service's database: how it is, and its views. */

#include "hw-service-page.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-check-button.h"
#include "hw-drift-view.h"
#include "hw-environment-chooser.h"
#include "hw-error.h"
#include "hw-label.h"
#include "hw-ledger-view.h"
#include "hw-leeway.h"
#include "hw-message.h"
#include "hw-remedy.h"
#include "hw-revision-dialog.h"
#include "hw-schema-view.h"
#include "hw-settings.h"
#include "hw-terms-button.h"
#include "hw-timeline-view.h"
#include "hw-verdict-badge.h"

struct _HwServicePage
{
  HwPage parent_instance;
  AdwViewSwitcherTitle *switcher;
  AdwViewStack *views;
  GtkWidget *heading;
  GtkLabel *name;
  GtkWidget *badge;
  GtkLabel *sentence;
  GtkLabel *remedy;
  GtkButton *act;
  HwTermsButton *words;
  HwDatabaseItem *item;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HwServicePage, hw_service_page, HW_TYPE_PAGE)

/* Narrow, the verdict stands below the name, and what can be done about it below that. */
static void
on_folded (HwServicePage *self)
{
  gboolean folded;

  g_object_get (self, "folded", &folded, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->heading),
                                  folded ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self->heading), folded ? 6 : 12);
}

/* What is not known and why, or what to do; what a button does need not be said as a command.
 * (transfer full) (nullable) */
static char *
dup_remedy (const HwCheck *check, gboolean can_act)
{
  if (check->error != NULL && check->live != NULL &&
      !g_error_matches (check->error, HW_ERROR, HW_ERROR_UNTRUSTED))
    return hw_message_dup_text (check->error);
  if (check->verdict == HW_VERDICT_AHEAD)
    return g_strdup (
        _ ("Update the checkout. Or, when that revision is gone for good, stamp the one "
           "that the database is really at."));
  if (hw_remedy_may_merge (check))
    return g_strdup (_ ("Join the heads with a merge revision. Or, where they are meant to stay "
                        "apart, upgrade to each of them in the timeline."));
  return can_act && check->live != NULL ? NULL : hw_advice_dup_remedy (check);
}

static void
update (HwServicePage *self)
{
  HwCheck *check = self->item != NULL ? hw_database_item_get_check (self->item) : NULL;
  g_autofree char *sentence = check != NULL ? hw_advice_dup_sentence (check) : NULL;
  g_autofree char *remedy = NULL;

  if (self->item == NULL)
    return;
  gtk_label_set_label (self->name, hw_database_item_get_title (self->item));
  adw_view_switcher_title_set_title (self->switcher, hw_database_item_get_title (self->item));
  if (sentence != NULL)
    {
      gunichar first = g_unichar_toupper (g_utf8_get_char (sentence));
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *ended = NULL;

      g_string_append_unichar (text, first);
      g_string_append (text, g_utf8_next_char (sentence));
      /* Translators: ends a sentence. */
      ended = g_str_has_suffix (text->str, ".") ? g_strdup (text->str)
                                                : g_strdup_printf (_ ("%s."), text->str);
      hw_label_show (self->sentence, ended);
    }
  else
    {
      hw_label_show (self->sentence, NULL);
    }
  hw_remedy_update_button (self->act, check);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.merge",
                                 check != NULL && hw_remedy_may_merge (check));
  hw_terms_button_set (self->words, check != NULL ? hw_terms_of_check (check) : 0, check);
  if (check != NULL)
    remedy = dup_remedy (check, gtk_widget_get_visible (GTK_WIDGET (self->act)));
  hw_label_show (self->remedy, remedy);
}

void
hw_service_page_set_item (HwServicePage *self, HwDatabaseItem *item)
{
  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->signals, item);
  hw_verdict_badge_show (self->badge, item);
  for (GtkWidget *view = gtk_widget_get_first_child (GTK_WIDGET (self->views)); view != NULL;
       view = gtk_widget_get_next_sibling (view))
    g_object_set (view, "session", hw_page_get_session (HW_PAGE (self)), "item", item, NULL);
  update (self);
}

void
hw_service_page_show_view (HwServicePage *self, const char *view)
{
  adw_view_stack_set_visible_child_name (self->views, view);
}

/* Another environment: the same service there, when it has a database. */
static void
on_environment (HwServicePage *self)
{
  HwSession *session = hw_page_get_session (HW_PAGE (self));
  HwDatabaseItem *item;

  if (self->item == NULL || hw_database_item_get_database (self->item) == NULL)
    return;
  item = hw_session_find_in (session, hw_database_item_get_service (self->item),
                             hw_session_get_environment (session));
  if (item != NULL)
    hw_service_page_set_item (self, item);
}

static void
plan (HwServicePage *self, const char *goal)
{
  const char *titles[] = { hw_database_item_get_title (self->item), NULL };

  hw_page_show_plan (GTK_WIDGET (self), titles, goal, NULL);
}

static void
reconcile_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (HW_SERVICE_PAGE (widget), "reconcile");
}

static void
upgrade_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  plan (HW_SERVICE_PAGE (widget), "upgrade");
}

static void
stamp_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwDatabaseItem *item = HW_SERVICE_PAGE (widget)->item;
  const char *titles[] = { hw_database_item_get_title (item), NULL };

  hw_page_show_plan (widget, titles, "stamp",
                     hw_remedy_get_lost_revision (hw_database_item_get_check (item)));
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwServicePage *self = HW_SERVICE_PAGE (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_ptr_array_add (items, self->item);
  hw_session_check (hw_page_get_session (HW_PAGE (self)), items);
}

static void
roll_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hw_page_show_rollback (widget, hw_database_item_get_title (HW_SERVICE_PAGE (widget)->item), NULL);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwServicePage *self = HW_SERVICE_PAGE (widget);

  hw_revision_dialog_merge (widget, hw_session_get_fleet (hw_page_get_session (HW_PAGE (self))),
                            hw_database_item_get_check (self->item));
}

static void
set_session (HwPage *page, HwSession *session)
{
  HwServicePage *self = HW_SERVICE_PAGE (page);

  HW_PAGE_CLASS (hw_service_page_parent_class)->set_session (page, session);
  hw_service_page_set_item (self, NULL);
}

static void
on_session (HwServicePage *self)
{
  HwSession *session = hw_page_get_session (HW_PAGE (self));

  if (session != NULL)
    g_signal_connect_object (session, "notify::environment", G_CALLBACK (on_environment), self,
                             G_CONNECT_SWAPPED);
}

static void
hw_service_page_dispose (GObject *object)
{
  HwServicePage *self = HW_SERVICE_PAGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hw_service_page_parent_class)->dispose (object);
}

static void
hw_service_page_class_init (HwServicePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_service_page_dispose;
  HW_PAGE_CLASS (class)->set_session = set_session;
  g_type_ensure (HW_TYPE_CHECK_BUTTON);
  g_type_ensure (HW_TYPE_TERMS_BUTTON);
  g_type_ensure (HW_TYPE_DRIFT_VIEW);
  g_type_ensure (HW_TYPE_ENVIRONMENT_CHOOSER);
  g_type_ensure (HW_TYPE_LEDGER_VIEW);
  g_type_ensure (HW_TYPE_LEEWAY);
  g_type_ensure (HW_TYPE_SCHEMA_VIEW);
  g_type_ensure (HW_TYPE_TIMELINE_VIEW);
  g_type_ensure (HW_TYPE_VERDICT_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-service-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, switcher);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, views);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, heading);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, name);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, badge);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, sentence);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, remedy);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, act);
  gtk_widget_class_bind_template_child (widget_class, HwServicePage, words);
  gtk_widget_class_install_action (widget_class, "service.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "service.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "service.reconcile", NULL, reconcile_action);
  gtk_widget_class_install_action (widget_class, "service.stamp", NULL, stamp_action);
  gtk_widget_class_install_action (widget_class, "service.upgrade", NULL, upgrade_action);
  gtk_widget_class_install_action (widget_class, "service.roll-back", NULL, roll_back_action);
}

static void
hw_service_page_init (HwServicePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (hw_settings_get (), "view", self->views, "visible-child-name",
                   G_SETTINGS_BIND_DEFAULT);
  self->signals = g_signal_group_new (HW_TYPE_DATABASE_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::check", G_CALLBACK (update), self);
  g_signal_connect (self, "notify::session", G_CALLBACK (on_session), NULL);
  g_signal_connect (self, "notify::folded", G_CALLBACK (on_folded), NULL);
}
