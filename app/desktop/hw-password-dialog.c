/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-password-dialog.c: asks for the password of a database, and tries it at once. */

#include "hw-password-dialog.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#include "hw-credentials.h"
#include "hw-message.h"
#include "hw-program.h"

struct _HwPasswordDialog
{
  AdwWindow parent_instance;
  GtkWidget *connect;
  GtkLabel *question;
  GtkEditable *password;
  GtkSwitch *remember;
  GtkWidget *missing;
  GtkWidget *trouble;
  GtkLabel *words;
  HwSession *session;
  HwDatabaseItem *item;
  HwWork *work;
};

G_DEFINE_FINAL_TYPE (HwPasswordDialog, hw_password_dialog, ADW_TYPE_WINDOW)

/* One try, while it lasts. */
typedef struct
{
  HwDatabase *database;
  char *password; /* in non-pageable memory */
  gboolean remember;
} Try;

static void
try_free (gpointer data)
{
  Try *attempt = data;

  g_object_unref (attempt->database);
  secret_password_free (attempt->password);
  g_free (attempt);
}

static gpointer
try_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Try *attempt = data;
  g_autoptr (HwConnection) connection =
      hw_credentials_try (attempt->database, attempt->password, cancellable, error);

  if (connection == NULL)
    return NULL;
  if (attempt->remember &&
      !hw_credentials_store (attempt->database, attempt->password, cancellable, error))
    return NULL;
  hw_credentials_keep (attempt->database, attempt->remember ? NULL : attempt->password);
  return GINT_TO_POINTER (TRUE);
}

static void
update (HwPasswordDialog *self)
{
  gtk_widget_set_sensitive (self->connect, self->work == NULL &&
                                               gtk_editable_get_text (self->password)[0] != '\0');
}

static void
show_trouble (HwPasswordDialog *self, const GError *error)
{
  g_autofree char *text =
      g_error_matches (error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG)
          ? g_strdup (_ ("The server does not take this password. Nothing was stored."))
          : hw_message_dup_text (error);

  gtk_label_set_label (self->words, text);
  gtk_widget_set_visible (self->trouble, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
tried (gpointer owner, gpointer result, const GError *error)
{
  HwPasswordDialog *self = owner;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  update (self);
  if (error != NULL)
    {
      show_trouble (self, error);
      return;
    }
  g_ptr_array_add (items, self->item);
  hw_session_check (self->session, items);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_connect (HwPasswordDialog *self)
{
  const char *text = gtk_editable_get_text (self->password);
  Try *attempt;

  if (self->work != NULL || text[0] == '\0')
    return;
  attempt = g_new0 (Try, 1);
  attempt->database = g_object_ref (hw_database_item_get_database (self->item));
  attempt->password = hw_program_dup_secret (text, strlen (text));
  attempt->remember = gtk_switch_get_active (self->remember);
  hw_work_start (&self->work, _ ("Connecting"), G_OBJECT (self), try_in_thread, attempt, try_free,
                 NULL, tried);
  update (self);
}

static void
on_changed (HwPasswordDialog *self)
{
  gtk_widget_set_visible (self->trouble, FALSE);
  update (self);
}

/* What is missing there is made instead. */
static void
on_create (HwPasswordDialog *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (HwDatabaseItem) item = g_object_ref (self->item);

  gtk_window_close (GTK_WINDOW (self));
  gtk_widget_activate_action (parent, "win.create-databases", "s",
                              hw_database_item_get_title (item));
}

static void
hw_password_dialog_dispose (GObject *object)
{
  HwPasswordDialog *self = HW_PASSWORD_DIALOG (object);

  g_clear_object (&self->work);
  g_clear_object (&self->session);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hw_password_dialog_parent_class)->dispose (object);
}

static void
hw_password_dialog_class_init (HwPasswordDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_password_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, connect);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, question);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, remember);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, missing);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, HwPasswordDialog, words);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_password_dialog_init (HwPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hw_password_dialog_show (GtkWindow *parent, HwSession *session, HwDatabaseItem *item)
{
  HwPasswordDialog *self = g_object_new (HW_TYPE_PASSWORD_DIALOG, "transient-for", parent, NULL);
  HwDatabase *database = hw_database_item_get_database (item);
  /* Translators: a database such as order@production, and where it is. */
  g_autofree char *question =
      g_strdup_printf (_ ("The server wants a password for %s\n%s"),
                       hw_database_get_title (database), hw_database_get_conninfo (database));

  self->session = g_object_ref (session);
  self->item = g_object_ref (item);
  gtk_label_set_label (self->question, question);
  gtk_widget_set_visible (self->missing, !hw_database_is_protected (database));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}
