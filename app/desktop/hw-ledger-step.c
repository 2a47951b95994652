/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger-step.c: one step of the ledger: what, when, who, how long; opens to its error and SQL.
 */

#include "hw-ledger-step.h"

#include <glib/gi18n.h>
#include <string.h>

#include "hw-label.h"
#include "hw-sql-view.h"
#include "hw-symbol.h"

const HwLedgerResult hw_ledger_results[] = {
  { "done", N_ ("Done"), "hw-up-to-date-symbolic", "good" },
  { "failed", N_ ("Failed"), "hw-failed-symbolic", "bad" },
  { "begun", N_ ("Begun, not ended"), "hw-dirty-symbolic", "bad" },
};
const guint hw_ledger_n_results = G_N_ELEMENTS (hw_ledger_results);

static guint
find_result (const HwLedgerRow *row)
{
  for (guint i = 0; i < hw_ledger_n_results; i++)
    if (g_str_equal (hw_ledger_results[i].event, row->event))
      return i;
  return hw_ledger_n_results - 1;
}

/* "Applied a1b2c3", in the user's words. (transfer full) */
static char *
dup_title (const HwLedgerRow *row)
{
  static const struct
  {
    const char *action;
    const char *words[3]; /* one for each result */
  } titles[] = {
    { "upgrade", { N_ ("Applied %s"), N_ ("Applying %s failed"), N_ ("Applying %s was begun") } },
    { "downgrade",
      { N_ ("Rolled back %s"), N_ ("Rolling back %s failed"), N_ ("Rolling back %s was begun") } },
    { "stamp", { N_ ("Stamped %s"), N_ ("Stamping %s failed"), N_ ("Stamping %s was begun") } },
    { "repair",
      { N_ ("Repaired towards %s"), N_ ("Repairing towards %s failed"),
        N_ ("Repairing towards %s was begun") } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (row->action, titles[i].action))
      {
        g_autoptr (GString) title = g_string_new (_ (titles[i].words[find_result (row)]));

        g_string_replace (title, "%s", row->revision, 1);
        return g_string_free (g_steal_pointer (&title), FALSE);
      }
  return g_strdup_printf ("%s %s", row->action, row->revision);
}

static char *
dup_when (const HwLedgerRow *row)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (row->at, NULL);
  g_autoptr (GDateTime) local = at != NULL ? g_date_time_to_local (at) : NULL;

  return local != NULL ? g_date_time_format (local, "%x %X") : g_strdup (row->at);
}

static char *
dup_duration (gint64 duration)
{
  gint64 seconds = duration / G_USEC_PER_SEC;

  if (seconds >= 60)
    return g_strdup_printf (_ ("%d min %d s"), (int) (seconds / 60), (int) (seconds % 60));
  if (seconds >= 10)
    return g_strdup_printf (_ ("%d s"), (int) seconds);
  if (seconds >= 1)
    return g_strdup_printf (_ ("%.1f s"), (double) duration / G_USEC_PER_SEC);
  return g_strdup_printf (_ ("%d ms"), (int) (duration / 1000));
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = hw_label_new_text (text, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

/* "004 → 005 · role order · headway · 2 of 5 statements done". (transfer full) */
static char *
dup_facts (const HwLedgerRow *row)
{
  g_autofree char *before = hw_version_to_text ((const char *const *) row->version_before);
  g_autofree char *after = hw_version_to_text ((const char *const *) row->version_after);
  g_autoptr (GString) facts = g_string_new (NULL);

  g_string_printf (facts, "%s → %s", before, after);
  /* Translators: a role of the database. */
  g_string_append_printf (facts, _ (" · role %s"), row->role);
  g_string_append_printf (facts, " · %s", row->application);
  if (!g_str_equal (row->event, "done"))
    g_string_append_printf (
        facts,
        ngettext (" · %u of %u statement done", " · %u of %u statements done", row->statements),
        row->statements_done, row->statements);
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/* About so many pixels; a text knows its height only when it was shown. */
#define LINE_HEIGHT 19
#define LINE_LENGTH 76
#define MOST_SQL 320

/* Long SQL is scrolled in its place, so that the next step stays near. */
static GtkWidget *
new_sql (const char *sql)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  g_auto (GStrv) lines = g_strsplit (sql, "\n", -1);
  int n_lines = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n_lines += 1 + (int) strlen (lines[i]) / LINE_LENGTH;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), hw_sql_view_new (sql));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled),
                                              CLAMP (n_lines * LINE_HEIGHT + 24, 48, MOST_SQL));
  return scrolled;
}

/* A row and what holds it. */
typedef struct
{
  GPtrArray *rows;
  const HwLedgerRow *row;
} Step;

static void
step_free (gpointer data, GClosure *closure)
{
  Step *step = data;

  g_ptr_array_unref (step->rows);
  g_free (step);
}

/* What is inside is made when it is first looked at: there may be thousands. */
static void
on_expanded (AdwExpanderRow *expander, GParamSpec *pspec, Step *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *facts = dup_facts (step->row);

  g_signal_handlers_disconnect_by_func (expander, on_expanded, step);
  gtk_widget_add_css_class (box, "step");
  if (step->row->error != NULL)
    gtk_box_append (GTK_BOX (box), new_label (step->row->error, NULL));
  gtk_box_append (GTK_BOX (box), new_label (facts, "dim-label"));
  adw_expander_row_add_row (expander, box);
  if (step->row->sql != NULL && step->row->sql[0] != '\0')
    adw_expander_row_add_row (expander, new_sql (step->row->sql));
}

static void
add_result (AdwExpanderRow *expander, const HwLedgerRow *row)
{
  const HwLedgerResult *result = &hw_ledger_results[find_result (row)];
  GtkWidget *word = gtk_label_new (_ (result->word));

  adw_expander_row_add_prefix (expander, hw_symbol_new (result->icon, result->style));
  gtk_widget_add_css_class (word, "dim-label");
  adw_expander_row_add_action (expander, word);
}

GtkWidget *
hw_ledger_step_new (GPtrArray *rows, const HwLedgerRow *row)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title = dup_title (row);
  g_autofree char *when = dup_when (row);
  g_autofree char *duration = dup_duration (row->duration);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s · %s", when, row->who, duration);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);
  Step *step = g_new0 (Step, 1);

  step->rows = g_ptr_array_ref (rows);
  step->row = row;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), escaped_subtitle);
  add_result (ADW_EXPANDER_ROW (expander), row);
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (on_expanded), step, step_free,
                         0);
  return expander;
}
