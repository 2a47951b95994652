/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-view.c: what a database has otherwise than its migrations build, and what mends it. */

#include "hw-drift-view.h"

#include <glib/gi18n.h>

#include "hw-advice.h"
#include "hw-drift-details.h"
#include "hw-drift-row.h"
#include "hw-drift-tree.h"
#include "hw-ignore-dialog.h"
#include "hw-leeway.h"
#include "hw-page.h"
#include "hw-revision-dialog.h"
#include "hw-row-factory.h"
#include "hw-split.h"
#include "hw-terms.h"

struct _HwDriftView
{
  HwDatabaseView parent_instance;
  GtkLabel *explanation;
  GtkCheckButton *all;
  HwSplit *split;
  GtkListView *list;
  HwDriftDetails *details;
  HwDriftNode *root; /* (nullable) */
  GBindingGroup *bindings;
};

G_DEFINE_FINAL_TYPE (HwDriftView, hw_drift_view, HW_TYPE_DATABASE_VIEW)

static HwDatabaseItem *
get_item (HwDriftView *self)
{
  return hw_database_view_get_item (HW_DATABASE_VIEW (self));
}

/* Instead of the tree */

/* Why the drift is not known, and what to do about it. */
static void
show_unknown (HwDriftView *self, HwCheck *check)
{
  const char *hint = hw_postgres_error_get_hint (check->error);
  g_autofree char *remedy = hint != NULL ? g_strdup (hint) : hw_advice_dup_remedy (check);
  g_autoptr (GString) text = g_string_new (NULL);

  if (check->verdict == HW_VERDICT_EMPTY)
    g_string_append (text, _ ("It has no tables, so there is nothing to compare."));
  else if (check->error != NULL)
    g_string_append (text, check->error->message);
  if (remedy != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", remedy);
  hw_database_view_show_message (HW_DATABASE_VIEW (self), "hw-unknown-symbolic",
                                 check->verdict == HW_VERDICT_EMPTY ? _ ("The Database Is Empty")
                                                                    : _ ("Drift Is Not Known"),
                                 text->str);
}

static void
show_no_drift (HwDriftView *self, HwCheck *check)
{
  g_autofree char *measured = hw_version_to_text ((const char *const *) check->measured);
  g_autofree char *text =
      g_strdup_printf (hw_database_get_filter (check->database) != NULL
                           ? _ ("The schema is exactly what the migrations build at %s, apart from "
                                "what Ignore= in the fleet file names.")
                           : _ ("The schema is exactly what the migrations build at %s."),
                       measured);

  hw_database_view_show_message (HW_DATABASE_VIEW (self), "hw-up-to-date-symbolic", _ ("No Drift"),
                                 text);
}

/* The tree */

static void
explain (HwDriftView *self, HwCheck *check)
{
  g_autofree char *drift = hw_terms_dup_text (HW_TERM_DRIFT, check);
  g_autofree char *made = (hw_terms_of_check (check) & HW_TERM_CREATE_ALL) != 0
                              ? hw_terms_dup_text (HW_TERM_CREATE_ALL, check)
                              : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("%s %s", drift, made);

  gtk_label_set_label (self->explanation, g_strchomp (text));
}

static void
count (HwDriftView *self)
{
  g_auto (GStrv) included = hw_drift_tree_dup_included (self->root);
  HwCheck *check = hw_database_item_get_check (get_item (self));
  guint n = hw_differences_get_n (check->drift);
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many of all differences will be mended. */
      ngettext ("%u of %u difference included", "%u of %u differences included", n),
      g_strv_length (included), n);

  gtk_check_button_set_label (self->all, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drift.mend", included[0] != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "drift.write", included[0] != NULL);
}

static void
remember_choice (HwDriftNode *node, gpointer user_data)
{
  g_hash_table_insert (user_data, g_strdup (hw_drift_node_get_term (node)),
                       GINT_TO_POINTER (hw_drift_node_is_included (node)));
}

static void
restore_choice (HwDriftNode *node, gpointer user_data)
{
  gpointer included;

  if (g_hash_table_lookup_extended (user_data, hw_drift_node_get_term (node), NULL, &included))
    hw_drift_node_set_included (node, GPOINTER_TO_INT (included));
}

static GListModel *
get_children (gpointer node, gpointer user_data)
{
  GListModel *children = hw_drift_node_get_children (node);

  return children != NULL ? g_object_ref (children) : NULL;
}

static void
on_selected (GtkSingleSelection *selection, GParamSpec *pspec, HwDriftView *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (selection);
  g_autoptr (HwDriftNode) node = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  hw_drift_details_set_node (self->details, node);
}

/* Selects the difference @term, or else the first one. */
static void
select_difference (GtkSingleSelection *selection, const char *term)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (selection), i);
      g_autoptr (HwDriftNode) node = gtk_tree_list_row_get_item (row);

      if (hw_drift_node_get_term (node) != NULL &&
          (chosen == GTK_INVALID_LIST_POSITION ||
           g_strcmp0 (hw_drift_node_get_term (node), term) == 0))
        chosen = i;
    }
  gtk_single_selection_set_selected (selection, chosen);
}

static void
show_tree (HwDriftView *self, HwDriftNode *root, const char *term)
{
  GtkTreeListModel *tree;
  g_autoptr (GtkSingleSelection) selection = NULL;

  g_set_object (&self->root, root);
  tree = gtk_tree_list_model_new (g_object_ref (hw_drift_node_get_children (root)), FALSE, TRUE,
                                  get_children, NULL, NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (tree));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (on_selected), self, 0);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  select_difference (selection, term);
  on_selected (selection, NULL, self);
  g_binding_group_set_source (self->bindings, root);
  g_signal_connect_object (root, "notify", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);
  hw_database_view_show_content (HW_DATABASE_VIEW (self));
}

static gpointer
write_in_thread (HwProgress *progress, GCancellable *cancellable, gpointer data, GError **error)
{
  return hw_drift_tree_write_mends (data, cancellable);
}

/* What was chosen and selected before stays so when the same database was looked at again. */
static void
written (gpointer owner, gpointer result, const GError *error)
{
  HwDriftView *self = owner;
  HwDriftNode *selected = hw_drift_details_get_node (self->details);
  g_autofree char *term = NULL;
  g_autoptr (HwDriftNode) root = NULL;
  g_autoptr (GHashTable) choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  root = hw_drift_tree_new (hw_database_item_get_check (get_item (self)), result);
  if (hw_database_view_has_content (owner))
    {
      term = selected != NULL ? g_strdup (hw_drift_node_get_term (selected)) : NULL;
      hw_drift_tree_foreach (self->root, remember_choice, choices);
      hw_drift_tree_foreach (root, restore_choice, choices);
    }
  else
    {
      hw_split_show_list (self->split);
    }
  show_tree (self, root, term);
}

static void
update (HwDatabaseView *view, HwDatabaseItem *item)
{
  HwDriftView *self = HW_DRIFT_VIEW (view);
  HwCheck *check =
      hw_database_view_require_check (view, _ ("Check it now, and what differs is shown here."));

  if (check == NULL)
    return;
  if (check->drift == NULL)
    {
      show_unknown (self, check);
    }
  else if (hw_differences_get_n (check->drift) == 0)
    {
      show_no_drift (self, check);
    }
  else
    {
      explain (self, check);
      hw_database_view_find (view, _ ("Writing what mends the differences"), write_in_thread,
                             hw_check_ref (check), (GDestroyNotify) hw_check_unref,
                             (GDestroyNotify) g_ptr_array_unref, written);
    }
}

/* Actions */

static void
on_activated (HwDriftView *self)
{
  HwDriftNode *node = hw_drift_details_get_node (self->details);

  if (node != NULL && hw_drift_node_get_difference (node) != NULL)
    hw_split_show_details (self->split);
}

static void
mend_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwDriftView *self = HW_DRIFT_VIEW (widget);
  g_auto (GStrv) included = hw_drift_tree_dup_included (self->root);

  hw_page_show_repair (widget, hw_database_item_get_title (get_item (self)),
                       (const char *const *) included);
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HwDriftView *self = HW_DRIFT_VIEW (widget);
  g_auto (GStrv) included = hw_drift_tree_dup_included (self->root);

  hw_revision_dialog_adopt (
      widget, hw_session_get_fleet (hw_database_view_get_session (HW_DATABASE_VIEW (self))),
      hw_database_item_get_check (get_item (self)), (const char *const *) included);
}

static void
on_ignore (HwDriftView *self)
{
  HwDriftNode *node = hw_drift_details_get_node (self->details);

  hw_ignore_dialog_show (
      GTK_WIDGET (self),
      hw_session_get_fleet (hw_database_view_get_session (HW_DATABASE_VIEW (self))),
      hw_database_item_get_database (get_item (self)),
      hw_difference_get_object (hw_drift_node_get_difference (node)));
}

static void
hw_drift_view_dispose (GObject *object)
{
  HwDriftView *self = HW_DRIFT_VIEW (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->root);
  G_OBJECT_CLASS (hw_drift_view_parent_class)->dispose (object);
}

static void
hw_drift_view_class_init (HwDriftViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = hw_drift_view_dispose;
  HW_DATABASE_VIEW_CLASS (class)->update = update;
  g_type_ensure (HW_TYPE_DRIFT_DETAILS);
  g_type_ensure (HW_TYPE_LEEWAY);
  g_type_ensure (HW_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/headwaydb/Headway/desktop/hw-drift-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HwDriftView, explanation);
  gtk_widget_class_bind_template_child (widget_class, HwDriftView, all);
  gtk_widget_class_bind_template_child (widget_class, HwDriftView, split);
  gtk_widget_class_bind_template_child (widget_class, HwDriftView, list);
  gtk_widget_class_bind_template_child (widget_class, HwDriftView, details);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_ignore);
  gtk_widget_class_install_action (widget_class, "drift.mend", NULL, mend_action);
  gtk_widget_class_install_action (widget_class, "drift.write", NULL, write_action);
}

static void
hw_drift_view_init (HwDriftView *self)
{
  g_autoptr (GtkListItemFactory) factory = hw_row_factory_new (hw_drift_row_new, hw_drift_row_show);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "included", self->all, "active",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "mixed", self->all, "inconsistent", G_BINDING_SYNC_CREATE);
}
