/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-overview-page.c: all services: how things are, what mends them, and a line for each. */

#include "hw-overview-page.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-check-button.h"
#include "hw-database-columns.h"
#include "hw-environment-chooser.h"
#include "hw-gradual.h"
#include "hw-matrix.h"
#include "hw-remedy.h"
#include "hw-settings.h"
#include "hw-tab-stop.h"
#include "hw-terms-button.h"
#include "hw-verdict-look.h"

struct _HwOverviewPage
{
  HwPage parent_instance;
  AdwWindowTitle *title;
  GtkLabel *sentence;
  GtkWidget *reconcile;
  GtkButton *act;
  HwTermsButton *words;
  GtkEditable *search;
  GtkDropDown *verdicts;
  GtkColumnView *table;
  GtkStack *tables;
  GtkColumnView *matrix;
  GtkToggleButton *by_environment;
  GtkFilter *filter;
  GtkFilterListModel *filtered; /* (nullable): what the filter leaves of the databases */
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (HwOverviewPage, hw_overview_page, HW_TYPE_PAGE)

static gboolean
has_text (HwDatabaseItem *item, const char *text)
{
  g_autofree char *current = hw_database_item_dup_current (item);
  g_autofree char *head = hw_database_item_dup_head (item);
  g_autofree char *all = g_strjoin (" ", hw_database_item_get_name (item), current, head, NULL);

  return text[0] == '\0' || g_str_match_string (text, all, TRUE) || strcasestr (all, text) != NULL;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  HwOverviewPage *self = user_data;
  HwCheck *check = hw_database_item_get_check (item);
  guint selected = gtk_drop_down_get_selected (self->verdicts);

  if (!has_text (item, gtk_editable_get_text (self->search)))
    return FALSE;
  /* The first choice is all verdicts. */
  return selected == 0 || selected == GTK_INVALID_LIST_POSITION ||
         (check != NULL && check->verdict == (HwVerdict) (selected - 1));
}

static void
update_tables (HwOverviewPage *self)
{
  gboolean matrix = gtk_widget_get_visible (GTK_WIDGET (self->by_environment)) &&
                    gtk_toggle_button_get_active (self->by_environment);
  gboolean nothing =
      self->filtered != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0 &&
      g_list_model_get_n_items (gtk_filter_list_model_get_model (self->filtered)) > 0;

  gtk_stack_set_visible_child_name (self->tables, matrix ? "matrix" : nothing ? "nothing" : "list");
}

static void
on_filter_changed (HwOverviewPage *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* The databases shown that a reconcile would help. */
static GStrv
dup_reconcilable (HwSession *session)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_autoptr (GPtrArray) checks = hw_session_dup_checks (session);

  for (guint i = 0; i < checks->len; i++)
    {
      HwCheck *check = g_ptr_array_index (checks, i);

      if (hw_advice_is_reconcilable (check))
        g_strv_builder_add (titles, hw_database_get_title (check->database));
    }
  return g_strv_builder_end (titles);
}

static void
on_reconcile (HwOverviewPage *self)
{
  g_auto (GStrv) titles = dup_reconcilable (hw_page_get_session (HW_PAGE (self)));

  hw_page_show_plan (GTK_WIDGET (self), (const char *const *) titles, "reconcile", NULL);
}

/* A table that is wider than its place begins at the left, with its last columns, in GTK 4.8, also
 * where lines begin at the right. */
static void
on_width (GtkAdjustment *across, GtkWidget *table)
{
  if (gtk_widget_get_direction (table) == GTK_TEXT_DIR_RTL)
    gtk_adjustment_set_value (across, gtk_adjustment_get_upper (across) -
                                          gtk_adjustment_get_page_size (across));
}

static void
on_activated (HwOverviewPage *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->table));
  g_autoptr (HwDatabaseItem) item = g_list_model_get_item (model, position);

  if (item != NULL)
    hw_page_show_database (GTK_WIDGET (self), hw_database_item_get_title (item), NULL);
}

static void
update (HwOverviewPage *self)
{
  HwSession *session = hw_page_get_session (HW_PAGE (self));
  g_autoptr (GPtrArray) checks = NULL;
  g_auto (GStrv) reconcilable = NULL;
  g_autofree char *summary = NULL;
  const HwCheck *worst;
  HwWork *work;

  if (session == NULL)
    return;
  work = hw_session_get_work (session);
  checks = hw_session_dup_checks (session);
  reconcilable = dup_reconcilable (session);
  summary = checks->len > 0 ? hw_advice_dup_summary (checks) : NULL;
  gtk_label_set_label (self->sentence, work != NULL      ? _ ("Looking at the databases…")
                                       : summary != NULL ? summary
                                                         : _ ("No database was looked at yet."));
  worst = work == NULL ? hw_advice_find_worst (checks) : NULL;
  hw_remedy_update_button (self->act, work == NULL ? hw_remedy_find_first (checks) : NULL);
  hw_terms_button_set (self->words, worst != NULL ? hw_terms_of_check (worst) : 0, worst);
  gtk_widget_set_visible (self->reconcile, work == NULL && reconcilable[0] != NULL);
  adw_window_title_set_subtitle (self->title, hw_fleet_get_name (hw_session_get_fleet (session)));
}

/* What was found is filtered and sorted by only now: no row jumps while databases are looked at. */
static void
on_work (HwOverviewPage *self)
{
  HwSession *session = hw_page_get_session (HW_PAGE (self));

  update (self);
  if (session == NULL || hw_session_get_work (session) != NULL)
    return;
  on_filter_changed (self);
  gtk_sorter_changed (gtk_column_view_get_sorter (self->table), GTK_SORTER_CHANGE_DIFFERENT);
}

/* The matrix shows every environment, so all of them are looked at. */
static void
on_matrix (HwOverviewPage *self)
{
  HwSession *session = hw_page_get_session (HW_PAGE (self));
  gboolean matrix = gtk_toggle_button_get_active (self->by_environment);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  update_tables (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), !matrix);
  gtk_widget_set_sensitive (GTK_WIDGET (self->verdicts), !matrix);
  g_settings_set_boolean (hw_settings_get (), "matrix", matrix);
  if (!matrix || session == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (hw_session_get_items (session)); i++)
    g_ptr_array_add (items, g_list_model_get_item (hw_session_get_items (session), i));
  hw_session_check (session, items);
}

/* A fleet of one environment has only the list. */
static void
update_matrix (HwOverviewPage *self, HwSession *session)
{
  gboolean has_choice =
      session != NULL &&
      g_strv_length ((GStrv) hw_fleet_get_environments (hw_session_get_fleet (session))) > 1;

  hw_matrix_show (self->matrix, has_choice ? session : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->by_environment), has_choice);
  update_tables (self);
  if (!has_choice)
    return;
  if (gtk_toggle_button_get_active (self->by_environment))
    on_matrix (self);
  else
    gtk_toggle_button_set_active (self->by_environment,
                                  g_settings_get_boolean (hw_settings_get (), "matrix"));
}

static void
set_session (HwPage *page, HwSession *session)
{
  HwOverviewPage *self = HW_OVERVIEW_PAGE (page);

  HW_PAGE_CLASS (hw_overview_page_parent_class)->set_session (page, session);
  g_signal_group_set_target (self->signals, session);
  gtk_column_view_set_model (self->table, NULL);
  g_clear_object (&self->filtered);
  if (session != NULL)
    {
      GListModel *shown = g_object_ref (hw_session_get_shown (session));
      GtkSorter *sorter = g_object_ref (gtk_column_view_get_sorter (self->table));
      GtkFilterListModel *filtered = gtk_filter_list_model_new (shown, g_object_ref (self->filter));
      GtkSortListModel *sorted =
          gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (filtered)), sorter);
      g_autoptr (GtkSingleSelection) selection = gtk_single_selection_new (NULL);
      g_autoptr (GListModel) gradual = NULL;

      self->filtered = filtered;
      g_signal_connect_object (filtered, "items-changed", G_CALLBACK (update_tables), self,
                               G_CONNECT_SWAPPED);
      /* Nothing is chosen before the user does. */
      gtk_single_selection_set_autoselect (selection, FALSE);
      gtk_single_selection_set_can_unselect (selection, TRUE);
      gradual = hw_gradual_new (G_LIST_MODEL (sorted), GTK_SCROLLABLE (self->table));
      gtk_single_selection_set_model (selection, gradual);
      gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (selection));
    }
  update_matrix (self, session);
  update (self);
}

static void
hw_overview_page_dispose (GObject *object)
{
  HwOverviewPage *self = HW_OVERVIEW_PAGE (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (hw_overview_page_parent_class)->dispose (object);
}

static void
hw_overview_page_class_init (HwOverviewPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_overview_page_dispose;
  HW_PAGE_CLASS (class)->set_session = set_session;
  g_type_ensure (HW_TYPE_CHECK_BUTTON);
  g_type_ensure (HW_TYPE_ENVIRONMENT_CHOOSER);
  g_type_ensure (HW_TYPE_TAB_STOP);
  g_type_ensure (HW_TYPE_TERMS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, reconcile);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, act);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, words);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, search);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, table);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, tables);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, matrix);
  gtk_widget_class_bind_template_child (widget_class, HwOverviewPage, by_environment);
  gtk_widget_class_bind_template_callback (widget_class, on_matrix);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_reconcile);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
hw_overview_page_init (HwOverviewPage *self)
{
  g_autoptr (GtkStringList) verdicts = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (verdicts, _ ("All verdicts"));
  for (int verdict = HW_VERDICT_UP_TO_DATE; verdict <= HW_VERDICT_UNKNOWN; verdict++)
    gtk_string_list_append (verdicts, hw_verdict_get_look ((HwVerdict) verdict).words);
  gtk_drop_down_set_model (self->verdicts, G_LIST_MODEL (verdicts));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  hw_database_columns_add (self->table);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->table)), "changed",
                           G_CALLBACK (on_width), self->table, 0);
  self->signals = g_signal_group_new (HW_TYPE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::work", G_CALLBACK (on_work), self);
  g_signal_group_connect_swapped (self->signals, "notify::environment", G_CALLBACK (update), self);
  update (self);
}
