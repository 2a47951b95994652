/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-confirm.c: asks for the names of protected databases before they are changed. */

#include "hw-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "hw-label.h"

typedef struct
{
  AdwMessageDialog *dialog;
  GPtrArray *databases; /* (element-type HwDatabase): the protected ones */
  GPtrArray *entries;   /* (element-type GtkEditable): one for each */
  HwConfirmed confirmed;
  GtkWidget *owner;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->databases);
  g_ptr_array_unref (question->entries);
  g_object_unref (question->owner);
  g_free (question);
}

static GPtrArray *
find_protected (HwPlan *plan)
{
  GPtrArray *databases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < plan->steps->len; i++)
    {
      HwDatabase *database = ((HwStep *) plan->steps->pdata[i])->database;

      if (hw_database_is_protected (database) && !g_ptr_array_find (databases, database, NULL))
        g_ptr_array_add (databases, g_object_ref (database));
    }
  return databases;
}

static void
on_changed (GtkEditable *editable, Question *question)
{
  gboolean right = TRUE;

  for (guint i = 0; i < question->databases->len; i++)
    right = right && g_str_equal (gtk_editable_get_text (question->entries->pdata[i]),
                                  hw_database_get_title (question->databases->pdata[i]));
  adw_message_dialog_set_response_enabled (question->dialog, "apply", right);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "apply"))
    question->confirmed (question->owner);
}

static void
add_entry (Question *question, GtkBox *box, HwDatabase *database)
{
  const char *title = hw_database_get_title (database);
  GtkWidget *label = hw_label_new_text (title, "heading");
  GtkWidget *entry = gtk_entry_new ();
  /* Translators: an entry; %s is a database. */
  g_autofree char *name = g_strdup_printf (_ ("Type %s"), title);

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_ptr_array_add (question->entries, entry);
  g_signal_connect (entry, "changed", G_CALLBACK (on_changed), question);
  gtk_box_append (box, label);
  gtk_box_append (box, entry);
}

static void
present (Question *question)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  question->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (question->owner)), _ ("Change a Protected Database?"),
      ngettext ("Its environment is protected. Type its name to go on.",
                "Their environment is protected. Type the name of each to go on.",
                question->databases->len)));
  for (guint i = 0; i < question->databases->len; i++)
    add_entry (question, box, question->databases->pdata[i]);
  adw_message_dialog_set_extra_child (question->dialog, GTK_WIDGET (box));
  adw_message_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "apply",
                                    _ ("Carry _Out"), NULL);
  adw_message_dialog_set_response_appearance (question->dialog, "apply", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_enabled (question->dialog, "apply", FALSE);
  adw_message_dialog_set_default_response (question->dialog, "apply");
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (question->dialog), "question", question, question_free);
  g_signal_connect (question->dialog, "response", G_CALLBACK (on_response), question);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

void
hw_confirm_plan (GtkWidget *owner, HwPlan *plan, HwConfirmed confirmed)
{
  g_autoptr (GPtrArray) databases = find_protected (plan);
  Question *question;

  if (databases->len == 0)
    {
      confirmed (owner);
      return;
    }
  question = g_new0 (Question, 1);
  question->databases = g_steal_pointer (&databases);
  question->entries = g_ptr_array_new ();
  question->confirmed = confirmed;
  question->owner = g_object_ref (owner);
  present (question);
}
