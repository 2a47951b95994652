/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-rollback-view.c: how far to go back, and what that makes of the schema and the data. */

#include "hw-rollback-view.h"

#include <glib/gi18n.h>

#include "hw-label.h"
#include "hw-row-factory.h"
#include "hw-schema-picture.h"

struct _HwRollbackView
{
  AdwBin parent_instance;
  GtkLabel *headline;
  GtkWidget *chooser;
  GtkDropDown *targets;
  HwSchemaPicture *picture;
  GPtrArray *ids; /* (element-type utf8): of the targets, in their order */
  gboolean updating;
};

/* The choices of the list, long ones cut at their end: the list's own labels widen the window. */
static GtkWidget *
new_target (void)
{
  return hw_label_new_line (NULL, NULL);
}

static void
show_target (GtkWidget *label, gpointer item)
{
  gtk_label_set_label (GTK_LABEL (label), item != NULL ? gtk_string_object_get_string (item) : "");
}

G_DEFINE_FINAL_TYPE (HwRollbackView, hw_rollback_view, ADW_TYPE_BIN)

static guint target_signal;

static void
on_selected (HwRollbackView *self)
{
  guint selected = gtk_drop_down_get_selected (self->targets);

  if (!self->updating && selected < self->ids->len)
    g_signal_emit (self, target_signal, 0, self->ids->pdata[selected]);
}

/* Every applied revision but those it is at, the newest first; and base. */
static void
fill_targets (HwRollbackView *self, HwCheck *check, const char *revision)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *const *version = (const char *const *) check->version->rows;
  g_autoptr (GArray) applied = hw_history_dup_applied (check->history, version, NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->ids, 0);
  for (guint i = applied != NULL ? applied->len : 0; i > 0; i--)
    {
      const HwRevision *target =
          hw_history_get (check->history, g_array_index (applied, guint, i - 1));
      g_autofree char *label = g_strdup_printf ("%s: %s", target->id, target->message);

      if (g_strv_contains (version, target->id))
        continue;
      g_ptr_array_add (self->ids, g_strdup (target->id));
      gtk_string_list_append (labels, label);
    }
  g_ptr_array_add (self->ids, g_strdup ("base"));
  gtk_string_list_append (labels, _ ("base: before the first migration"));
  for (guint i = 0; revision != NULL && i < self->ids->len; i++)
    if (g_str_equal (self->ids->pdata[i], revision))
      selected = i;
  self->updating = TRUE;
  gtk_drop_down_set_model (self->targets, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->targets, selected);
  self->updating = FALSE;
}

static void
show_picture (HwRollbackView *self, HwPlanning *planning)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new ();
  guint n = planning->outlooks->len;
  const HwStep *first, *last;

  if (n == 0)
    return;
  first = ((HwOutlook *) planning->outlooks->pdata[0])->step;
  last = ((HwOutlook *) planning->outlooks->pdata[n - 1])->step;
  for (guint i = 0; i < n; i++)
    g_ptr_array_extend (losses, ((HwOutlook *) planning->outlooks->pdata[i])->losses, NULL, NULL);
  if (first->before != NULL && last->after != NULL)
    hw_schema_picture_show (self->picture, first->before, last->after, losses);
}

void
hw_rollback_view_show (HwRollbackView *self, HwPlanning *planning, const char *revision)
{
  HwCheck *check = planning->plan->checks->len > 0 ? planning->plan->checks->pdata[0] : NULL;
  guint n = planning->plan->steps->len;
  gboolean knows = check != NULL && check->history != NULL && check->version != NULL;
  g_autofree char *text =
      n > 0
          ? g_strdup_printf (ngettext ("Takes back %u migration", "Takes back %u migrations", n), n)
          : g_strdup (_ ("There is no way back from here"));

  gtk_label_set_label (self->headline, text);
  gtk_widget_set_visible (self->chooser, knows);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), n > 0);
  if (knows)
    fill_targets (self, check, revision);
  show_picture (self, planning);
}

static void
hw_rollback_view_finalize (GObject *object)
{
  g_ptr_array_unref (HW_ROLLBACK_VIEW (object)->ids);
  G_OBJECT_CLASS (hw_rollback_view_parent_class)->finalize (object);
}

static void
hw_rollback_view_class_init (HwRollbackViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = hw_rollback_view_finalize;
  g_type_ensure (HW_TYPE_SCHEMA_PICTURE);
  target_signal = g_signal_new ("target", HW_TYPE_ROLLBACK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/headwaydb/Headway/desktop/hw-rollback-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwRollbackView, headline);
  gtk_widget_class_bind_template_child (widget_class, HwRollbackView, chooser);
  gtk_widget_class_bind_template_child (widget_class, HwRollbackView, targets);
  gtk_widget_class_bind_template_child (widget_class, HwRollbackView, picture);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
hw_rollback_view_init (HwRollbackView *self)
{
  g_autoptr (GtkListItemFactory) factory = hw_row_factory_new (new_target, show_target);

  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_factory (self->targets, factory);
}
