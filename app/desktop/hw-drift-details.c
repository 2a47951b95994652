/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-details.c: one difference in full: expected, found, and the SQL that mends it. */

#include "hw-drift-details.h"

#include <glib/gi18n.h>

#include "hw-change-look.h"
#include "hw-ddl.h"
#include "hw-kind-words.h"
#include "hw-sql-view.h"
#include "hw-symbol.h"

struct _HwDriftDetails
{
  AdwBin parent_instance;
  GtkStack *stack;
  GtkLabel *title;
  HwSymbol *icon;
  GtkLabel *word;
  GtkLabel *meaning;
  GtkLabel *expected;
  GtkLabel *found;
  HwSqlView *sql;
  GtkLabel *risk;
  HwDriftNode *node;
};

G_DEFINE_FINAL_TYPE (HwDriftDetails, hw_drift_details, ADW_TYPE_BIN)

static guint ignore_signal;

static void
on_ignore (HwDriftDetails *self)
{
  g_signal_emit (self, ignore_signal, 0);
}

static void
hw_drift_details_dispose (GObject *object)
{
  HwDriftDetails *self = HW_DRIFT_DETAILS (object);

  g_clear_object (&self->node);
  G_OBJECT_CLASS (hw_drift_details_parent_class)->dispose (object);
}

static void
hw_drift_details_class_init (HwDriftDetailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_drift_details_dispose;
  g_type_ensure (HW_TYPE_SQL_VIEW);
  ignore_signal = g_signal_new ("ignore", HW_TYPE_DRIFT_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (HW_TYPE_SYMBOL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-drift-details.ui");
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, title);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, icon);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, word);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, meaning);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, expected);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, found);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, sql);
  gtk_widget_class_bind_template_child (widget_class, HwDriftDetails, risk);
  gtk_widget_class_bind_template_callback (widget_class, on_ignore);
}

static void
hw_drift_details_init (HwDriftDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_meaning (HwChange change)
{
  static const char *const meanings[] = {
    [HW_CHANGE_MISSING] = N_ ("The migrations make it, and this database lacks it. What asks for "
                              "it fails."),
    [HW_CHANGE_UNEXPECTED] = N_ ("This database has it, and no migration makes it: it was made by "
                                 "hand, or by other code."),
    [HW_CHANGE_CHANGED] = N_ ("The migrations make it otherwise than this database has it."),
  };

  return _ (meanings[change]);
}

static const char *
get_risk_words (GPtrArray *statements)
{
  static const char *const words[] = {
    [HW_RISK_SAFE] = N_ ("Safe: it is done in a moment and loses nothing."),
    [HW_RISK_BLOCKING] = N_ ("Blocking: others wait for the table while it runs."),
    [HW_RISK_REWRITING] = N_ ("Rewriting: the whole table is written anew, and others wait."),
    [HW_RISK_DESTROYING] = N_ ("Destroying: what it drops or shortens is lost. It is left out "
                               "until you include it."),
  };

  if (statements == NULL || statements->len == 0)
    return _ ("There is no SQL that mends it alone: mend it by hand, or together with what it "
              "belongs to.");
  return _ (words[hw_ddl_get_risk (statements)]);
}

static void
show_side (GtkLabel *label, char *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (label, text != NULL ? text : _ ("nothing"));
}

static void
show (HwDriftDetails *self, const HwDifference *difference)
{
  HwChangeLook look = hw_change_get_look (difference->change);
  HwObject *object = hw_difference_get_object (difference);
  GPtrArray *statements = hw_drift_node_get_statements (self->node);
  g_autofree char *name = hw_object_dup_title (object);
  /* Translators: a kind of object and its name: "column orders.order_type". */
  g_autofree char *title = g_strdup_printf (_ ("%s %s"), hw_kind_get_word (object), name);
  g_autofree char *sql = statements != NULL ? hw_ddl_to_text (statements) : NULL;

  gtk_label_set_label (self->title, title);
  hw_symbol_show (self->icon, look.icon, look.style);
  gtk_label_set_label (self->word, look.word);
  gtk_label_set_label (self->meaning, get_meaning (difference->change));
  show_side (self->expected, hw_difference_dup_expected (difference));
  show_side (self->found, hw_difference_dup_actual (difference));
  hw_sql_view_set_sql (self->sql, sql != NULL ? g_strchomp (sql) : NULL);
  gtk_label_set_label (self->risk, get_risk_words (statements));
}

void
hw_drift_details_set_node (HwDriftDetails *self, HwDriftNode *node)
{
  const HwDifference *difference = node != NULL ? hw_drift_node_get_difference (node) : NULL;

  g_set_object (&self->node, node);
  gtk_stack_set_visible_child_name (self->stack, difference != NULL ? "difference" : "nothing");
  if (difference != NULL)
    show (self, difference);
}

HwDriftNode *
hw_drift_details_get_node (HwDriftDetails *self)
{
  return self->node;
}
