/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-window.c: the main window: the fleet's services beside the page that is looked at. */

#include "hw-window.h"

#include <glib/gi18n.h>

#include "hw-create-dialog.h"
#include "hw-creation.h"
#include "hw-main-button.h"
#include "hw-new-fleet-page.h"
#include "hw-open-dialog.h"
#include "hw-opener.h"
#include "hw-overview-page.h"
#include "hw-password-dialog.h"
#include "hw-plan-page.h"
#include "hw-service-page.h"
#include "hw-settings.h"
#include "hw-sidebar.h"
#include "hw-trouble-page.h"
#include "hw-trust-dialog.h"
#include "hw-welcome-page.h"

#define TOLD_FOR 15 /* seconds: the end of a plan that somebody may have waited for */
/* libadwaita 1.2 uses freed memory where a toast is dismissed while it still comes in. */
#define COMES_IN_MS 500

struct _HwWindow
{
  AdwApplicationWindow parent_instance;
  AdwToastOverlay *toasts;
  GtkStack *root;
  HwWelcomePage *welcome;
  HwTroublePage *trouble;
  HwNewFleetPage *maker;
  GMenu *fleet_menu;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *fleet_button;
  GtkLabel *fleet_name;
  HwSidebar *list;
  GtkStack *content;
  GtkWidget *overview;
  HwServicePage *service;
  GtkWidget *behind; /* (nullable): what the page shown leads back to */
  HwPlanPage *plan;
  GtkWidget *running; /* leads back to the plan that is carried out */
  HwSession *session;
  HwOpener *opener;
  AdwToast *changed; /* (nullable): says that the file has changed */
  guint dismissal;   /* of that toast, soon */
};

G_DEFINE_FINAL_TYPE (HwWindow, hw_window, ADW_TYPE_APPLICATION_WINDOW)

/* Pages */

static void
show_page (HwWindow *self, const char *name)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  gtk_stack_set_visible_child_name (self->content, name);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  /* Where both are seen, the keyboard stays in the list of services. */
  if (!adw_leaflet_get_folded (self->leaflet) && focus != NULL &&
      gtk_widget_is_ancestor (focus, self->sidebar))
    gtk_widget_grab_focus (focus);
}

static gboolean
leads_back (HwWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->content);

  return page != self->overview && page != GTK_WIDGET (self->service);
}

/* Shows a page that leads back to the one that was shown before. */
static void
push_page (HwWindow *self, const char *name)
{
  if (!leads_back (self))
    self->behind = gtk_stack_get_visible_child (self->content);
  show_page (self, name);
}

static void
pop_page (HwWindow *self)
{
  if (leads_back (self) && self->behind != NULL)
    gtk_stack_set_visible_child (self->content, self->behind);
}

static void
on_chosen (HwWindow *self)
{
  HwDatabaseItem *item = hw_sidebar_get_chosen (self->list);

  g_settings_set_string (hw_settings_get (), "page",
                         item != NULL ? hw_database_item_get_title (item) : "");
  if (item != NULL)
    hw_service_page_set_item (self->service, item);
  show_page (self, item != NULL ? "service" : "overview");
}

static void
on_folded (HwWindow *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->content)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    g_object_set (page, "folded", folded, NULL);
}

/* A plan that is carried out while another page is looked at */

static void
update_running (HwWindow *self)
{
  gtk_widget_set_visible (self->running, hw_plan_page_is_running (self->plan) &&
                                             !gtk_widget_get_mapped (GTK_WIDGET (self->plan)));
}

static void
on_run_changed (HwWindow *self)
{
  AdwToast *toast;

  update_running (self);
  if (hw_plan_page_is_running (self->plan) || gtk_widget_get_mapped (GTK_WIDGET (self->plan)))
    return;
  toast = adw_toast_new (hw_plan_page_get_outcome (self->plan));
  adw_toast_set_button_label (toast, _ ("Show"));
  adw_toast_set_action_name (toast, "win.show-run");
  adw_toast_set_timeout (toast, TOLD_FOR);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The fleet */

static void
on_environment (HwSession *session)
{
  const char *environment = hw_session_get_environment (session);

  g_settings_set_string (hw_settings_get (), "environment", environment != NULL ? environment : "");
}

static void
set_session (HwWindow *self, HwSession *session)
{
  const char *name;

  if (self->session != NULL)
    hw_session_stop (self->session);
  g_set_object (&self->session, session);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->content)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    hw_page_set_session (HW_PAGE (page), session);
  gtk_stack_set_visible_child_name (self->root, session != NULL ? "fleet" : "welcome");
  if (session == NULL)
    return;
  hw_sidebar_set_session (self->list, session);
  name = hw_fleet_get_name (hw_session_get_fleet (session));
  gtk_label_set_label (self->fleet_name, name);
  gtk_widget_set_tooltip_text (self->fleet_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fleet_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (session, "notify::environment", G_CALLBACK (on_environment), NULL);
  on_environment (session);
  if (hw_session_get_work (session) == NULL)
    hw_session_check (session, NULL);
}

/* (transfer full) (nullable): the database that is looked at, when the fleet at @path is only
 * opened again. */
static char *
dup_shown (HwWindow *self, const char *path)
{
  g_autofree char *last = hw_settings_dup_last_fleet ();
  HwDatabaseItem *item = hw_sidebar_get_chosen (self->list);

  if (self->session == NULL && g_strcmp0 (last, path) == 0)
    return g_settings_get_string (hw_settings_get (), "page");
  if (self->session == NULL || item == NULL ||
      !g_str_equal (hw_fleet_get_path (hw_session_get_fleet (self->session)), path))
    return NULL;
  return g_strdup (hw_database_item_get_title (item));
}

/* Shows the environment that was shown of the same fleet the last time. */
static void
restore_environment (HwSession *session)
{
  HwFleet *fleet = hw_session_get_fleet (session);
  g_autofree char *last = hw_settings_dup_last_fleet ();
  g_autofree char *environment = g_settings_get_string (hw_settings_get (), "environment");

  if (g_strcmp0 (last, hw_fleet_get_path (fleet)) == 0 &&
      g_strv_contains (hw_fleet_get_environments (fleet), environment))
    hw_session_set_environment (session, environment);
}

static void
on_opened (HwWindow *self, HwFleet *fleet)
{
  g_autoptr (HwSession) session = hw_session_new (fleet);
  g_autofree char *shown = dup_shown (self, hw_fleet_get_path (fleet));

  restore_environment (session);
  set_session (self, session);
  hw_settings_set_last_fleet (hw_fleet_get_path (fleet), hw_fleet_get_name (fleet));
  if (shown != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-database", "(ss)", shown, "");
}

static void
on_failed (HwWindow *self, const GError *error)
{
  hw_trouble_page_show (self->trouble, error);
  gtk_stack_set_visible_child_name (self->root, "trouble");
}

static void
on_toast_gone (HwWindow *self)
{
  self->changed = NULL;
}

/* A file that could not be opened is tried again; of one that is shown the user is told. */
static void
on_file_changed (HwWindow *self)
{
  if (g_str_equal (gtk_stack_get_visible_child_name (self->root), "trouble"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.reload", NULL);
      return;
    }
  if (self->changed != NULL || self->session == NULL)
    return;
  self->changed = adw_toast_new (_ ("The fleet file has changed"));
  adw_toast_set_button_label (self->changed, _ ("Reload"));
  adw_toast_set_action_name (self->changed, "win.reload");
  adw_toast_set_timeout (self->changed, 0);
  g_signal_connect_object (self->changed, "dismissed", G_CALLBACK (on_toast_gone), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->changed);
}

static gboolean
dismiss_changed (gpointer user_data)
{
  HwWindow *self = user_data;

  self->dismissal = 0;
  if (self->changed != NULL)
    adw_toast_dismiss (self->changed);
  return G_SOURCE_REMOVE;
}

void
hw_window_open (HwWindow *self, const char *path)
{
  g_autofree char *inside = g_build_filename (path, "headway.fleet", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (inside, G_FILE_TEST_EXISTS))
    {
      hw_new_fleet_page_search (self->maker, path);
      gtk_stack_set_visible_child_name (self->root, "new");
      return;
    }
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    path = inside;
  if (self->changed != NULL && self->dismissal == 0)
    self->dismissal = g_timeout_add (COMES_IN_MS, dismiss_changed, self);
  hw_opener_open (self->opener, path);
}

HwSession *
hw_window_get_session (HwWindow *self)
{
  return self->session;
}

/* Actions */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hw_open_dialog_ask_file (GTK_WINDOW (widget));
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hw_open_dialog_ask_folder (GTK_WINDOW (widget));
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  const char *path = hw_opener_get_path (self->opener);

  if (path != NULL)
    hw_window_open (self, path);
}

static void
edit_fleet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  g_autoptr (GAppInfo) editor = g_app_info_get_default_for_type ("text/plain", FALSE);
  const char *path = hw_opener_get_path (self->opener);
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  GList files = { file, NULL, NULL };

  if (file != NULL && (editor == NULL || !g_app_info_launch (editor, &files, NULL, NULL)))
    hw_page_toast (widget, _ ("No text editor could be started"));
}

/* Away from what was begun: a new fleet, or a plan. */
static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (g_str_equal (gtk_stack_get_visible_child_name (self->root), "fleet"))
    {
      pop_page (self);
      return;
    }
  hw_new_fleet_page_stop (self->maker);
  gtk_stack_set_visible_child_name (self->root, self->session != NULL ? "fleet" : "welcome");
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  g_autofree const char **titles = NULL;
  const char *goal, *revision;

  if (self->session == NULL)
    return;
  g_variant_get (parameter, "(^a&s&s&s)", &titles, &goal, &revision);
  push_page (self, "plan");
  hw_plan_page_show (self->plan, titles, goal, revision[0] != '\0' ? revision : NULL);
}

static void
show_run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  gtk_stack_set_visible_child_name (self->root, "fleet");
  push_page (self, "plan");
}

static void
roll_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *titles[] = { NULL, NULL };
  const char *revision;

  g_variant_get (parameter, "(&s&s)", &titles[0], &revision);
  gtk_widget_activate_action (widget, "win.plan", "(^asss)", titles, "downgrade", revision);
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (gtk_stack_get_visible_child (self->content) == GTK_WIDGET (self->service))
    hw_service_page_show_view (self->service, g_variant_get_string (parameter, NULL));
}

/* (nullable): the first entry for a search below @widget that is seen. */
static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      found = find_search (child);
  return found;
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *search = find_search (widget);

  if (search != NULL)
    gtk_widget_grab_focus (search);
}

static void
add_bindings (GtkWidgetClass *class)
{
  static const char *const views[] = { "timeline", "drift", "schema", "history" };

  gtk_widget_class_add_binding_action (class, GDK_KEY_o, GDK_CONTROL_MASK, "win.open", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.reload", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_r, GDK_CONTROL_MASK, "win.check", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_F5, 0, "win.check", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_f, GDK_CONTROL_MASK, "win.find", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Home, GDK_ALT_MASK, "win.show-overview",
                                       NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Escape, 0, "win.leave", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Left, GDK_ALT_MASK, "win.leave", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_widget_class_add_binding_action (class, GDK_KEY_1 + i, GDK_ALT_MASK, "win.show-view", "s",
                                         views[i]);
}

static void
open_path_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hw_window_open (HW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (self->session != NULL)
    hw_session_check (self->session, NULL);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (self->session != NULL)
    hw_session_stop (self->session);
}

static void
overview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (self->session == NULL)
    return;
  hw_sidebar_choose (self->list, NULL);
  show_page (self, "overview");
}

static void
show_database_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  const char *title, *view;
  HwDatabaseItem *item;

  g_variant_get (parameter, "(&s&s)", &title, &view);
  item = self->session != NULL ? hw_session_find (self->session, title) : NULL;
  if (item == NULL)
    return;
  if (hw_database_item_get_environment (item) != NULL)
    hw_session_set_environment (self->session, hw_database_item_get_environment (item));
  if (view[0] != '\0')
    hw_service_page_show_view (self->service, view);
  hw_sidebar_choose (self->list, item);
  show_page (self, "service");
}

static void
enter_password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  HwDatabaseItem *item =
      self->session != NULL
          ? hw_session_find (self->session, g_variant_get_string (parameter, NULL))
          : NULL;

  if (item != NULL && hw_database_item_get_database (item) != NULL)
    hw_password_dialog_show (GTK_WINDOW (self), self->session, item);
}

/* The one named, and on the page of all services the others that may be missing: made together. */
static void
create_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *shown = self->session != NULL ? hw_session_get_shown (self->session) : NULL;
  gboolean all = gtk_stack_get_visible_child (self->content) == self->overview;

  for (guint i = 0; shown != NULL && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (HwDatabaseItem) item = g_list_model_get_item (shown, i);
      HwCheck *check = hw_database_item_get_check (item);
      gboolean named =
          g_str_equal (hw_database_item_get_title (item), g_variant_get_string (parameter, NULL));

      if (named || (all && check != NULL && hw_creation_may_help (check->error)))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }
  if (items->len > 0)
    hw_create_dialog_show (GTK_WINDOW (self), self->session, items);
}

static void
trust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  if (self->session != NULL)
    hw_trust_dialog_show (GTK_WINDOW (self), self->session);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "sidebar");
}

static void
toast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwWindow *self = HW_WINDOW (widget);

  adw_toast_overlay_add_toast (self->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
hw_window_dispose (GObject *object)
{
  HwWindow *self = HW_WINDOW (object);

  g_clear_handle_id (&self->dismissal, g_source_remove);
  if (self->session != NULL)
    hw_session_stop (self->session);
  g_clear_object (&self->opener);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_window_parent_class)->dispose (object);
}

static void
hw_window_class_init (HwWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_window_dispose;
  g_type_ensure (HW_TYPE_WELCOME_PAGE);
  g_type_ensure (HW_TYPE_TROUBLE_PAGE);
  g_type_ensure (HW_TYPE_MAIN_BUTTON);
  g_type_ensure (HW_TYPE_NEW_FLEET_PAGE);
  g_type_ensure (HW_TYPE_OVERVIEW_PAGE);
  g_type_ensure (HW_TYPE_SERVICE_PAGE);
  g_type_ensure (HW_TYPE_PLAN_PAGE);
  g_type_ensure (HW_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, root);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, maker);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, fleet_menu);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, fleet_button);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, fleet_name);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, list);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, content);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, overview);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, service);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, plan);
  gtk_widget_class_bind_template_child (widget_class, HwWindow, running);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen);
  gtk_widget_class_bind_template_callback (widget_class, update_running);
  gtk_widget_class_bind_template_callback (widget_class, on_run_changed);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.edit-fleet", NULL, edit_fleet_action);
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "win.open-path", "s", open_path_action);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "win.show-overview", NULL, overview_action);
  gtk_widget_class_install_action (widget_class, "win.show-database", "(ss)", show_database_action);
  gtk_widget_class_install_action (widget_class, "win.enter-password", "s", enter_password_action);
  gtk_widget_class_install_action (widget_class, "win.create-databases", "s", create_action);
  gtk_widget_class_install_action (widget_class, "win.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "win.plan", "(asss)", plan_action);
  gtk_widget_class_install_action (widget_class, "win.show-run", NULL, show_run_action);
  gtk_widget_class_install_action (widget_class, "win.roll-back", "(ss)", roll_back_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
  add_bindings (widget_class);
}

static void
hw_window_init (HwWindow *self)
{
  g_autoptr (GMenuModel) recent = hw_settings_new_recent_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->opener = hw_opener_new ();
  g_signal_connect_object (self->opener, "opened", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->opener, "changed", G_CALLBACK (on_file_changed), self,
                           G_CONNECT_SWAPPED);
  g_menu_append_section (self->fleet_menu, _ ("Recent"), recent);
  hw_settings_bind_window (GTK_WINDOW (self));
  on_folded (self);
}

HwWindow *
hw_window_new (GtkApplication *application)
{
  return g_object_new (HW_TYPE_WINDOW, "application", application, NULL);
}
