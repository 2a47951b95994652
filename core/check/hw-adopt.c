/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-adopt.c: writes a revision of what a schema is and the history does not build. */

#include "hw-adopt.h"

#include <glib/gi18n.h>

#include "hw-error.h"
#include "hw-mend.h"
#include "hw-trial.h"

/* Whether both scripts do what they say, on a copy of @from in the shadow. */
static gboolean
try_both_ways (HwFleet *fleet, HwSchema *from, HwSchema *to, guint major, GPtrArray *there,
               GPtrArray *back, GCancellable *cancellable, GError **error)
{
  const HwDdlOptions options = { .destroy = TRUE };
  g_autoptr (HwScratchServer) server =
      hw_scratch_server_open (fleet, major, NULL, cancellable, error);
  g_autoptr (HwScratch) copy = NULL;

  copy = server == NULL ? NULL : hw_trial_copy (server, from, &options.compare, cancellable, error);
  return copy != NULL && hw_trial_run (copy, there, to, &options, cancellable, error) &&
         hw_trial_run (copy, back, from, &options, cancellable, error);
}

/* A revision runs in one transaction, but some statements are seen only after a commit. */
static void
note_commits (GPtrArray *statements, GPtrArray *notices)
{
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      if (!statement->transactional)
        g_ptr_array_add (notices,
                         g_strdup_printf (_ ("“%s” must be committed before what follows it: "
                                             "give it a revision of its own."),
                                          statement->sql));
    }
}

char *
hw_adopt_change (HwFleet *fleet, HwHistory *history, const HwNewRevision *revision, HwSchema *from,
                 HwSchema *to, guint major, GPtrArray *notices, GCancellable *cancellable,
                 GError **error)
{
  const HwDdlOptions options = { .destroy = TRUE };
  g_autoptr (GPtrArray) there = hw_ddl_write (from, to, &options, error);
  g_autoptr (GPtrArray) back = there == NULL ? NULL : hw_ddl_write (to, from, &options, error);
  HwNewRevision whole = *revision;
  g_autofree char *up = NULL;
  g_autofree char *downgrade = NULL;

  if (back == NULL || !try_both_ways (fleet, from, to, major, there, back, cancellable, error))
    return NULL;
  if (notices != NULL)
    note_commits (there, notices);
  whole.up = up = hw_ddl_to_text (there);
  whole.downgrade = downgrade = hw_ddl_to_text (back);
  return hw_revision_file_write (history, &whole, error);
}

gboolean
hw_adopt_check (const HwCheck *check, GError **error)
{
  const char *title = hw_database_get_title (check->database);
  g_autofree char *hint = g_strdup_printf (_ ("Look at it first: headway drift %s"), title);

  if (check->error != NULL)
    g_propagate_error (error, g_error_copy (check->error));
  else if (check->verdict == HW_VERDICT_UP_TO_DATE)
    hw_set_error (error, HW_ERROR_USAGE, hint, _ ("%s has no drift to write down"), title);
  else if (check->verdict != HW_VERDICT_DRIFTED || check->n_pending > 0)
    hw_set_error (error, HW_ERROR_REFUSED, hint,
                  _ ("%s is not at the head: what it lacks there would look like drift"), title);
  else
    return TRUE;
  return FALSE;
}

char *
hw_adopt_drift (HwFleet *fleet, const HwCheck *check, const char *const *only, const char *message,
                const char *id, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (HwSchema) wanted = NULL;
  HwNewRevision revision = { .message = message, .id = id };

  if (!hw_adopt_check (check, error))
    return NULL;
  chosen = hw_check_choose (check, only);
  wanted = hw_schema_mend (check->expected, check->live,
                           (const HwDifference *const *) chosen->pdata, chosen->len);
  revision.down = (const char *const *) check->version->rows;
  return hw_adopt_change (fleet, check->history, &revision, check->expected, wanted,
                          check->server_major, notices, cancellable, error);
}
