/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-page.c: what will be done to which database, before it is done; and then doing it. */

#include "hw-plan-page.h"

#include <glib/gi18n.h>

#include "hw-confirm.h"
#include "hw-message.h"
#include "hw-plan-list.h"
#include "hw-rollback-view.h"
#include "hw-run-view.h"
#include "hw-terms-button.h"

struct _HwPlanPage
{
  HwPage parent_instance;
  AdwWindowTitle *title;
  GtkStack *stack;
  HwRollbackView *rollback;
  HwPlanList *list;
  GtkLabel *totals;
  HwTermsButton *words;
  GtkWidget *apply;
  HwRunView *run;
  GStrv titles;
  char *goal;
  char *revision; /* (nullable) */
  HwSession *planned_in;
  HwWork *work; /* (nullable): the planning */
};

G_DEFINE_FINAL_TYPE (HwPlanPage, hw_plan_page, HW_TYPE_PAGE)

static guint run_changed_signal;

static void
on_changed (HwPlanPage *self)
{
  HwPlan *plan = hw_plan_list_get_chosen (self->list);
  g_autofree char *totals = hw_plan_list_dup_totals (self->list);
  HwRisk risk = HW_RISK_SAFE;

  for (guint i = 0; i < plan->steps->len; i++)
    risk = MAX (risk, ((HwStep *) plan->steps->pdata[i])->risk);
  gtk_label_set_label (self->totals, totals);
  gtk_widget_set_sensitive (self->apply, plan->steps->len > 0);
  gtk_widget_remove_css_class (self->apply, "suggested-action");
  gtk_widget_remove_css_class (self->apply, "destructive-action");
  gtk_widget_add_css_class (self->apply,
                            risk == HW_RISK_DESTROYING ? "destructive-action" : "suggested-action");
}

static gboolean
is_rollback (HwPlanPage *self)
{
  return g_str_equal (self->goal, "downgrade") && g_strv_length (self->titles) == 1;
}

/* The words that the steps of the first database use. */
static void
explain (HwPlanPage *self, HwPlan *plan)
{
  HwTerms terms = HW_TERM_REVISION | HW_TERM_HEAD;
  const HwStep *first = plan->steps->len > 0 ? plan->steps->pdata[0] : NULL;
  HwDatabaseItem *item =
      first != NULL ? hw_session_find (self->planned_in, hw_database_get_title (first->database))
                    : NULL;

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const HwStep *step = plan->steps->pdata[i];

      terms |= step->action == HW_ACTION_STAMP    ? HW_TERM_STAMP
               : step->action == HW_ACTION_REPAIR ? HW_TERM_DRIFT
                                                  : 0;
    }
  hw_terms_button_set (self->words, terms, item != NULL ? hw_database_item_get_check (item) : NULL);
}

static void
planned (gpointer owner, gpointer result, const GError *error)
{
  HwPlanPage *self = owner;
  HwPlanning *planning = result;

  if (error != NULL)
    {
      g_autofree char *text = hw_message_dup_text (error);

      hw_message_show_status (self->stack, "hw-failed-symbolic", _ ("No Plan Could Be Made"), text);
      return;
    }
  hw_planning_tell_session (planning, self->planned_in);
  if (planning->plan->steps->len == 0 && planning->plan->refusals->len == 0 &&
      planning->plan->remainders->len == 0)
    {
      hw_message_show_status (self->stack, "hw-up-to-date-symbolic", _ ("Nothing to Do"),
                              _ ("These databases are where they shall be already."));
      return;
    }
  if (is_rollback (self))
    hw_rollback_view_show (self->rollback, planning, self->revision);
  hw_plan_list_set_planning (self->list, planning);
  explain (self, planning->plan);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  /* What destroys is not one press of Enter away. */
  if (gtk_widget_has_css_class (self->apply, "destructive-action"))
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->apply);
}

static void
begin (HwPlanPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "working");
  hw_planning_start (&self->work, G_OBJECT (self), self->planned_in,
                     (const char *const *) self->titles, self->goal, self->revision, planned);
}

void
hw_plan_page_show (HwPlanPage *self, const char *const *titles, const char *goal,
                   const char *revision)
{
  g_autofree char *names = g_strjoinv (", ", (char **) titles);

  if (hw_run_view_is_running (self->run))
    {
      hw_page_toast (GTK_WIDGET (self), _ ("Wait until this plan is carried out, or stop it"));
      return;
    }
  g_strfreev (self->titles);
  self->titles = g_strdupv ((char **) titles);
  g_free (self->goal);
  self->goal = g_strdup (goal);
  g_free (self->revision);
  self->revision = g_strdup (revision);
  g_set_object (&self->planned_in, hw_page_get_session (HW_PAGE (self)));
  adw_window_title_set_title (self->title, is_rollback (self) ? _ ("Roll Back") : _ ("Plan"));
  adw_window_title_set_subtitle (self->title, names);
  gtk_widget_set_visible (GTK_WIDGET (self->rollback), is_rollback (self));
  gtk_button_set_label (GTK_BUTTON (self->apply),
                        is_rollback (self) ? _ ("_Roll Back") : _ ("_Apply"));
  begin (self);
}

static void
carry_out (gpointer owner)
{
  HwPlanPage *self = owner;

  gtk_stack_set_visible_child_name (self->stack, "run");
  hw_run_view_run (self->run, self->planned_in, hw_plan_list_get_chosen (self->list));
}

static void
on_target (HwPlanPage *self, const char *revision)
{
  g_free (self->revision);
  self->revision = g_strdup (revision);
  begin (self);
}

static void
on_apply (HwPlanPage *self)
{
  hw_confirm_plan (GTK_WIDGET (self), hw_plan_list_get_chosen (self->list), carry_out);
}

static void
on_again (HwPlanPage *self)
{
  begin (self);
}

static void
on_run_changed (HwPlanPage *self)
{
  g_signal_emit (self, run_changed_signal, 0);
}

gboolean
hw_plan_page_is_running (HwPlanPage *self)
{
  return hw_run_view_is_running (self->run);
}

const char *
hw_plan_page_get_outcome (HwPlanPage *self)
{
  return hw_run_view_get_headline (self->run);
}

/* Nobody looks: a plan that is being made is not needed any more. */
static void
hw_plan_page_unmap (GtkWidget *widget)
{
  HwPlanPage *self = HW_PLAN_PAGE (widget);

  if (self->work != NULL)
    hw_work_stop (self->work);
  GTK_WIDGET_CLASS (hw_plan_page_parent_class)->unmap (widget);
}

static void
hw_plan_page_dispose (GObject *object)
{
  HwPlanPage *self = HW_PLAN_PAGE (object);

  g_clear_object (&self->work);
  g_clear_object (&self->planned_in);
  g_clear_pointer (&self->titles, g_strfreev);
  g_clear_pointer (&self->goal, g_free);
  g_clear_pointer (&self->revision, g_free);
  G_OBJECT_CLASS (hw_plan_page_parent_class)->dispose (object);
}

static void
hw_plan_page_class_init (HwPlanPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_plan_page_dispose;
  widget_class->unmap = hw_plan_page_unmap;
  run_changed_signal = g_signal_new ("run-changed", HW_TYPE_PLAN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HW_TYPE_ROLLBACK_VIEW);
  g_type_ensure (HW_TYPE_PLAN_LIST);
  g_type_ensure (HW_TYPE_RUN_VIEW);
  g_type_ensure (HW_TYPE_TERMS_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, title);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, rollback);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, list);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, totals);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, words);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, apply);
  gtk_widget_class_bind_template_child (widget_class, HwPlanPage, run);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_target);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_run_changed);
}

static void
hw_plan_page_init (HwPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
