/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan-list.c: the steps of a plan in their waves, to read, and to leave out. */

#include "hw-plan-list.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-label.h"
#include "hw-message.h"
#include "hw-risk-look.h"
#include "hw-sql-view.h"
#include "hw-step-words.h"
#include "hw-symbol.h"

struct _HwPlanList
{
  AdwBin parent_instance;
  GtkBox *groups;
  HwPlanning *planning;
  HwPlan *chosen;
  GPtrArray *buttons;   /* (element-type GtkCheckButton): of the steps, in their order */
  GHashTable *left_out; /* the buttons that the user unchecked */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (HwPlanList, hw_plan_list, ADW_TYPE_BIN)

static guint changed_signal;

static GtkWidget *
new_row (const char *title, const char *subtitle, const char *icon_name, const char *style)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (escaped_subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (icon_name != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), hw_symbol_new (icon_name, style));
  return row;
}

/* "orders (24 kB, about 20 rows)". (transfer full) */
static char *
dup_table (HwPlanning *planning, const HwStep *step, HwObject *table)
{
  const HwSize *size = hw_planning_get_size (planning, step, table);
  g_autofree char *title = hw_object_dup_title (table);
  g_autofree char *bytes =
      size != NULL ? g_format_size_full (size->bytes, G_FORMAT_SIZE_IEC_UNITS) : NULL;
  g_autofree char *rows = NULL;

  if (size == NULL)
    return g_strdup (title);
  if (size->rows < 0)
    return g_strdup_printf ("%s (%s)", title, bytes);
  rows = g_strdup_printf ("%'" G_GINT64_FORMAT, size->rows);
  return g_strdup_printf (
      ngettext ("%s (%s, about %s row)", "%s (%s, about %s rows)", (gulong) size->rows), title,
      bytes, rows);
}

/* What it does, the tables it is about, what it loses and what else to know. (transfer full) */
static char *
dup_subtitle (HwPlanning *planning, const HwOutlook *outlook)
{
  g_autoptr (GString) text = g_string_new (outlook->step->text);
  g_autofree char *lost = hw_step_words_dup_losses (outlook->losses);

  for (guint i = 0; i < outlook->tables->len; i++)
    {
      g_autofree char *table = dup_table (planning, outlook->step, outlook->tables->pdata[i]);

      g_string_append (text, i > 0 ? ", " : text->len > 0 ? "\n" : "");
      g_string_append (text, table);
    }
  if (lost != NULL)
    {
      g_string_append_c (text, '\n');
      /* Translators: "3 rows and 20 values". */
      g_string_append_printf (text, _ ("Loses %s"), lost);
    }
  if (outlook->n_uncounted > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (
          text,
          ngettext ("%u statement changes or deletes rows: how many is not counted",
                    "%u statements change or delete rows: how many is not counted",
                    outlook->n_uncounted),
          outlook->n_uncounted);
    }
  for (guint i = 0; i < outlook->step->notes->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) outlook->step->notes->pdata[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_details (AdwExpanderRow *expander, const HwOutlook *outlook)
{
  const HwStep *step = outlook->step;
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < outlook->losses->len; i++)
    {
      const HwLoss *loss = outlook->losses->pdata[i];
      g_autofree char *title = hw_object_dup_title (loss->object);
      g_autofree char *much = hw_step_words_dup_loss (loss);
      g_autofree char *text = g_strdup_printf (_ ("%s is lost, with %s"), title, much);

      adw_expander_row_add_row (expander, new_row (text, NULL, "edit-delete-symbolic", "bad"));
    }
  if (outlook->error != NULL)
    adw_expander_row_add_row (expander,
                              new_row (_ ("What is lost could not be counted"),
                                       outlook->error->message, "edit-delete-symbolic", "bad"));
  if (step->needs_python)
    adw_expander_row_add_row (
        expander, new_row (_ ("It runs as a program"),
                           _ ("It reads data while it runs. This is what it did on an empty copy:"),
                           "system-run-symbolic", "notice"));
  for (guint i = 0; i < step->statements->len; i++)
    {
      const HwPlanStatement *statement = step->statements->pdata[i];

      if (statement->done)
        g_string_append_printf (sql, "/* %s */ -- ", _ ("There already:"));
      g_string_append_printf (sql, "%s;\n", statement->sql);
    }
  if (sql->len == 0)
    {
      adw_expander_row_add_row (
          expander, new_row (_ ("Only the version is written; the schema stays as it is."), NULL,
                             NULL, NULL));
      return;
    }
  g_string_truncate (sql, sql->len - 1);
  adw_expander_row_add_row (expander, hw_sql_view_new (sql->str));
}

/* What was chosen follows from what the user unchecked. */
static void
update (HwPlanList *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *steps = self->planning->plan->steps;

  for (guint i = 0; i < steps->len; i++)
    if (g_hash_table_contains (self->left_out, self->buttons->pdata[i]))
      g_array_append_val (numbers, ((HwStep *) steps->pdata[i])->number);
  g_clear_pointer (&self->chosen, hw_plan_unref);
  self->chosen = hw_plan_without (self->planning->plan, (const guint *) (gpointer) numbers->data,
                                  numbers->len);
  self->updating = TRUE;
  for (guint i = 0; i < steps->len; i++)
    {
      GtkCheckButton *button = self->buttons->pdata[i];
      gboolean is_chosen = g_ptr_array_find (self->chosen->steps, steps->pdata[i], NULL);

      gtk_check_button_set_active (button, is_chosen);
      gtk_widget_set_sensitive (GTK_WIDGET (button),
                                is_chosen || g_hash_table_contains (self->left_out, button));
    }
  self->updating = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static void
on_toggled (GtkCheckButton *button, HwPlanList *self)
{
  if (self->updating)
    return;
  if (gtk_check_button_get_active (button))
    g_hash_table_remove (self->left_out, button);
  else
    g_hash_table_add (self->left_out, button);
  update (self);
}

static GtkWidget *
new_step_row (HwPlanList *self, const HwOutlook *outlook)
{
  const HwStep *step = outlook->step;
  GtkWidget *expander = adw_expander_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *action = hw_step_words_dup_action (step);
  g_autofree char *title =
      g_strdup_printf ("%s: %s", hw_database_get_title (step->database), action);
  g_autofree char *escaped = g_markup_escape_text (action, -1);
  g_autofree char *subtitle = dup_subtitle (self->planning, outlook);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);
  /* Translators: a check box; %s is a database and what is done to it. */
  g_autofree char *label = g_strdup_printf (_ ("Carry out %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), escaped_subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Carry out this step"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  g_ptr_array_add (self->buttons, button);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (expander), button);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (expander), hw_risk_badge_new (step->risk));
  add_details (ADW_EXPANDER_ROW (expander), outlook);
  return expander;
}

static void
add_heading (HwPlanList *self, const char *heading, const char *style)
{
  gtk_box_append (self->groups, hw_label_new_text (heading, style));
}

/* A boxed list under @heading. */
static GtkWidget *
add_group (HwPlanList *self, const char *heading)
{
  GtkWidget *list = gtk_list_box_new ();

  add_heading (self, heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_box_append (self->groups, list);
  return list;
}

/* The steps of a database stand together, below each other, in the wave that it is in. */
static void
add_steps (HwPlanList *self)
{
  GPtrArray *outlooks = self->planning->outlooks;
  const HwStep *last =
      outlooks->len > 0 ? ((HwOutlook *) outlooks->pdata[outlooks->len - 1])->step : NULL;
  g_autoptr (GHashTable) lists = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < outlooks->len; i++)
    {
      const HwOutlook *outlook = outlooks->pdata[i];
      const HwStep *step = outlook->step;
      const HwStep *before = i > 0 ? ((HwOutlook *) outlooks->pdata[i - 1])->step : NULL;
      GtkWidget *list;

      if (last->wave > 0 && (before == NULL || before->wave != step->wave))
        add_heading (self, before == NULL ? _ ("First") : _ ("Then, when these have ended"),
                     "title-4");
      list = g_hash_table_lookup (lists, step->database);
      if (list == NULL)
        {
          list = add_group (self, hw_database_get_title (step->database));
          g_hash_table_insert (lists, step->database, list);
        }
      gtk_list_box_append (GTK_LIST_BOX (list), new_step_row (self, outlook));
    }
}

static void
add_left_out (HwPlanList *self)
{
  GPtrArray *refusals = self->planning->plan->refusals;
  GPtrArray *remainders = self->planning->plan->remainders;
  GtkWidget *list = refusals->len + remainders->len > 0 ? add_group (self, _ ("Left out")) : NULL;

  for (guint i = 0; i < refusals->len; i++)
    {
      const HwRefusal *refusal = refusals->pdata[i];
      const char *title = hw_database_get_title (refusal->database);
      g_autofree char *text = hw_message_dup_text_below (refusal->error, title);

      gtk_list_box_append (GTK_LIST_BOX (list),
                           new_row (title, text, "hw-blocked-symbolic", "bad"));
    }
  for (guint i = 0; i < remainders->len; i++)
    {
      const HwRemainder *remainder = remainders->pdata[i];
      g_autofree char *sentence = hw_advice_dup_sentence (remainder->check);
      g_autofree char *text = g_strjoin ("\n", sentence, remainder->remedy, NULL);

      gtk_list_box_append (GTK_LIST_BOX (list),
                           new_row (hw_database_get_title (remainder->check->database), text,
                                    "hw-blocked-symbolic", "bad"));
    }
}

void
hw_plan_list_set_planning (HwPlanList *self, HwPlanning *planning)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  g_ptr_array_set_size (self->buttons, 0);
  g_hash_table_remove_all (self->left_out);
  g_clear_pointer (&self->chosen, hw_plan_unref);
  g_clear_pointer (&self->planning, hw_planning_unref);
  if (planning == NULL)
    return;
  self->planning = hw_planning_ref (planning);
  add_steps (self);
  add_left_out (self);
  update (self);
}

HwPlan *
hw_plan_list_get_chosen (HwPlanList *self)
{
  return self->chosen;
}

char *
hw_plan_list_dup_totals (HwPlanList *self)
{
  g_autoptr (GHashTable) databases = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) losses = g_ptr_array_new ();
  g_autofree char *steps = NULL;
  g_autofree char *lost = NULL;
  guint n = self->chosen != NULL ? self->chosen->steps->len : 0;
  HwRisk risk = HW_RISK_SAFE;

  if (n == 0)
    return g_strdup (_ ("Nothing will be done."));
  for (guint i = 0; i < self->planning->outlooks->len; i++)
    {
      const HwOutlook *outlook = self->planning->outlooks->pdata[i];

      if (!g_ptr_array_find (self->chosen->steps, outlook->step, NULL))
        continue;
      g_hash_table_add (databases, outlook->step->database);
      risk = MAX (risk, outlook->step->risk);
      g_ptr_array_extend (losses, outlook->losses, NULL, NULL);
    }
  steps = g_strdup_printf (ngettext ("%u step", "%u steps", n), n);
  lost = hw_step_words_dup_losses (losses);
  if (lost != NULL)
    /* Translators: the last %s is "3 rows and 20 values". */
    return g_strdup_printf (ngettext ("%s on %u database. Loses %s.",
                                      "%s on %u databases. Loses %s.",
                                      g_hash_table_size (databases)),
                            steps, g_hash_table_size (databases), lost);
  return g_strdup_printf (
      risk == HW_RISK_DESTROYING
          ? ngettext ("%s on %u database. Objects are dropped; no counted value is lost.",
                      "%s on %u databases. Objects are dropped; no counted value is lost.",
                      g_hash_table_size (databases))
          : ngettext ("%s on %u database. Nothing is lost.", "%s on %u databases. Nothing is lost.",
                      g_hash_table_size (databases)),
      steps, g_hash_table_size (databases));
}

static void
hw_plan_list_finalize (GObject *object)
{
  HwPlanList *self = HW_PLAN_LIST (object);

  g_clear_pointer (&self->chosen, hw_plan_unref);
  g_clear_pointer (&self->planning, hw_planning_unref);
  g_ptr_array_unref (self->buttons);
  g_hash_table_unref (self->left_out);
  G_OBJECT_CLASS (hw_plan_list_parent_class)->finalize (object);
}

static void
hw_plan_list_class_init (HwPlanListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = hw_plan_list_finalize;
  changed_signal = g_signal_new ("changed", HW_TYPE_PLAN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
hw_plan_list_init (HwPlanList *self)
{
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->buttons = g_ptr_array_new ();
  self->left_out = g_hash_table_new (NULL, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->groups));
}
