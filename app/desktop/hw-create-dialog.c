/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-create-dialog.c: makes the roles and databases that connections name and servers lack. */

#include "hw-create-dialog.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

#include "hw-creation.h"
#include "hw-credentials.h"
#include "hw-message.h"
#include "hw-program.h"
#include "hw-sql-view.h"
#include "hw-symbol.h"

#define TYPING 500 /* milliseconds without a key until the server is asked */

struct _HwCreateDialog
{
  AdwWindow parent_instance;
  GtkWidget *create;
  GtkWidget *content; /* what is not to be touched while databases are created */
  GtkEditable *creator;
  GtkEditable *creator_password;
  GtkWidget *passwords;
  GtkEditable *password;
  GtkSwitch *remember;
  HwSymbol *symbol;
  GtkLabel *words;
  GtkWidget *script;
  HwSqlView *sql;
  HwSession *session;
  GPtrArray *items; /* of HwDatabaseItem */
  GPtrArray *found; /* (nullable): of HwCreation */
  guint typing;
  HwWork *work;
};

G_DEFINE_FINAL_TYPE (HwCreateDialog, hw_create_dialog, ADW_TYPE_WINDOW)

/* What the server is asked, or told; for the worker. */
typedef struct
{
  GPtrArray *databases;   /* of HwDatabase */
  GPtrArray *found;       /* (nullable): of HwCreation, to be made */
  char *creator;          /* (nullable) */
  char *creator_password; /* (nullable): in non-pageable memory, as the next */
  char *password;         /* (nullable) */
  gboolean remember;
} Request;

static char *
dup_secret (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);

  return text[0] != '\0' ? hw_program_dup_secret (text, strlen (text)) : NULL;
}

static Request *
request_new (HwCreateDialog *self)
{
  Request *request = g_new0 (Request, 1);
  const char *creator = gtk_editable_get_text (self->creator);

  request->databases = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (request->databases,
                     g_object_ref (hw_database_item_get_database (self->items->pdata[i])));
  request->found = self->found != NULL ? g_ptr_array_ref (self->found) : NULL;
  request->creator = creator[0] != '\0' ? g_strdup (creator) : NULL;
  request->creator_password = dup_secret (self->creator_password);
  request->password = dup_secret (self->password);
  request->remember = gtk_switch_get_active (self->remember);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->databases);
  g_clear_pointer (&request->found, g_ptr_array_unref);
  g_free (request->creator);
  secret_password_free (request->creator_password);
  secret_password_free (request->password);
  g_free (request);
}

static void
set_words (HwCreateDialog *self, const char *icon, const char *style, const char *words)
{
  hw_symbol_show (self->symbol, icon, style);
  gtk_label_set_label (self->words, words);
}

/* What is missing, and the statements that make it. */
static void
show_found (HwCreateDialog *self)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  gboolean with_password = gtk_editable_get_text (self->password)[0] != '\0';
  guint n_roles = 0, n_databases = 0;

  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    {
      const HwCreation *creation = self->found->pdata[i];
      g_autofree char *part = hw_creation_dup_sql (creation, with_password);

      g_string_append (sql, part);
      n_roles += creation->lacks_role;
      n_databases += creation->lacks_database;
    }
  if (self->found != NULL && sql->len == 0)
    set_words (self, "hw-up-to-date-symbolic", "good", _ ("Everything is there already."));
  else if (self->found != NULL)
    set_words (self, "hw-empty-symbolic", "notice", _ ("These statements are run:"));
  hw_sql_view_set_sql (self->sql, g_strchomp (sql->str));
  gtk_widget_set_visible (self->script, sql->len > 0);
  gtk_widget_set_visible (self->passwords, n_roles > 0);
  gtk_widget_set_sensitive (self->create, self->work == NULL && n_roles + n_databases > 0);
}

static gpointer
find_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Request *request = data;
  const HwCreator creator = { request->creator, request->creator_password };

  return hw_creation_find_all (request->databases, &creator, cancellable, error);
}

static void
fail (HwCreateDialog *self, const GError *error)
{
  g_autofree char *text = hw_message_dup_text (error);

  set_words (self, "hw-blocked-symbolic", "bad", text);
}

static void
find_done (gpointer owner, gpointer result, const GError *error)
{
  HwCreateDialog *self = owner;

  if (result != NULL)
    self->found = g_ptr_array_ref (result);
  else
    fail (self, error);
  show_found (self);
}

static gboolean
find (gpointer user_data)
{
  HwCreateDialog *self = user_data;

  self->typing = 0;
  hw_work_start (&self->work, _ ("Asking what is missing"), G_OBJECT (self), find_in_thread,
                 request_new (self), request_free, (GDestroyNotify) g_ptr_array_unref, find_done);
  return G_SOURCE_REMOVE;
}

static void
stop (HwCreateDialog *self)
{
  hw_work_cancel (&self->work);
  g_clear_handle_id (&self->typing, g_source_remove);
}

static void
on_typed (HwCreateDialog *self)
{
  stop (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  set_words (self, "hw-unchecked-symbolic", "quiet", _ ("Asking the server…"));
  show_found (self);
  self->typing = g_timeout_add (TYPING, find, self);
}

/* The password of a role that was made here is known to be right. */
static gboolean
keep_password (Request *request, const HwCreation *creation, GCancellable *cancellable,
               GError **error)
{
  if (!creation->lacks_role || request->password == NULL)
    return TRUE;
  if (request->remember &&
      !hw_credentials_store (creation->database, request->password, cancellable, error))
    return FALSE;
  hw_credentials_keep (creation->database, request->remember ? NULL : request->password);
  return TRUE;
}

static gpointer
create_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  Request *request = data;
  const HwCreator creator = { request->creator, request->creator_password };

  for (guint i = 0; i < request->found->len; i++)
    {
      const HwCreation *creation = request->found->pdata[i];

      if (!hw_creation_run (creation, &creator, request->password, cancellable, error) ||
          !keep_password (request, creation, cancellable, error))
        return NULL;
    }
  return GINT_TO_POINTER (TRUE);
}

static void
create_done (gpointer owner, gpointer result, const GError *error)
{
  HwCreateDialog *self = owner;

  gtk_widget_set_sensitive (self->content, TRUE);
  if (error != NULL)
    {
      g_clear_pointer (&self->found, g_ptr_array_unref);
      show_found (self);
      fail (self, error);
      return;
    }
  hw_session_check (self->session, self->items);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_create (HwCreateDialog *self)
{
  hw_work_start (&self->work, _ ("Creating databases"), G_OBJECT (self), create_in_thread,
                 request_new (self), request_free, NULL, create_done);
  gtk_widget_set_sensitive (self->create, FALSE);
  gtk_widget_set_sensitive (self->content, FALSE);
  set_words (self, "hw-unchecked-symbolic", "quiet", _ ("Creating…"));
}

static void
hw_create_dialog_dispose (GObject *object)
{
  HwCreateDialog *self = HW_CREATE_DIALOG (object);

  stop (self);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_create_dialog_parent_class)->dispose (object);
}

static void
hw_create_dialog_class_init (HwCreateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_create_dialog_dispose;
  g_type_ensure (HW_TYPE_SQL_VIEW);
  g_type_ensure (HW_TYPE_SYMBOL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-create-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, create);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, content);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, creator);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, creator_password);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, passwords);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, password);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, remember);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, symbol);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, script);
  gtk_widget_class_bind_template_child (widget_class, HwCreateDialog, sql);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, show_found);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hw_create_dialog_init (HwCreateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hw_create_dialog_show (GtkWindow *parent, HwSession *session, GPtrArray *items)
{
  HwCreateDialog *self = g_object_new (HW_TYPE_CREATE_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  self->items = g_ptr_array_ref (items);
  on_typed (self);
  gtk_window_present (GTK_WINDOW (self));
}
