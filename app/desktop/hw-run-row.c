/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-row.c: one database while a plan is carried out: how far it is, and what it does. */

#include "hw-run-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-label.h"
#include "hw-step-words.h"
#include "hw-symbol.h"

struct _HwRunRow
{
  GtkListBoxRow parent_instance;
  GtkStack *symbol;
  HwSymbol *icon;
  GtkSpinner *spinner;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *statement;
  GtkLabel *message;
  GtkLabel *hint;
  GtkProgressBar *bar;
  HwDatabase *database;
  guint n;      /* steps of the database */
  guint n_done; /* of them, as far as was told */
};

G_DEFINE_FINAL_TYPE (HwRunRow, hw_run_row, GTK_TYPE_LIST_BOX_ROW)

/* @icon_name: (nullable): NULL is a spinner. */
static void
show_state (HwRunRow *self, const char *icon_name, const char *style, const char *words)
{
  gtk_spinner_set_spinning (self->spinner, icon_name == NULL);
  gtk_stack_set_visible_child_name (self->symbol, icon_name == NULL ? "spinner" : "icon");
  if (icon_name != NULL)
    hw_symbol_show (self->icon, icon_name, style);
  gtk_label_set_label (self->state, words);
}

static void
show_all_done (HwRunRow *self)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u step done", "%u steps done", self->n), self->n);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  show_state (self, "hw-up-to-date-symbolic", "good", words);
}

/* Other databases may be at work for long: how this one ended is shown at once. */
static void
take_end (HwRunRow *self, const HwRunEvent *event)
{
  hw_label_show (self->statement, NULL);
  if (event->outcome == HW_OUTCOME_FAILED)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
      show_state (self, "hw-failed-symbolic", "bad", _ ("Failed"));
      hw_label_show (self->message, event->text);
    }
  else if (event->outcome == HW_OUTCOME_NOT_RUN)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
      show_state (self, "process-stop-symbolic", "quiet", _ ("Not begun"));
      hw_label_show (self->message, event->text);
    }
  else if (++self->n_done == self->n)
    {
      show_all_done (self);
    }
}

void
hw_run_row_take_event (HwRunRow *self, const HwRunEvent *event)
{
  g_autofree char *text = NULL;

  switch (event->kind)
    {
    case HW_RUN_EVENT_BEGUN:
      text = hw_step_words_dup_action (event->step);
      show_state (self, NULL, NULL, text);
      hw_label_show (self->message, NULL);
      break;
    case HW_RUN_EVENT_STATEMENT:
      text = g_strndup (event->text, strcspn (event->text, "\n"));
      hw_label_show (self->statement, text);
      break;
    case HW_RUN_EVENT_WAITING:
      show_state (self, "hw-blocked-symbolic", "notice", _ ("Waiting"));
      hw_label_show (self->message, event->text);
      break;
    case HW_RUN_EVENT_GOES_ON:
      text = hw_step_words_dup_action (event->step);
      show_state (self, NULL, NULL, text);
      hw_label_show (self->message, NULL);
      break;
    case HW_RUN_EVENT_ENDED:
      take_end (self, event);
      break;
    case HW_RUN_EVENT_NOTICE:
    default:
      break;
    }
}

void
hw_run_row_set_fraction (HwRunRow *self, double fraction)
{
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

static void
show_failure (HwRunRow *self, const HwStepResult *result)
{
  const char *detail = hw_postgres_error_get_detail (result->error);
  g_autofree char *action = hw_step_words_dup_action (result->step);
  g_autofree char *text = NULL;

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_state (self, "process-stop-symbolic", "notice", _ ("Stopped"));
      text = g_strdup_printf (_ ("%s: stopped"), action);
    }
  else
    {
      show_state (self, "hw-failed-symbolic", "bad", _ ("Failed"));
      text = g_strconcat (result->error->message, detail != NULL ? "\n" : NULL, detail, NULL);
      hw_label_show (self->hint, hw_postgres_error_get_hint (result->error));
    }
  if (result->note != NULL)
    {
      g_autofree char *whole = g_strdup_printf ("%s (%s)", text, result->note);

      hw_label_show (self->message, whole);
      return;
    }
  hw_label_show (self->message, text);
}

void
hw_run_row_finish (HwRunRow *self, GPtrArray *results)
{
  const HwStepResult *failed = NULL;
  const char *waits = NULL;
  guint n_done = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const HwStepResult *result = results->pdata[i];

      if (result->step->database != self->database)
        continue;
      n_done += result->outcome == HW_OUTCOME_DONE;
      if (result->outcome == HW_OUTCOME_FAILED)
        failed = result;
      else if (result->outcome == HW_OUTCOME_NOT_RUN)
        waits = result->note;
    }
  hw_label_show (self->statement, NULL);
  hw_label_show (self->message, waits);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  words = g_strdup_printf (_ ("%u of %u steps done"), n_done, self->n);
  if (failed != NULL)
    show_failure (self, failed);
  else if (n_done == self->n)
    show_all_done (self);
  else
    show_state (self, "process-stop-symbolic", "quiet", n_done == 0 ? _ ("Not begun") : words);
}

static void
hw_run_row_dispose (GObject *object)
{
  g_clear_object (&HW_RUN_ROW (object)->database);
  G_OBJECT_CLASS (hw_run_row_parent_class)->dispose (object);
}

static void
hw_run_row_class_init (HwRunRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_run_row_dispose;
  g_type_ensure (HW_TYPE_SYMBOL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, state);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, statement);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, message);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, hint);
  gtk_widget_class_bind_template_child (widget_class, HwRunRow, bar);
}

static void
hw_run_row_init (HwRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self, "hw-unchecked-symbolic", "quiet", _ ("Not begun yet"));
}

GtkWidget *
hw_run_row_new (HwPlan *plan, HwDatabase *database)
{
  HwRunRow *self = g_object_new (HW_TYPE_RUN_ROW, NULL);

  for (guint i = 0; i < plan->steps->len; i++)
    self->n += ((HwStep *) plan->steps->pdata[i])->database == database;
  self->database = g_object_ref (database);
  gtk_label_set_label (self->name, hw_database_get_title (database));
  return GTK_WIDGET (self);
}

HwDatabase *
hw_run_row_get_database (HwRunRow *self)
{
  return self->database;
}
