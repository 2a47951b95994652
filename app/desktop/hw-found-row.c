/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-found-row.c: a service that was found in a folder: whether to take it, as what, and whether
 * its connection works. */

#include "hw-found-row.h"

#include <glib/gi18n.h>

#include "hw-conninfo.h"
#include "hw-connection.h"
#include "hw-symbol.h"
#include "hw-work.h"

#define TYPING 500 /* milliseconds without a key until a connection is tried */
#define CONNECT_SECONDS 5

struct _HwFoundRow
{
  AdwExpanderRow parent_instance;
  GtkCheckButton *take;
  GtkWidget *name;
  GtkWidget *connection;
  GtkWidget *answer;
  GtkWidget *symbol;
  char *migrations;
  guint typing;
  HwWork *work;
};

G_DEFINE_FINAL_TYPE (HwFoundRow, hw_found_row, ADW_TYPE_EXPANDER_ROW)

static void
show_answer (HwFoundRow *self, const char *icon, const char *style, const char *words)
{
  g_autofree char *markup = g_markup_escape_text (words, -1);

  hw_symbol_show (HW_SYMBOL (self->symbol), icon, style);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), markup);
}

static gpointer
try_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  const HwConnectionOptions options = { .conninfo = data, .connect_timeout = CONNECT_SECONDS };
  g_autoptr (HwConnection) connection = hw_connection_open (&options, cancellable, error);

  return GINT_TO_POINTER (connection != NULL);
}

static void
try_done (gpointer owner, gpointer result, const GError *error)
{
  HwFoundRow *self = owner;

  if (error == NULL)
    show_answer (self, "hw-up-to-date-symbolic", "good", _ ("It connects."));
  else if (g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING))
    show_answer (self, "hw-blocked-symbolic", "notice",
                 _ ("The server answers and wants a password. You will be asked for it."));
  else if (hw_postgres_error_has_state (error, "3D000"))
    show_answer (self, "hw-empty-symbolic", "notice",
                 _ ("The server answers, but it has no such database yet. Once the fleet is there, "
                    "it can be created."));
  else
    show_answer (self, "hw-unreachable-symbolic", "bad", error->message);
}

static gboolean
try (gpointer user_data)
{
  HwFoundRow *self = user_data;
  const char *conninfo = gtk_editable_get_text (GTK_EDITABLE (self->connection));
  g_autoptr (GError) error = NULL;

  self->typing = 0;
  if (!hw_conninfo_check (conninfo, &error))
    {
      g_autofree char *words = g_strdup_printf (_ ("The connection %s"), error->message);

      show_answer (self, "hw-unknown-symbolic", "bad", words);
      return G_SOURCE_REMOVE;
    }
  hw_work_start (&self->work, _ ("Connecting"), G_OBJECT (self), try_in_thread, g_strdup (conninfo),
                 g_free, NULL, try_done);
  return G_SOURCE_REMOVE;
}

static void
on_typed (HwFoundRow *self)
{
  hw_work_cancel (&self->work);
  g_clear_handle_id (&self->typing, g_source_remove);
  show_answer (self, "hw-unchecked-symbolic", "quiet", _ ("Connecting…"));
  self->typing = g_timeout_add (TYPING, try, self);
}

static void
on_named (HwFoundRow *self)
{
  g_autofree char *markup =
      g_markup_escape_text (gtk_editable_get_text (GTK_EDITABLE (self->name)), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), markup);
}

static void
hw_found_row_dispose (GObject *object)
{
  HwFoundRow *self = HW_FOUND_ROW (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_clear_object (&self->work);
  g_clear_pointer (&self->migrations, g_free);
  G_OBJECT_CLASS (hw_found_row_parent_class)->dispose (object);
}

static void
hw_found_row_class_init (HwFoundRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = hw_found_row_dispose;
}

static GtkWidget *
add_entry (HwFoundRow *self, const char *title)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), entry);
  return entry;
}

static void
hw_found_row_init (HwFoundRow *self)
{
  self->take = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_active (self->take, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->take), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->take), _ ("Take it into the fleet"));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->take));
  self->name = add_entry (self, _ ("Name"));
  self->connection = add_entry (self, _ ("Connection, without a password"));
  self->answer = adw_action_row_new ();
  self->symbol = hw_symbol_new (NULL, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->answer), self->symbol);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->answer);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_named), self);
  g_signal_connect_swapped (self->connection, "changed", G_CALLBACK (on_typed), self);
}

GtkWidget *
hw_found_row_new (const HwFoundService *service)
{
  HwFoundRow *self = g_object_new (HW_TYPE_FOUND_ROW, NULL);
  g_autofree char *words =
      service->source != NULL ? g_strdup_printf (_ ("%s, its database guessed from %s"),
                                                 service->migrations, service->source)
                              : g_strdup_printf (_ ("%s, its database guessed from the name alone"),
                                                 service->migrations);
  g_autofree char *markup = g_markup_escape_text (words, -1);
  /* Translators: the name of a service. */
  g_autofree char *take = g_strdup_printf (_ ("Take %s into the fleet"), service->name);

  self->migrations = g_strdup (service->migrations);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_LABEL, take,
                                  -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), markup);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->name), service->name);
  gtk_editable_set_text (GTK_EDITABLE (self->connection), service->conninfo);
  return GTK_WIDGET (self);
}

HwFoundService *
hw_found_row_dup_service (HwFoundRow *self)
{
  HwFoundService *service;

  if (!gtk_check_button_get_active (self->take))
    return NULL;
  service = g_new0 (HwFoundService, 1);
  service->name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  service->migrations = g_strdup (self->migrations);
  service->conninfo = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->connection)));
  return service;
}
