/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-drift-row.c: a difference in the tree: whether it is included, what it is, expected and found.
 */

#include "hw-drift-row.h"

#include <glib/gi18n.h>

#include "hw-change-look.h"
#include "hw-kind-words.h"
#include "hw-label.h"
#include "hw-symbol.h"

struct _HwDriftRow
{
  AdwBin parent_instance;
  GtkTreeExpander *expander;
  GtkWidget *check;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *kind;
  GtkWidget *word;
  GtkWidget *sides;
  GtkWidget *expected;
  GtkWidget *found;
  GBindingGroup *bindings;
};

G_DEFINE_FINAL_TYPE (HwDriftRow, hw_drift_row, ADW_TYPE_BIN)

static void
hw_drift_row_dispose (GObject *object)
{
  HwDriftRow *self = HW_DRIFT_ROW (object);

  g_clear_object (&self->bindings);
  G_OBJECT_CLASS (hw_drift_row_parent_class)->dispose (object);
}

static void
hw_drift_row_class_init (HwDriftRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = hw_drift_row_dispose;
}

static GtkWidget *
append_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = hw_label_new_line (NULL, style);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* One of the two sides: what it is over what it says. */
static GtkWidget *
append_side (GtkWidget *sides, const char *name)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption = append_label (side, "caption");
  GtkWidget *label = append_label (side, NULL);

  gtk_label_set_label (GTK_LABEL (caption), name);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (sides), side);
  return label;
}

static void
hw_drift_row_init (HwDriftRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->expander = GTK_TREE_EXPANDER (gtk_tree_expander_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->expander));
  gtk_tree_expander_set_child (self->expander, box);
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->check);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), line);
  self->title = append_label (line, NULL);
  self->kind = append_label (line, "dim-label");
  gtk_widget_set_hexpand (self->kind, TRUE);
  self->icon = hw_symbol_new (NULL, NULL);
  gtk_box_append (GTK_BOX (line), self->icon);
  self->word = append_label (line, NULL);
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->sides), TRUE);
  gtk_box_append (GTK_BOX (lines), self->sides);
  self->expected = append_side (self->sides, _ ("Expected"));
  self->found = append_side (self->sides, _ ("Found"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "drift-row");
  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings, "included", self->check, "active",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "mixed", self->check, "inconsistent",
                        G_BINDING_SYNC_CREATE);
}

GtkWidget *
hw_drift_row_new (void)
{
  return g_object_new (HW_TYPE_DRIFT_ROW, NULL);
}

static void
show_side (GtkWidget *label, char *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : _ ("nothing"));
  gtk_widget_set_tooltip_text (label, text);
}

static void
show_difference (HwDriftRow *self, const HwDifference *difference)
{
  HwChangeLook look = hw_change_get_look (difference->change);

  gtk_label_set_label (GTK_LABEL (self->kind),
                       hw_kind_get_word (hw_difference_get_object (difference)));
  hw_symbol_show (HW_SYMBOL (self->icon), look.icon, look.style);
  gtk_label_set_label (GTK_LABEL (self->word), look.word);
  show_side (self->expected, hw_difference_dup_expected (difference));
  show_side (self->found, hw_difference_dup_actual (difference));
}

static void
show_group (HwDriftRow *self, HwDriftNode *node)
{
  guint n = g_list_model_get_n_items (hw_drift_node_get_children (node));
  g_autofree char *count = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);

  gtk_label_set_label (GTK_LABEL (self->kind), count);
}

void
hw_drift_row_show (GtkWidget *row, gpointer tree_row)
{
  HwDriftRow *self = HW_DRIFT_ROW (row);
  g_autoptr (HwDriftNode) node = tree_row != NULL ? gtk_tree_list_row_get_item (tree_row) : NULL;
  const HwDifference *difference = node != NULL ? hw_drift_node_get_difference (node) : NULL;
  g_autofree char *name = NULL;

  gtk_tree_expander_set_list_row (self->expander, tree_row);
  g_binding_group_set_source (self->bindings, node);
  if (node == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->title), hw_drift_node_get_title (node));
  gtk_widget_set_visible (self->icon, difference != NULL);
  gtk_widget_set_visible (self->word, difference != NULL);
  gtk_widget_set_visible (self->sides, difference != NULL);
  if (difference != NULL)
    show_difference (self, difference);
  else
    show_group (self, node);
  gtk_widget_set_sensitive (self->check, hw_drift_node_can_mend (node));
  /* Translators: of a check box: a column or another object that differs. */
  name = g_strdup_printf (_ ("Include %s"), hw_drift_node_get_title (node));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_tooltip_text (self->check, name);
  if (difference != NULL)
    gtk_widget_remove_css_class (self->title, "heading");
  else
    gtk_widget_add_css_class (self->title, "heading");
}
