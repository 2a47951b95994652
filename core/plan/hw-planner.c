/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-planner.c: what the goals share while a plan is being made for one database. */

#include "hw-planner.h"

#include <glib/gi18n.h>

#include "hw-data-notes.h"
#include "hw-ddl.h"
#include "hw-error.h"
#include "hw-loss.h"

HwSchema *
hw_planner_get_expected (HwPlanner *planner, const char *const *version, GError **error)
{
  return hw_shadow_get_expected (planner->shadow, planner->service, version,
                                 planner->check->server_major, planner->check->database,
                                 planner->progress, planner->cancellable, error);
}

/* The file that says what @revision does in that direction. */
static const char *
get_file (const HwRevision *revision, gboolean down)
{
  return down && revision->down_file != NULL ? revision->down_file : revision->file;
}

HwRecording *
hw_planner_get_recording (HwPlanner *planner, const HwRevision *revision, gboolean down,
                          GError **error)
{
  g_autoptr (HwRecording) recording = hw_shadow_get_recording (
      planner->shadow, planner->service, revision->id, planner->check->server_major,
      planner->check->database, planner->progress, planner->cancellable, error);
  const HwRecordedDirection *direction;
  const char *name = hw_service_get_name (planner->service);

  if (recording == NULL)
    return NULL;
  direction = down ? &recording->down : &recording->up;
  if (direction->missing_module != NULL)
    {
      hw_set_error (
          error, HW_ERROR_NEEDS_ENVIRONMENT,
          _ ("Set Python= of the service to the interpreter of its own environment, where "
             "that module is."),
          _ ("Revision %s of %s needs the module %s to run"), revision->id, name,
          direction->missing_module);
      return NULL;
    }
  if (!direction->exists)
    {
      hw_set_error (error, HW_ERROR_REFUSED,
                    down ? _ ("It can be taken back only by hand, or by restoring a backup.")
                         : _ ("Mend the revision's file."),
                    _ ("Revision %s of %s has no %s%s%s (%s)"), revision->id, name,
                    down ? "downgrade" : "upgrade", direction->problem != NULL ? ": " : "",
                    direction->problem != NULL ? direction->problem : "",
                    get_file (revision, down));
      return NULL;
    }
  return g_steal_pointer (&recording);
}

void
hw_planner_add (HwPlanner *planner, HwStep *step)
{
  g_ptr_array_add (planner->steps, step);
  g_strfreev (planner->version);
  planner->version = g_strdupv (step->to);
}

/* (transfer full): the expected schema where the steps so far end. */
static HwSchema *
get_reached (HwPlanner *planner, GError **error)
{
  const HwStep *last =
      planner->steps->len == 0 ? NULL : planner->steps->pdata[planner->steps->len - 1];

  /* Other actions may end on a schema that is expected nowhere. */
  if (last != NULL && (last->action == HW_ACTION_UPGRADE || last->action == HW_ACTION_DOWNGRADE) &&
      g_strv_equal ((const char *const *) last->to, (const char *const *) planner->version))
    return hw_schema_ref (last->after);
  return hw_planner_get_expected (planner, (const char *const *) planner->version, error);
}

HwStep *
hw_planner_make_step (HwPlanner *planner, const HwRevision *revision, gboolean down, GError **error)
{
  g_autoptr (HwRecording) recording = hw_planner_get_recording (planner, revision, down, error);
  const HwRecordedDirection *direction;
  g_auto (GStrv) to = NULL;
  HwStep *step;

  if (recording == NULL)
    return NULL;
  direction = down ? &recording->down : &recording->up;
  to = hw_history_dup_version_after (
      planner->check->history, (const char *const *) planner->version, revision->number, down);
  step = hw_step_new (planner->check, down ? HW_ACTION_DOWNGRADE : HW_ACTION_UPGRADE, revision->id,
                      revision->message, (const char *const *) planner->version,
                      (const char *const *) to);
  step->file = g_strdup (get_file (revision, down));
  step->needs_python = direction->reads_data;
  for (guint i = 0; i < direction->statements->len; i++)
    {
      const HwRecordedStatement *recorded = g_ptr_array_index (direction->statements, i);
      gboolean in_transaction;
      HwRisk risk = hw_recorded_statement_judge (recorded, &in_transaction);

      hw_step_add_statement (step, recorded->sql, risk, in_transaction, FALSE);
    }
  step->before = get_reached (planner, error);
  step->after = step->before == NULL
                    ? NULL
                    : hw_planner_get_expected (planner, (const char *const *) step->to, error);
  if (step->after == NULL)
    g_clear_pointer (&step, hw_step_unref);
  else
    hw_loss_judge (step);
  return step;
}

gboolean
hw_planner_add_upgrades (HwPlanner *planner, const char *const *target, GError **error)
{
  g_autoptr (GArray) path = hw_history_dup_upgrade_path (
      planner->check->history, (const char *const *) planner->version, target, error);

  if (path == NULL)
    return FALSE;
  hw_shadow_prefetch (planner->shadow, planner->service, target, path->len + 1,
                      planner->check->server_major, planner->check->database, planner->cancellable);
  for (guint i = 0; i < path->len; i++)
    {
      const HwRevision *revision =
          hw_history_get (planner->check->history, g_array_index (path, guint, i));
      HwStep *step = hw_planner_make_step (planner, revision, FALSE, error);

      if (step == NULL)
        return FALSE;
      hw_planner_add (planner, step);
    }
  return TRUE;
}

void
hw_planner_add_stamp (HwPlanner *planner, const char *const *version, const char *text)
{
  g_autofree char *name = hw_version_to_text (version);
  HwStep *step;

  /* A database with a half-done migration is stamped also where it stands: that settles it. */
  if (g_strv_equal ((const char *const *) planner->version, version) &&
      (planner->check->verdict != HW_VERDICT_DIRTY || planner->steps->len > 0))
    return;
  step = hw_step_new (planner->check, HW_ACTION_STAMP, name, text,
                      (const char *const *) planner->version, version);
  hw_data_notes_add_passed_over (planner, step);
  hw_planner_add (planner, step);
}

static void
refuse_obstacle (HwPlanner *planner, const HwDdlObstacle *obstacle, GError **error)
{
  const char *title = hw_database_get_title (planner->check->database);
  g_autofree char *kept = hw_object_dup_title (obstacle->kept);
  g_autofree char *wanted = hw_object_dup_title (obstacle->wanted);
  g_autofree char *hint = g_strdup_printf (
      _ ("Look at headway drift %s, then drop or rename what is in the way; or let headway "
         "reconcile %s --destroy drop it."),
      title, title);

  hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("%s: %s %s is in the way of %s %s"), title,
                hw_object_get_kind_name (obstacle->kept), kept,
                hw_object_get_kind_name (obstacle->wanted), wanted);
}

gboolean
hw_planner_add_repair (HwPlanner *planner, HwSchema *from, HwSchema *to, const char *const *version,
                       const char *text, GError **error)
{
  g_autoptr (GArray) obstacles = g_array_new (FALSE, FALSE, sizeof (HwDdlObstacle));
  HwDdlOptions options = { .destroy = planner->goal->destroy, .obstacles = obstacles };
  g_autoptr (GPtrArray) statements = hw_ddl_write (from, to, &options, error);
  g_autofree char *name = hw_version_to_text (version);
  HwStep *step;

  if (statements == NULL)
    return FALSE;
  if (obstacles->len > 0)
    {
      refuse_obstacle (planner, &g_array_index (obstacles, HwDdlObstacle, 0), error);
      return FALSE;
    }
  if (statements->len == 0)
    return TRUE;
  step = hw_step_new (planner->check, HW_ACTION_REPAIR, name, text,
                      (const char *const *) planner->version, version);
  for (guint i = 0; i < statements->len; i++)
    {
      const HwDdlStatement *statement = g_ptr_array_index (statements, i);

      hw_step_add_statement (step, statement->sql, statement->risk, statement->transactional,
                             FALSE);
    }
  hw_data_notes_add_passed_over (planner, step);
  step->before = hw_schema_ref (from);
  step->after = hw_schema_ref (to);
  hw_planner_add (planner, step);
  return TRUE;
}

gboolean
hw_planner_resume (HwPlanner *planner, GError **error)
{
  const HwUnfinished *unfinished = planner->check->unfinished;
  const char *title = hw_database_get_title (planner->check->database);
  const HwRevision *revision = hw_history_find (planner->check->history, unfinished->revision);
  gboolean down = g_str_equal (unfinished->action, "downgrade");
  HwStep *step = revision == NULL ? NULL : hw_planner_make_step (planner, revision, down, error);
  g_autofree char *digest = step == NULL ? NULL : hw_step_dup_digest (step);

  if (revision != NULL && step == NULL)
    return FALSE;
  if (revision == NULL || !g_str_equal (digest, unfinished->digest))
    {
      g_clear_pointer (&step, hw_step_unref);
      hw_set_error (
          error, HW_ERROR_REFUSED,
          _ ("Bring its file back as it was and reconcile again; or finish it by hand and "
             "headway stamp the revision."),
          _ ("%s: %s %s was begun at %s and not ended, and its file has changed since"), title,
          unfinished->action, unfinished->revision, unfinished->since);
      return FALSE;
    }
  for (guint i = 0; i < unfinished->statements_done; i++)
    ((HwPlanStatement *) g_ptr_array_index (step->statements, i))->done = TRUE;
  step->resumes = TRUE;
  hw_planner_add (planner, step);
  return TRUE;
}

gboolean
hw_planner_refuse_overlap (HwPlanner *planner, GError **error)
{
  const char *title = hw_database_get_title (planner->check->database);
  g_autofree char *rows = g_strjoinv (", ", planner->check->version->rows);
  g_autofree char *hint = g_strdup_printf (
      _ ("One of them is below another. Write the one that is right: headway stamp "
         "%s REVISION"),
      title);

  hw_set_error (error, HW_ERROR_REFUSED, hint, _ ("The version rows of %s overlap: %s"), title,
                rows);
  return FALSE;
}
