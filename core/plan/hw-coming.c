/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-coming.c: plans the coming revisions for a schema that differs. */

#include "hw-coming.h"

#include <glib/gi18n.h>

#include "hw-comparison.h"
#include "hw-data-notes.h"
#include "hw-error.h"
#include "hw-mend.h"
#include "hw-presence.h"

/* A revision between the database and the heads. */
typedef struct
{
  const HwRevision *revision;
  GStrv after;      /* the version after it */
  HwSchema *schema; /* expected after it */
  GArray *presence; /* (element-type HwPresence): of each of its statements */
} HwComing;

static void
coming_free (gpointer data)
{
  HwComing *coming = data;

  g_strfreev (coming->after);
  g_clear_pointer (&coming->schema, hw_schema_unref);
  g_clear_pointer (&coming->presence, g_array_unref);
  g_free (coming);
}

/* The coming revisions with the schema after each. (transfer full) */
static GPtrArray *
find_coming (HwPlanner *planner, GError **error)
{
  HwHistory *history = planner->check->history;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (coming_free);
  g_autoptr (GArray) path =
      hw_history_dup_upgrade_path (history, (const char *const *) planner->version,
                                   (const char *const *) planner->check->heads, error);
  char **version = planner->version;

  if (path == NULL)
    return NULL;
  for (guint i = 0; i < path->len; i++)
    {
      HwComing *coming = g_new0 (HwComing, 1);

      g_ptr_array_add (all, coming);
      coming->revision = hw_history_get (history, g_array_index (path, guint, i));
      coming->after = hw_history_dup_version_after (history, (const char *const *) version,
                                                    coming->revision->number, FALSE);
      coming->schema =
          hw_planner_get_expected (planner, (const char *const *) coming->after, error);
      if (coming->schema == NULL)
        return NULL;
      version = coming->after;
    }
  return g_steal_pointer (&all);
}

/* Fills in how much of each coming revision @live holds. */
static gboolean
find_presence (HwPlanner *planner, GPtrArray *all, HwSchema *live, GError **error)
{
  char **before = planner->version;

  for (guint i = 0; i < all->len; i++)
    {
      HwComing *coming = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) later = g_ptr_array_new ();
      g_autoptr (GPtrArray) trace = hw_shadow_trace_revision (
          planner->shadow, planner->service, (const char *const *) before, coming->revision->id,
          planner->check->server_major, planner->check->database, planner->progress,
          planner->cancellable, error);

      if (trace == NULL)
        return FALSE;
      for (guint l = i + 1; l < all->len; l++)
        g_ptr_array_add (later, ((HwComing *) g_ptr_array_index (all, l))->schema);
      g_clear_pointer (&coming->presence, g_array_unref);
      coming->presence = hw_presence_find (live, trace, later);
      before = coming->after;
    }
  return TRUE;
}

static gboolean
is_partly_there (const HwComing *coming)
{
  for (guint i = 0; i < coming->presence->len; i++)
    if (g_array_index (coming->presence, HwPresence, i) >= HW_PRESENCE_PART)
      return TRUE;
  return FALSE;
}

/* Whether a coming revision makes of the object what was found: then it is no drift, only early. */
static gboolean
is_explained (const HwDifference *difference, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const HwComing *coming = g_ptr_array_index (all, i);
      HwObject *later = hw_schema_lookup (coming->schema, hw_difference_get_object (difference));

      if (difference->change == HW_CHANGE_UNEXPECTED && later != NULL)
        return TRUE;
      if (difference->change == HW_CHANGE_CHANGED && later != NULL &&
          !hw_comparison_differs (later, difference->actual, NULL))
        return TRUE;
      /* It is dropped by a revision of which other parts are there too. */
      if (difference->change == HW_CHANGE_MISSING && later == NULL)
        return is_partly_there (coming);
    }
  return FALSE;
}

/* Whether mending it alone loses nothing. */
static gboolean
is_harmless (HwSchema *live, HwSchema *expected, const HwDifference *difference)
{
  g_autoptr (GPtrArray) statements = hw_schema_write_mend (live, expected, &difference, 1, NULL);

  return statements != NULL && hw_ddl_get_risk (statements) < HW_RISK_DESTROYING;
}

/* The live schema with that drift mended which no coming revision explains and which may be mended.
 * (transfer full) */
static HwSchema *
mend (HwPlanner *planner, HwSchema *live, HwSchema *expected, HwDifferences *drift,
      GPtrArray *coming)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < hw_differences_get_n (drift); i++)
    {
      const HwDifference *difference = hw_differences_get (drift, i);

      if (!is_explained (difference, coming) &&
          (planner->goal->destroy || is_harmless (live, expected, difference)))
        g_ptr_array_add (chosen, (gpointer) difference);
    }
  return hw_schema_mend (live, expected, (const HwDifference *const *) chosen->pdata, chosen->len);
}

/* Marks what need not run. What changes no schema was done if something behind it was: people run
 * scripts in their order. Returns whether anything is left. */
static gboolean
mark_done (HwStep *step, GArray *presence)
{
  guint last = 0, n_left = 0;

  for (guint i = 0; i < presence->len; i++)
    if (g_array_index (presence, HwPresence, i) == HW_PRESENCE_ALL)
      last = i;
  step->risk = HW_RISK_SAFE;
  for (guint i = 0; i < step->statements->len; i++)
    {
      HwPlanStatement *statement = g_ptr_array_index (step->statements, i);
      HwPresence there = g_array_index (presence, HwPresence, i);

      statement->done = there == HW_PRESENCE_ALL || (there == HW_PRESENCE_NEUTRAL && i < last);
      if (!statement->done)
        {
          step->risk = MAX (step->risk, statement->risk);
          n_left++;
        }
    }
  return n_left > 0;
}

static gboolean
has_part (const HwComing *coming)
{
  for (guint i = 0; i < coming->presence->len; i++)
    if (g_array_index (coming->presence, HwPresence, i) == HW_PRESENCE_PART)
      return TRUE;
  return FALSE;
}

/* A statement is there by half (a table without one of its columns): it can be neither run nor left
 * out, so DDL brings the rest, and the version moves with it. */
static gboolean
add_by_repair (HwPlanner *planner, const HwComing *coming, GPtrArray *after_it, HwSchema **live,
               GError **error)
{
  const HwCompareOptions options = { .filter = hw_database_get_filter (planner->check->database) };
  g_autoptr (HwDifferences) rest = hw_schema_compare (coming->schema, *live, &options);
  g_autoptr (HwSchema) mended = mend (planner, *live, coming->schema, rest, after_it);
  g_autofree char *text =
      g_strdup_printf (_ ("Adds what is missing of %s, which is partly there: %s"),
                       coming->revision->id, coming->revision->message);
  guint n = planner->steps->len;

  if (!hw_planner_add_repair (planner, *live, mended, (const char *const *) coming->after, text,
                              error))
    return FALSE;
  if (planner->steps->len == n)
    hw_planner_add_stamp (planner, (const char *const *) coming->after,
                          _ ("Its schema is there already"));
  hw_schema_unref (*live);
  *live = g_steal_pointer (&mended);
  return TRUE;
}

/* The whole revision, or what is left of it. */
static gboolean
add_revision (HwPlanner *planner, const HwComing *coming, GError **error)
{
  HwStep *step = hw_planner_make_step (planner, coming->revision, FALSE, error);

  if (step == NULL)
    return FALSE;
  if (!is_partly_there (coming) || step->statements->len != coming->presence->len)
    {
      hw_planner_add (planner, step);
      return TRUE;
    }
  if (!mark_done (step, coming->presence))
    {
      hw_step_unref (step);
      hw_planner_add_stamp (planner, (const char *const *) coming->after,
                            _ ("Its schema is there already"));
      return TRUE;
    }
  if (step->needs_python)
    {
      hw_set_error (error, HW_ERROR_REFUSED, _ ("Finish it by hand, then headway stamp it."),
                    _ ("Revision %s is partly there, and as a program it can only be run whole"),
                    coming->revision->id);
      hw_step_unref (step);
      return FALSE;
    }
  hw_data_notes_add_half_applied (step, coming->presence);
  hw_planner_add (planner, step);
  return TRUE;
}

gboolean
hw_coming_add (HwPlanner *planner, HwSchema *expected, HwDifferences *drift, GError **error)
{
  g_autoptr (HwSchema) live = NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (hw_differences_get_n (drift) == 0)
    return hw_planner_add_upgrades (planner, (const char *const *) planner->check->heads, error);
  all = find_coming (planner, error);
  if (all == NULL || !find_presence (planner, all, planner->check->live, error))
    return FALSE;
  live = mend (planner, planner->check->live, expected, drift, all);
  if (!hw_planner_add_repair (planner, planner->check->live, live,
                              (const char *const *) planner->version,
                              _ ("Mends what differs from this revision"), error) ||
      !find_presence (planner, all, live, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const HwComing *coming = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) after_it = g_ptr_array_new ();

      for (guint l = i + 1; l < all->len; l++)
        g_ptr_array_add (after_it, g_ptr_array_index (all, l));
      if (!(has_part (coming) ? add_by_repair (planner, coming, after_it, &live, error)
                              : add_revision (planner, coming, error)))
        return FALSE;
    }
  return TRUE;
}
