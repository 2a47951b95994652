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
  GPtrArray *trace; /* (element-type HwSchema): before it, and after each of its statements */
  GArray *presence; /* (element-type HwPresence): of each of its statements */
} HwComing;

static void
coming_free (gpointer data)
{
  HwComing *coming = data;

  g_strfreev (coming->after);
  g_clear_pointer (&coming->schema, hw_schema_unref);
  g_clear_pointer (&coming->trace, g_ptr_array_unref);
  g_clear_pointer (&coming->presence, g_array_unref);
  g_free (coming);
}

static gboolean
load (HwPlanner *planner, HwComing *coming, const char *const *before, GError **error)
{
  coming->schema = hw_planner_get_expected (planner, (const char *const *) coming->after, error);
  if (coming->schema == NULL)
    return FALSE;
  coming->trace = hw_shadow_trace_revision (
      planner->shadow, planner->service, before, coming->revision->id, planner->check->server_major,
      planner->check->database, planner->progress, planner->cancellable, error);
  return coming->trace != NULL;
}

/* The coming revisions with the schemas that they make. (transfer full) */
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
      if (!load (planner, coming, (const char *const *) version, error))
        return NULL;
      version = coming->after;
    }
  return g_steal_pointer (&all);
}

/* Fills in how much of the coming revision @i @live holds. */
static void
find_presence (GPtrArray *all, guint i, HwSchema *live)
{
  HwComing *coming = g_ptr_array_index (all, i);
  g_autoptr (GPtrArray) later = g_ptr_array_new ();

  for (guint l = i + 1; l < all->len; l++)
    g_ptr_array_add (later, ((HwComing *) g_ptr_array_index (all, l))->schema);
  g_clear_pointer (&coming->presence, g_array_unref);
  coming->presence = hw_presence_find (live, coming->trace, later);
}

static gboolean
is_partly_there (const HwComing *coming)
{
  for (guint i = 0; i < coming->presence->len; i++)
    if (g_array_index (coming->presence, HwPresence, i) >= HW_PRESENCE_PART)
      return TRUE;
  return FALSE;
}

/* Whether @coming makes of the object what was found, be it on the way to its end. */
static gboolean
makes (const HwComing *coming, const HwDifference *difference)
{
  HwObject *object = hw_difference_get_object (difference);

  for (guint i = 1; i < coming->trace->len; i++)
    {
      HwObject *later = hw_schema_lookup (g_ptr_array_index (coming->trace, i), object);

      if (difference->change == HW_CHANGE_UNEXPECTED && later != NULL)
        return TRUE;
      if (difference->change == HW_CHANGE_CHANGED && later != NULL &&
          !hw_comparison_differs (later, difference->actual, NULL))
        return TRUE;
      /* Others of its parts have to be there too. */
      if (difference->change == HW_CHANGE_MISSING && later == NULL && is_partly_there (coming))
        return TRUE;
    }
  return FALSE;
}

/* Whether a coming revision makes of the object what was found: then it is no drift, only early. */
static gboolean
is_explained (const HwDifference *difference, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const HwComing *coming = g_ptr_array_index (all, i);

      if (makes (coming, difference))
        return TRUE;
      /* It goes there. */
      if (difference->change == HW_CHANGE_MISSING &&
          hw_schema_lookup (coming->schema, hw_difference_get_object (difference)) == NULL)
        return FALSE;
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

static gboolean
is_same (HwSchema *a, HwSchema *b, HwObject *object)
{
  return hw_comparison_is_alike (hw_schema_lookup (a, object), hw_schema_lookup (b, object));
}

/* Whether the statements of @step, a step for @coming, that are run change @object. */
static gboolean
changes (const HwStep *step, const HwComing *coming, HwObject *object)
{
  for (guint i = 0; i + 1 < coming->trace->len; i++)
    {
      const HwPlanStatement *statement =
          i < step->statements->len ? g_ptr_array_index (step->statements, i) : NULL;

      if ((statement == NULL || !statement->done) &&
          !is_same (g_ptr_array_index (coming->trace, i), g_ptr_array_index (coming->trace, i + 1),
                    object))
        return TRUE;
    }
  return FALSE;
}

/* Makes @live what it is after @step: what the step changes is as @coming leaves it. */
static void
go_through (const HwStep *step, const HwComing *coming, HwSchema **live)
{
  g_autoptr (HwDifferences) rest = hw_schema_compare (coming->schema, *live, NULL);
  g_autoptr (GPtrArray) made = g_ptr_array_new ();
  HwSchema *after;

  for (guint i = 0; i < hw_differences_get_n (rest); i++)
    {
      const HwDifference *difference = hw_differences_get (rest, i);

      if (changes (step, coming, hw_difference_get_object (difference)))
        g_ptr_array_add (made, (gpointer) difference);
    }
  after =
      hw_schema_mend (*live, coming->schema, (const HwDifference *const *) made->pdata, made->len);
  hw_schema_unref (*live);
  *live = after;
}

/* (transfer full) (nullable): what @coming makes or changes and @mended has otherwise nonetheless,
 * for only a loss mends it. */
static char *
dup_left (HwPlanner *planner, const HwComing *coming, HwSchema *mended, GPtrArray *after_it)
{
  const HwCompareOptions options = { .filter = hw_database_get_filter (planner->check->database) };
  g_autoptr (HwDifferences) rest = hw_schema_compare (coming->schema, mended, &options);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < hw_differences_get_n (rest); i++)
    {
      const HwDifference *difference = hw_differences_get (rest, i);
      g_autofree char *sentence = NULL;

      if (is_explained (difference, after_it) ||
          is_same (g_ptr_array_index (coming->trace, 0), coming->schema,
                   hw_difference_get_object (difference)))
        continue;
      sentence = hw_difference_dup_sentence (difference);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", sentence);
    }
  return text->len == 0 ? NULL
                        : g_strdup_printf (_ ("Left as it is, for only a loss mends it "
                                              "(--destroy): %s"),
                                           text->str);
}

/* A statement is there by half (a table without one of its columns), or what it makes is there as
 * something else: it can be neither run nor left out, so DDL brings the rest, and the version moves
 * with it. */
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
  char *left = dup_left (planner, coming, mended, after_it);
  guint n = planner->steps->len;

  if (!hw_planner_add_repair (planner, *live, mended, (const char *const *) coming->after, text,
                              error))
    {
      g_free (left);
      return FALSE;
    }
  if (planner->steps->len == n)
    hw_planner_add_stamp (planner, (const char *const *) coming->after,
                          left == NULL ? _ ("Its schema is there already")
                                       : _ ("What it makes is there already, if otherwise"));
  if (left != NULL)
    hw_step_add_note (g_ptr_array_index (planner->steps, planner->steps->len - 1), left);
  hw_schema_unref (*live);
  *live = g_steal_pointer (&mended);
  return TRUE;
}

/* The whole revision, or what is left of it. */
static gboolean
add_revision (HwPlanner *planner, const HwComing *coming, HwSchema **live, GError **error)
{
  HwStep *step = hw_planner_make_step (planner, coming->revision, FALSE, error);

  if (step == NULL)
    return FALSE;
  if (!is_partly_there (coming) || step->statements->len != coming->presence->len)
    {
      hw_planner_add (planner, step);
      go_through (step, coming, live);
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
  go_through (step, coming, live);
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
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    find_presence (all, i, planner->check->live);
  live = mend (planner, planner->check->live, expected, drift, all);
  if (!hw_planner_add_repair (planner, planner->check->live, live,
                              (const char *const *) planner->version,
                              _ ("Mends what differs from this revision"), error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const HwComing *coming = g_ptr_array_index (all, i);
      g_autoptr (GPtrArray) after_it = g_ptr_array_new ();

      for (guint l = i + 1; l < all->len; l++)
        g_ptr_array_add (after_it, g_ptr_array_index (all, l));
      find_presence (all, i, live);
      if (!(has_part (coming) ? add_by_repair (planner, coming, after_it, &live, error)
                              : add_revision (planner, coming, &live, error)))
        return FALSE;
    }
  return TRUE;
}
