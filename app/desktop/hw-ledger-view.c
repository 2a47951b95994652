/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ledger-view.c: what Headway did to a database: when, who, how long, and the SQL. */

#include "hw-ledger-view.h"

#include <glib/gi18n.h>

#include "hw-ledger.h"
#include "hw-message.h"
#include "hw-sql-view.h"

struct _HwLedgerView
{
  HwDatabaseView parent_instance;
  GtkStack *stack;
  AdwStatusPage *message;
  GtkListBox *rows;
  HwWork *work;
};

G_DEFINE_FINAL_TYPE (HwLedgerView, hw_ledger_view, HW_TYPE_DATABASE_VIEW)

static gpointer
read_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  g_autoptr (HwConnection) connection = hw_database_connect (data, cancellable, error);

  return connection != NULL ? hw_ledger_read (connection, cancellable, error) : NULL;
}

static void
show_message (HwLedgerView *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, description);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* "Applied a1b2c3", in the user's words. (transfer full) */
static char *
dup_title (const HwLedgerRow *row)
{
  static const struct
  {
    const char *action;
    const char *done;
  } words[] = {
    { "upgrade", N_ ("Applied %s") },
    { "downgrade", N_ ("Rolled back %s") },
    { "stamp", N_ ("Stamped %s") },
    { "repair", N_ ("Repaired towards %s") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (row->action, words[i].action))
      {
        g_autoptr (GString) title = g_string_new (_ (words[i].done));

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

  return local != NULL ? g_date_time_format (local, "%c") : g_strdup (row->at);
}

static GtkWidget *
new_outcome (const HwLedgerRow *row)
{
  gboolean done = g_str_equal (row->event, "done");
  GtkWidget *icon =
      gtk_image_new_from_icon_name (done ? "hw-up-to-date-symbolic" : "hw-drifted-symbolic");
  const char *words = done                                 ? _ ("Done")
                      : g_str_equal (row->event, "failed") ? _ ("Failed")
                                                           : _ ("Begun, not ended");

  gtk_widget_add_css_class (icon, done ? "good" : "bad");
  gtk_widget_set_tooltip_text (icon, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return icon;
}

static void
add_row (HwLedgerView *self, const HwLedgerRow *row)
{
  GtkWidget *expander = adw_expander_row_new ();
  g_autofree char *title = dup_title (row);
  g_autofree char *when = dup_when (row);
  g_autofree char *subtitle = g_strdup_printf (
      /* Translators: when, who, and how long it took in seconds. */
      _ ("%s by %s, %.2f s"), when, row->who, (double) row->duration / G_USEC_PER_SEC);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);
  g_autofree char *text = row->error != NULL ? g_strdup_printf ("-- %s\n%s", row->error, row->sql)
                                             : g_strdup (row->sql);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), escaped);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), escaped_subtitle);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (expander), new_outcome (row));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), hw_sql_view_new (text));
  gtk_list_box_append (self->rows, expander);
}

static void
read_done (gpointer owner, HwWork *work, gpointer result, const GError *error)
{
  HwLedgerView *self = owner;
  GPtrArray *rows = result;
  GtkWidget *child;

  if (self->work != work)
    return;
  g_clear_object (&self->work);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, child);
  if (error != NULL)
    {
      show_message (self, _ ("The Ledger Cannot Be Read"), error->message);
      return;
    }
  if (rows->len == 0)
    {
      show_message (self, _ ("Nothing Was Done Here Yet"),
                    _ ("What Headway does to this database is written down in the database itself, "
                       "and shown here."));
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  gtk_stack_set_visible_child_name (self->stack, "rows");
}

static void
update (HwDatabaseView *view, HwDatabaseItem *item)
{
  HwLedgerView *self = HW_LEDGER_VIEW (view);
  HwDatabase *database = item != NULL ? hw_database_item_get_database (item) : NULL;

  if (self->work != NULL)
    hw_work_stop (self->work);
  g_clear_object (&self->work);
  if (database == NULL)
    {
      show_message (self, _ ("No Database"), _ ("This service has no database in the fleet file."));
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "loading");
  self->work = hw_work_start (_ ("Reading the ledger"), G_OBJECT (self), read_in_thread,
                              g_object_ref (database), g_object_unref,
                              (GDestroyNotify) g_ptr_array_unref, read_done);
}

static void
hw_ledger_view_dispose (GObject *object)
{
  HwLedgerView *self = HW_LEDGER_VIEW (object);

  g_clear_object (&self->work);
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
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, stack);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, message);
  gtk_widget_class_bind_template_child (widget_class, HwLedgerView, rows);
}

static void
hw_ledger_view_init (HwLedgerView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
