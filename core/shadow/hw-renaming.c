/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-renaming.c: what a schema becomes when what is renamed is renamed, seen in the shadow. */

#include "hw-renaming.h"

#include "hw-trial.h"

typedef struct
{
  HwFleet *fleet;
  HwSchema *from;
  HwSchema *to;
  const HwRenamingOptions *options;
  const HwCompareOptions *compare;
  GPtrArray *terms;    /* (element-type utf8): those that still mean nothing */
  GPtrArray *accepted; /* (element-type HwRename) */
  HwScratchServer *server;
  HwScratch *copy; /* once something is renamed */
  GCancellable *cancellable;
} Renaming;

static void
renaming_clear (Renaming *self)
{
  g_clear_pointer (&self->copy, hw_scratch_free);
  g_clear_pointer (&self->server, hw_scratch_server_free);
  g_clear_pointer (&self->from, hw_schema_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->accepted, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Renaming, renaming_clear)

static gboolean
is_same (const HwRename *a, const HwRename *b)
{
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->old_name, b->old_name) &&
         g_str_equal (a->new_name, b->new_name);
}

/* Moves from @recognised to @round what is to be accepted, and adds what is asked for besides.
 * FALSE when a term means nothing and nothing else is left to be renamed before. */
static gboolean
accept (Renaming *self, GPtrArray *recognised, GPtrArray *round, GError **error)
{
  g_autoptr (GError) unclear = NULL;

  for (guint i = 0; i < self->terms->len;)
    {
      g_autoptr (HwRename) rename = NULL;

      g_clear_error (&unclear);
      rename = hw_rename_find (self->from, self->to, g_ptr_array_index (self->terms, i), &unclear);
      if (rename == NULL)
        {
          i++;
          continue;
        }
      g_ptr_array_remove_index (self->terms, i);
      g_ptr_array_add (round, g_steal_pointer (&rename));
    }
  for (guint i = 0; i < recognised->len;)
    {
      const HwRename *rename = g_ptr_array_index (recognised, i);
      gboolean taken = FALSE;

      for (guint j = 0; j < round->len && !taken; j++)
        {
          HwRename *asked = g_ptr_array_index (round, j);

          taken = is_same (rename, asked);
          if (taken)
            {
              g_free (asked->reason);
              asked->reason = g_strdup (rename->reason);
            }
        }
      if (taken)
        g_ptr_array_remove_index (recognised, i);
      else if (self->options->all)
        g_ptr_array_add (round, g_ptr_array_steal_index (recognised, i));
      else
        i++;
    }
  if (round->len > 0 || unclear == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&unclear));
  return FALSE;
}

/* The schema after the renames of @round. */
static gboolean
carry_out (Renaming *self, GPtrArray *round, GError **error)
{
  g_autoptr (GPtrArray) statements = NULL;
  HwSchema *renamed;

  if (self->server == NULL)
    self->server =
        hw_scratch_server_open (self->fleet, self->options->major, NULL, self->cancellable, error);
  if (self->server != NULL && self->copy == NULL)
    self->copy = hw_trial_copy (self->server, self->from, self->compare, self->cancellable, error);
  if (self->copy == NULL)
    return FALSE;
  for (guint i = 0; i < round->len; i++)
    ((HwRename *) g_ptr_array_index (round, i))->accepted = TRUE;
  statements = hw_renaming_dup_statements (round);
  renamed = hw_trial_apply (self->copy, statements, self->compare, self->cancellable, error);
  if (renamed == NULL)
    return FALSE;
  hw_schema_unref (self->from);
  self->from = renamed;
  return TRUE;
}

GPtrArray *
hw_renaming_run (HwFleet *fleet, HwSchema **from, HwSchema *to, const HwRenamingOptions *options,
                 const HwCompareOptions *compare, GCancellable *cancellable, GError **error)
{
  g_auto (Renaming) self = { .fleet = fleet,
                             .from = hw_schema_ref (*from),
                             .to = to,
                             .options = options,
                             .compare = compare,
                             .terms = g_ptr_array_new_with_free_func (g_free),
                             .accepted = g_ptr_array_new_with_free_func (hw_rename_free),
                             .cancellable = cancellable };

  for (guint i = 0; options->terms != NULL && options->terms[i] != NULL; i++)
    g_ptr_array_add (self.terms, g_strdup (options->terms[i]));
  while (TRUE)
    {
      g_autoptr (GPtrArray) recognised = hw_rename_recognise (self.from, to, options->filter);
      g_autoptr (GPtrArray) round = g_ptr_array_new_with_free_func (hw_rename_free);

      if (!accept (&self, recognised, round, error))
        return NULL;
      if (round->len == 0)
        {
          hw_schema_unref (*from);
          *from = g_steal_pointer (&self.from);
          g_ptr_array_extend_and_steal (self.accepted, g_steal_pointer (&recognised));
          return g_steal_pointer (&self.accepted);
        }
      if (!carry_out (&self, round, error))
        return NULL;
      g_ptr_array_extend_and_steal (self.accepted, g_steal_pointer (&round));
    }
}

GPtrArray *
hw_renaming_dup_statements (GPtrArray *renames)
{
  GPtrArray *statements = g_ptr_array_new_with_free_func (hw_ddl_statement_free);

  for (guint i = 0; i < renames->len; i++)
    {
      const HwRename *rename = g_ptr_array_index (renames, i);

      for (guint j = 0; rename->accepted && j < rename->statements->len; j++)
        g_ptr_array_add (statements,
                         hw_ddl_statement_copy (g_ptr_array_index (rename->statements, j)));
    }
  return statements;
}
