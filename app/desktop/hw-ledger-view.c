/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger-view.c: what Headway did to a database: when, who, how long, and the SQL. */

#include "hw-ledger-view.h"

#include <glib/gi18n.h>

#include "hw-ledger-step.h"
#include "hw-message.h"

/* How many steps are shown before older ones are asked for. */
#define AT_ONCE 100

struct _HwLedgerView
{
  HwDatabaseView parent_instance;
  GtkDropDown *results;
  GtkLabel *number;
  GtkListBox *rows;
  GtkWidget *none;
  GtkWidget *older;
  GPtrArray *steps; /* (nullable) (element-type HwLedgerRow) */
  guint next;       /* the first of them that is not shown yet */
};

G_DEFINE_FINAL_TYPE (HwLedgerView, hw_ledger_view, HW_TYPE_DATABASE_VIEW)

static gpointer
read_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  g_autoptr (HwConnection) connection = hw_database_connect (data, cancellable, error);

  return connection != NULL ? hw_ledger_read (connection, cancellable, error) : NULL;
}

/* Whether the result chosen above the list is that of @row; the first choice is any. */
static gboolean
is_chosen (HwLedgerView *self, const HwLedgerRow *row)
{
  guint chosen = gtk_drop_down_get_selected (self->results);

  return chosen == 0 || g_str_equal (hw_ledger_results[chosen - 1].event, row->event);
}

/* Shows some more steps, older than those that are shown. */
static void
show_older (HwLedgerView *self)
{
  guint left = AT_ONCE;

  while (self->next < self->steps->len && left > 0)
    {
      const HwLedgerRow *row = g_ptr_array_index (self->steps, self->next++);

      if (!is_chosen (self, row))
        continue;
      gtk_list_box_append (self->rows, hw_ledger_step_new (self->steps, row));
      left--;
    }
  gtk_widget_set_visible (self->older, self->next < self->steps->len);
}

/* From the newest on, after another result was chosen or the ledger was read. */
static void
show_steps (HwLedgerView *self)
{
  GtkWidget *child;

  if (self->steps == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  self->next = 0;
  show_older (self);
  gtk_widget_set_visible (self->none, gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), !gtk_widget_get_visible (self->none));
}

static void
count (HwLedgerView *self)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u step", "%u steps", self->steps->len), self->steps->len);

  gtk_label_set_label (self->number, text);
}

static void
read_done (gpointer owner, gpointer result, const GError *error)
{
  HwLedgerView *self = owner;
  GPtrArray *rows = result;

  if (error != NULL)
    {
      g_autofree char *text = hw_message_dup_text (error);

      hw_database_view_show_message (owner, "document-open-recent-symbolic",
                                     _ ("The Ledger Cannot Be Read"), text);
      return;
    }
  if (rows->len == 0)
    {
      hw_database_view_show_message (
          owner, "document-open-recent-symbolic", _ ("Nothing Was Done Here Yet"),
          _ ("What Headway does to this database is written down in the database itself, "
             "and shown here."));
      return;
    }
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->steps = g_ptr_array_ref (rows);
  count (self);
  show_steps (self);
  hw_database_view_show_content (owner);
}

static void
update (HwDatabaseView *view, HwDatabaseItem *item)
{
  HwDatabase *database = hw_database_view_require_database (view);

  if (database != NULL)
    hw_database_view_find (view, _ ("Reading the ledger"), read_in_thread, g_object_ref (database),
                           g_object_unref, (GDestroyNotify) g_ptr_array_unref, read_done);
}

static void
hw_ledger_view_dispose (GObject *object)
{
  HwLedgerView *self = HW_LEDGER_VIEW (object);

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (hw_ledger_view_parent_class)->dispose (object);
}

static void
hw_ledger_view_class_init (HwLedgerViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_ledger_view_dispose;
  HW_DATABASE_VIEW_CLASS (class)->update = update;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-ledger-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, results);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, number);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, rows);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, none);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, older);
  gtk_widget_class_bind_template_callback (widget_class, show_older);
  gtk_widget_class_bind_template_callback (widget_class, show_steps);
}

static void
hw_ledger_view_init (HwLedgerView *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, _ ("All results"));
  for (guint i = 0; i < hw_ledger_n_results; i++)
    gtk_string_list_append (names, _ (hw_ledger_results[i].word));
  gtk_drop_down_set_model (self->results, G_LIST_MODEL (names));
}
