/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-revision-output.c: a revision as several commands show it. */

#include "hw-revision-output.h"

#include <glib/gi18n.h>

void
hw_revision_output_add (JsonBuilder *builder, HwHistory *history, const HwRevision *revision)
{
  g_auto (GStrv) labels = hw_history_dup_labels (history, revision->number);

  json_builder_begin_object (builder);
  hw_json_add_string (builder, "revision", revision->id);
  hw_json_add_strings (builder, "down", (const char *const *) revision->down);
  hw_json_add_strings (builder, "depends_on", (const char *const *) revision->depends_on);
  hw_json_add_strings (builder, "labels", (const char *const *) labels);
  hw_json_add_string (builder, "message", revision->message);
  hw_json_add_string (builder, "date", revision->date);
  hw_json_add_string (builder, "author", revision->author);
  hw_json_add_string (builder, "file", revision->file);
  hw_json_add_strings (builder, "notes", (const char *const *) revision->notes);
  json_builder_end_object (builder);
}

/* How many revisions follow @revision by down_revision. */
static guint
count_followers (HwHistory *history, const HwRevision *revision)
{
  guint n_children, n = 0;
  const guint *children = hw_history_get_children (history, revision->number, &n_children);

  for (guint i = 0; i < n_children; i++)
    n += g_strv_contains ((const char *const *) hw_history_get (history, children[i])->down,
                          revision->id);
  return n;
}

char *
hw_revision_output_dup_marks (HwHistory *history, const HwRevision *revision)
{
  guint n_children, n_followers = count_followers (history, revision);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_auto (GStrv) labels = hw_history_dup_labels (history, revision->number);
  g_autofree char *joined = g_strjoinv (", ", labels);

  hw_history_get_children (history, revision->number, &n_children);
  if (labels[0] != NULL)
    g_string_append_printf (marks, " (%s)", joined);
  if (n_followers == 0)
    g_string_append (marks, n_children == 0 ? " (head)" : _ (" (effective head)"));
  if (n_followers > 1)
    g_string_append (marks, " (branchpoint)");
  if (g_strv_length (revision->down) > 1)
    g_string_append (marks, " (mergepoint)");
  return g_strchug (g_strdup (marks->str));
}

void
hw_revision_output_add_cells (HwTable *table, HwHistory *history, const HwRevision *revision)
{
  g_autofree char *marks = hw_revision_output_dup_marks (history, revision);

  hw_table_add (table, HW_STYLE_BOLD, revision->id);
  hw_table_add (table, HW_STYLE_DIM, marks);
  hw_table_add (table, HW_STYLE_PLAIN, revision->message);
}
