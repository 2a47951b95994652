/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-pane.c: one revision of a service: what it says, what it does, what to know of it. */

#include "hw-revision-pane.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-finding.h"
#include "hw-label.h"
#include "hw-message.h"
#include "hw-sql-view.h"
#include "hw-timeline-words.h"

#define WAIT 120 /* milliseconds on a revision before it is asked what it does */

struct _HwRevisionPane
{
  AdwBin parent_instance;
  GtkStack *pages;
  GtkLabel *title;
  GtkLabel *facts;
  GtkLabel *doc;
  GtkListBox *findings;
  GtkStack *sql;
  GtkLabel *message;
  GtkWidget *trust;
  GtkBox *up;
  GtkBox *down;

  HwSession *session;
  HwDatabaseItem *item;
  HwTimelineLayout *layout;
  const HwTimelineNode *node; /* of the layout */
  GPtrArray *ledger;
  HwWork *work;
  guint wait;
};

G_DEFINE_FINAL_TYPE (HwRevisionPane, hw_revision_pane, ADW_TYPE_BIN)

/* What a worker is asked, and what it finds out. */
typedef struct
{
  HwSession *session; /* its shadow is used */
  HwService *service;
  HwDatabase *database; /* (nullable) */
  HwHistory *history;   /* the revision's */
  const HwRevision *revision;
  GPtrArray *ledger; /* (nullable) */
  guint server_major;
} HwQuestion;

typedef struct
{
  HwRecording *recording;
  GPtrArray *findings;
} HwAnswer;

static void
question_free (gpointer data)
{
  HwQuestion *question = data;

  g_object_unref (question->session);
  hw_history_unref (question->history);
  g_clear_pointer (&question->ledger, g_ptr_array_unref);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  HwAnswer *answer = data;

  hw_recording_unref (answer->recording);
  g_ptr_array_unref (answer->findings);
  g_free (answer);
}

static gpointer
ask_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  const HwQuestion *question = data;
  const HwRevision *revision = question->revision;
  HwRecording *recording = hw_shadow_get_recording (
      hw_session_get_shadow (question->session), question->service, revision->id,
      question->server_major, question->database, progress, cancellable, error);
  HwAnswer *answer;

  if (recording == NULL)
    return NULL;
  answer = g_new0 (HwAnswer, 1);
  answer->recording = recording;
  answer->findings = hw_finding_list (
      revision, recording,
      question->ledger != NULL ? hw_ledger_find_applied (question->ledger, revision->id) : NULL);
  return answer;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static GtkWidget *
new_finding (const HwFinding *finding)
{
  gboolean is_bad = finding->kind == HW_FINDING_EDITED || finding->kind == HW_FINDING_DESTROYS;
  gboolean is_note = finding->kind == HW_FINDING_NOTE;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (is_note ? "dialog-information-symbolic"
                                                          : "dialog-warning-symbolic");
  GtkWidget *label = hw_label_new_text (finding->text, NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  if (!is_note)
    gtk_widget_add_css_class (icon, is_bad ? "bad" : "notice");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  finding->text, -1);
  return row;
}

/* @findings: (nullable) */
static void
show_findings (HwRevisionPane *self, GPtrArray *findings)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings))) != NULL)
    gtk_list_box_remove (self->findings, child);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    gtk_list_box_append (self->findings, new_finding (g_ptr_array_index (findings, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->findings), findings != NULL && findings->len > 0);
}

/* (transfer full) (nullable): why there is no SQL to show. */
static char *
dup_reason (const HwRecordedDirection *direction, gboolean down)
{
  if (direction->missing_module != NULL)
    return g_strdup_printf (_ ("It uses the Python module %s, which is missing here: its SQL is "
                               "known only in the service's own environment."),
                            direction->missing_module);
  if (!direction->exists)
    return g_strdup (down ? _ ("There is no downgrade.") : _ ("There is no upgrade."));
  if (direction->problem != NULL)
    return g_strdup_printf (_ ("What it does could not be found out: %s"), direction->problem);
  return direction->statements->len == 0 ? g_strdup (_ ("It does nothing.")) : NULL;
}

static char *
dup_sql (const HwRecordedDirection *direction)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *statement = g_ptr_array_index (direction->statements, i);

      g_string_append_printf (text, "%s%s%s;", i > 0 ? "\n\n" : "",
                              statement->in_transaction ? "" : _ ("-- outside a transaction\n"),
                              statement->sql);
    }
  return g_string_free (text, FALSE);
}

static void
show_direction (GtkBox *box, const HwRecordedDirection *direction, gboolean down)
{
  g_autofree char *reason = dup_reason (direction, down);
  g_autofree char *text = reason == NULL ? dup_sql (direction) : NULL;
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (box)), *child;

  if (old != NULL)
    gtk_box_remove (box, old);
  if (reason != NULL)
    {
      child = hw_label_new_text (reason, NULL);
      gtk_widget_set_margin_top (child, 12);
      gtk_widget_set_margin_bottom (child, 12);
      gtk_widget_set_margin_start (child, 12);
      gtk_widget_set_margin_end (child, 12);
    }
  else
    {
      child = hw_sql_view_new (text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      down ? _ ("SQL of the downgrade") : _ ("SQL of the upgrade"),
                                      -1);
    }
  gtk_box_append (box, child);
}

static void
show_message (HwRevisionPane *self, const char *text, gboolean needs_trust)
{
  show_text (self->message, text);
  gtk_widget_set_visible (self->trust, needs_trust);
  gtk_stack_set_visible_child_name (self->sql, "message");
}

static void
ask_done (gpointer owner, gpointer result, const GError *error)
{
  HwRevisionPane *self = owner;
  const HwAnswer *answer = result;
  g_autofree char *text = NULL;

  if (answer != NULL)
    {
      show_findings (self, answer->findings);
      show_direction (self->up, &answer->recording->up, FALSE);
      show_direction (self->down, &answer->recording->down, TRUE);
      gtk_stack_set_visible_child_name (self->sql, "both");
      return;
    }
  text = hw_message_dup_text (error);
  show_message (self, text, g_error_matches (error, HW_ERROR, HW_ERROR_UNTRUSTED));
}

static void
ask_now (gpointer data)
{
  HwRevisionPane *self = data;
  HwCheck *check = hw_database_item_get_check (self->item);
  HwQuestion *question = g_new0 (HwQuestion, 1);

  self->wait = 0;
  question->session = g_object_ref (self->session);
  question->service = hw_database_item_get_service (self->item);
  question->database = hw_database_item_get_database (self->item);
  question->history = hw_history_ref (self->layout->history);
  question->revision = self->node->revision;
  question->ledger = self->ledger != NULL ? g_ptr_array_ref (self->ledger) : NULL;
  question->server_major = check != NULL ? check->server_major : 0;
  hw_work_start (&self->work, _ ("Finding out what a revision does"), G_OBJECT (self),
                 ask_in_thread, question, question_free, answer_free, ask_done);
}

static void
stop (HwRevisionPane *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  hw_work_cancel (&self->work);
}

/* What the revision does is asked for when it stays selected for a moment. */
static void
ask (HwRevisionPane *self)
{
  stop (self);
  self->wait = g_timeout_add_once (WAIT, ask_now, self);
}

static char *
dup_facts (HwRevisionPane *self)
{
  const HwRevision *revision = self->node->revision;
  const HwLedgerRow *applied =
      self->ledger != NULL ? hw_ledger_find_applied (self->ledger, revision->id) : NULL;
  g_autofree char *detail = hw_timeline_node_dup_detail (self->node);
  g_autofree char *down = g_strjoinv (", ", revision->down);
  g_autofree char *depends_on = g_strjoinv (", ", revision->depends_on);
  g_autofree char *file = g_path_get_basename (revision->file);
  GString *text = g_string_new (detail);

  g_string_append_printf (text, " · %s\n", hw_timeline_node_get_state_words (self->node));
  g_string_append_printf (text, _ ("Follows %s"), down[0] != '\0' ? down : _ ("base"));
  if (depends_on[0] != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("Depends on %s"), depends_on);
    }
  if (applied != NULL)
    {
      g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (applied->at, NULL);
      g_autoptr (GDateTime) local = at != NULL ? g_date_time_to_local (at) : NULL;
      g_autofree char *when = local != NULL ? g_date_time_format (local, "%c") : NULL;

      g_string_append_c (text, '\n');
      /* Translators: when, and by whom. */
      g_string_append_printf (text, _ ("Applied here %s by %s"), when != NULL ? when : applied->at,
                              applied->who);
    }
  g_string_append_printf (text, "\n%s", file);
  return g_string_free (text, FALSE);
}

/* The docstring without its first line, which is the message, and without the fields that Alembic
 * writes into it, which are among the facts. (transfer full) */
static char *
dup_doc (const HwRevision *revision)
{
  static const char *const fields[] = { "Revision ID:", "Revises:", "Create Date:", "Date:",
                                        "Author:" };
  g_auto (GStrv) lines = g_strsplit (revision->doc, "\n", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_field = i == 0 && g_str_equal (g_strstrip (lines[i]), revision->message);

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        is_field |= g_str_has_prefix (g_strchug (lines[i]), fields[j]);
      if (!is_field)
        g_string_append_printf (text, "%s\n", lines[i]);
    }
  return g_strstrip (g_string_free (text, FALSE));
}

static void
show_revision (HwRevisionPane *self)
{
  g_autofree char *facts = dup_facts (self);
  g_autofree char *doc = dup_doc (self->node->revision);

  show_text (self->facts, facts);
  show_text (self->doc, doc);
}

/* What is no revision of this checkout has no SQL either. */
static void
show_other (HwRevisionPane *self)
{
  gboolean is_ghost = self->node->state == HW_NODE_GHOST;

  show_text (self->facts, is_ghost ? self->node->id : "");
  show_text (self->doc, "");
  show_message (self,
                is_ghost ? _ ("A version table names this revision, but no file here declares it: "
                              "it comes from newer code or another branch. Check out the code that "
                              "has it, or stamp the revision that the database is really at.")
                         : _ ("Nothing is applied here. Rolling back to base takes back every "
                              "revision."),
                FALSE);
}

void
hw_revision_pane_show (HwRevisionPane *self, HwSession *session, HwDatabaseItem *item,
                       HwTimelineLayout *layout, const HwTimelineNode *node)
{
  g_autofree char *title = node != NULL ? hw_timeline_node_dup_title (node) : NULL;
  gboolean same = node != NULL && self->node != NULL && self->item == item &&
                  g_str_equal (node->id, self->node->id);

  stop (self);
  g_set_object (&self->session, session);
  g_set_object (&self->item, item);
  if (layout != NULL)
    hw_timeline_layout_ref (layout);
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  self->layout = layout;
  self->node = node;
  gtk_stack_set_visible_child_name (self->pages, node != NULL ? "revision" : "nothing");
  if (node == NULL)
    return;
  show_text (self->title, title);
  if (!same)
    show_findings (self, NULL);
  if (node->revision == NULL)
    {
      show_other (self);
      return;
    }
  show_revision (self);
  /* What is shown already stays until it is known better. */
  if (!same)
    gtk_stack_set_visible_child_name (self->sql, "loading");
  ask (self);
}

void
hw_revision_pane_set_ledger (HwRevisionPane *self, GPtrArray *ledger)
{
  if (ledger != NULL)
    g_ptr_array_ref (ledger);
  g_clear_pointer (&self->ledger, g_ptr_array_unref);
  self->ledger = ledger;
  if (self->node == NULL || self->node->revision == NULL)
    return;
  show_revision (self);
  ask (self);
}

static void
hw_revision_pane_dispose (GObject *object)
{
  HwRevisionPane *self = HW_REVISION_PANE (object);

  stop (self);
  self->node = NULL;
  g_clear_pointer (&self->layout, hw_timeline_layout_unref);
  g_clear_pointer (&self->ledger, g_ptr_array_unref);
  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hw_revision_pane_parent_class)->dispose (object);
}

static void
hw_revision_pane_class_init (HwRevisionPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_revision_pane_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-revision-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, pages);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, title);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, facts);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, doc);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, findings);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, sql);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, message);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, trust);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, up);
  gtk_widget_class_bind_template_child (widget_class, HwRevisionPane, down);
}

static void
hw_revision_pane_init (HwRevisionPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
