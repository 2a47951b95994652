/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-history-resolve.c: what a revision, as a person writes it, means.
 *
 * The rules are Alembic's (source: its documentation, "Working with Branches" and "Partial Revision
 * Identifiers", and how 1.8 behaves), with one difference: where Alembic would take the first of
 * several rows for -N, this asks which branch is meant. */

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "hw-error.h"
#include "hw-history-private.h"
#include "hw-suggest.h"

/* Alembic looks among names of more than three characters when only the beginning is given. */
#define MIN_NAME_LENGTH 4
#define N_SHOWN 4

/* [BRANCH@][SYMBOL][±STEPS] taken apart. */
typedef struct
{
  const char *text;
  char *branch; /* (nullable) */
  char *symbol; /* (nullable) when only steps are given */
  gint64 steps; /* 0: an absolute revision */
} Specification;

static void
specification_clear (Specification *specification)
{
  g_free (specification->branch);
  g_free (specification->symbol);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Specification, specification_clear)

static void
parse (const char *text, Specification *specification)
{
  const char *at = strchr (text, '@');
  const char *rest = at == NULL ? text : at + 1;
  const char *sign = rest + strcspn (rest, "+-");
  gboolean relative =
      sign[0] != '\0' && sign[1] != '\0' && sign[1 + strspn (sign + 1, "0123456789")] == '\0';

  specification->text = text;
  specification->branch = at == NULL || at == text ? NULL : g_strndup (text, (gsize) (at - text));
  specification->steps = relative ? g_ascii_strtoll (sign, NULL, 10) : 0;
  if (!relative)
    specification->symbol = g_strdup (rest);
  else if (sign > rest)
    specification->symbol = g_strndup (rest, (gsize) (sign - rest));
}

/* What several revisions are called in a message: "a, b, c, …". */
static char *
dup_list (HwHistory *history, const GArray *numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < numbers->len && i < N_SHOWN; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                            hw_history_get (history, g_array_index (numbers, guint, i))->id);
  if (numbers->len > N_SHOWN)
    g_string_append (text, ", …");
  return g_strdup (text->str);
}

static void
ambiguous (HwHistory *history, const char *text, const GArray *numbers, const char *hint,
           GError **error)
{
  g_autofree char *list = dup_list (history, numbers);

  hw_set_error (error, HW_ERROR_AMBIGUOUS, hint, _ ("\"%s\" could be any of %s"), text, list);
}

static void
not_found (HwHistory *history, const char *text, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  for (guint i = 0; i < history->revisions->len; i++)
    {
      g_ptr_array_add (names, hw_history_get (history, i)->id);
      for (guint l = 0; hw_history_get (history, i)->labels[l] != NULL; l++)
        g_ptr_array_add (names, hw_history_get (history, i)->labels[l]);
    }
  g_ptr_array_add (names, NULL);
  hint = hw_suggest_dup_question (text, (const char *const *) names->pdata);
  if (hint == NULL)
    hint = g_strdup_printf (_ ("Look at the revisions with: headway history %s"), history->service);
  hw_set_error (error, HW_ERROR_NOT_FOUND, hint, _ ("there is no revision or branch \"%s\" in %s"),
                text, history->folder);
}

static guint8 *
new_marks (HwHistory *history)
{
  return g_new0 (guint8, history->revisions->len + 1);
}

/* Marks @number, what it follows and what follows it, by down_revision alone: its lineage. */
static guint8 *
dup_lineage (HwHistory *history, guint number)
{
  g_autofree guint8 *below = new_marks (history);
  guint8 *lineage = new_marks (history);

  hw_history_mark (history, &history->down, number, below);
  hw_history_mark (history, &history->next, number, lineage);
  for (guint i = 0; i < history->revisions->len; i++)
    lineage[i] = lineage[i] || below[i];
  return lineage;
}

static gboolean
begins (const char *name, const char *text)
{
  return name != NULL && strlen (name) >= MIN_NAME_LENGTH && g_str_has_prefix (name, text);
}

/* The number of the revision called @text: its id, a label, its file's name, or the beginning of
 * one of these; among @lineage (nullable) only, when not exact. -1 with an error. */
static int
find (HwHistory *history, const char *text, const guint8 *lineage, GError **error)
{
  guint exact = GPOINTER_TO_UINT (g_hash_table_lookup (history->names, text));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  if (exact != 0)
    return (int) exact - 1;
  for (guint i = 0; i < history->revisions->len && text[0] != '\0'; i++)
    {
      const HwRevision *revision = hw_history_get (history, i);
      gboolean fits = begins (revision->id, text) || begins (revision->name, text);

      for (guint l = 0; !fits && revision->labels[l] != NULL; l++)
        fits = begins (revision->labels[l], text);
      if (fits && (lineage == NULL || lineage[i]))
        g_array_append_val (found, i);
    }
  if (found->len == 1)
    return (int) g_array_index (found, guint, 0);
  if (found->len > 1)
    ambiguous (history, text, found, _ ("Write more of the id."), error);
  else
    not_found (history, text, error);
  return -1;
}

/* The one revision that @symbol means on the branch @lineage (nullable) called @branch. */
static int
find_on_branch (HwHistory *history, const char *symbol, const char *branch, const guint8 *lineage,
                GError **error)
{
  int number = find (history, symbol, lineage, error);

  if (number >= 0 && lineage != NULL && !lineage[number])
    {
      g_autofree char *hint =
          g_strdup_printf (_ ("Look at the branches with: headway branches %s"), history->service);

      hw_set_error (error, HW_ERROR_NOT_FOUND, hint,
                    _ ("revision \"%s\" is not on the branch \"%s\""), symbol, branch);
      return -1;
    }
  return number;
}

/* The heads by @links (next or all_next) on @lineage (nullable). */
static GArray *
dup_heads (HwHistory *history, const HwLinks *links, const guint8 *lineage)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < history->revisions->len; i++)
    if (hw_links_count (links, i) == 0 && (lineage == NULL || lineage[i]))
      g_array_append_val (heads, i);
  return heads;
}

static GStrv
dup_ids (HwHistory *history, const GArray *numbers)
{
  g_autofree guint8 *marks = new_marks (history);

  for (guint i = 0; i < numbers->len; i++)
    marks[g_array_index (numbers, guint, i)] = TRUE;
  return hw_history_dup_marked (history, marks);
}

/* Steps @steps up or down from @start (-1: base) by down_revision; @end is where it ends (-1:
 * base). Going up keeps to @lineage (nullable). FALSE with an error: no way, or several. */
static gboolean
walk (HwHistory *history, const Specification *specification, int start, const guint8 *lineage,
      int *end, GError **error)
{
  gboolean up = specification->steps > 0;
  gint64 left = up ? specification->steps : -specification->steps;
  gboolean at_base = start < 0;

  for (; left > 0; left--)
    {
      g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (guint));
      const HwLinks *links = up ? &history->next : &history->down;

      for (guint i = 0; up && at_base && i < history->revisions->len; i++)
        if (hw_links_count (&history->down, i) == 0 && (lineage == NULL || lineage[i]))
          g_array_append_val (ways, i);
      for (guint i = 0; !at_base && i < hw_links_count (links, (guint) start); i++)
        {
          guint way = hw_links_get (links, (guint) start)[i];

          if (!up || lineage == NULL || lineage[way])
            g_array_append_val (ways, way);
        }
      if (ways->len > 1)
        {
          ambiguous (history, specification->text, ways,
                     _ ("Several revisions are that many steps away: name the one you mean."),
                     error);
          return FALSE;
        }
      if (ways->len == 0 && (up || at_base))
        {
          hw_set_error (error, HW_ERROR_NOT_FOUND, _ ("Ask for fewer steps."),
                        _ ("\"%s\" goes past the %s of the history"), specification->text,
                        up ? "head" : "base");
          return FALSE;
        }
      at_base = ways->len == 0;
      start = at_base ? -1 : (int) g_array_index (ways, guint, 0);
    }
  *end = start;
  return TRUE;
}

/* The ids @version has applied that nothing applied follows: @next says what follows, among @within
 * (nullable: all of them). */
static void
add_tips (HwHistory *history, const char *const *version, const HwLinks *next,
          const guint8 *lineage, const guint8 *within, GArray *tips)
{
  g_autoptr (GArray) applied = hw_history_dup_applied (history, version, NULL);
  g_autofree guint8 *marks = new_marks (history);

  for (guint i = 0; i < applied->len; i++)
    marks[g_array_index (applied, guint, i)] = TRUE;
  for (guint i = 0; i < applied->len; i++)
    {
      guint number = g_array_index (applied, guint, i);
      const guint *following = hw_links_get (next, number);
      gboolean is_tip = lineage[number];

      for (guint f = 0; f < hw_links_count (next, number); f++)
        is_tip = is_tip && !(marks[following[f]] && (within == NULL || within[following[f]]));
      if (is_tip)
        g_array_append_val (tips, number);
    }
}

/* Where steps from @current begin: its rows; of these those on @lineage (nullable). When none is,
 * the newest that is applied there: on the way up the newest of the lineage; on the way down only
 * what is a branch's own end, hidden because something depends on it. NULL with HW_ERROR_NOT_FOUND
 * when a row is not of this history. */
static GArray *
dup_starts (HwHistory *history, const char *const *current, const guint8 *lineage, gboolean down,
            GError **error)
{
  static const char *const base[] = { NULL };
  g_auto (GStrv) rows =
      hw_history_dup_normal_version (history, current == NULL ? base : current, error);
  GArray *starts;

  if (rows == NULL)
    return NULL;
  starts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; rows[i] != NULL; i++)
    {
      guint number = (guint) hw_history_find_number (history, rows[i]);

      if (lineage == NULL || lineage[number])
        g_array_append_val (starts, number);
    }
  if (starts->len == 0 && lineage != NULL)
    add_tips (history, (const char *const *) rows, down ? &history->next : &history->all_next,
              lineage, down ? NULL : lineage, starts);
  return starts;
}

/* The revisions that @symbol means on @lineage (nullable); none for base. NULL with an error. */
static GArray *
find_all (HwHistory *history, const Specification *specification, const char *const *current,
          const guint8 *lineage, GError **error)
{
  const char *symbol = specification->symbol;
  g_autoptr (GArray) numbers = NULL;
  g_autofree char *hint = NULL;
  int number;

  if (strcmp (symbol, "base") == 0)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  if (strcmp (symbol, "current") == 0)
    return dup_starts (history, current, lineage, FALSE, error);
  if (strcmp (symbol, "heads") == 0)
    return dup_heads (history, lineage == NULL ? &history->all_next : &history->next, lineage);
  if (strcmp (symbol, "head") == 0)
    {
      numbers = dup_heads (history, &history->next, lineage);
      if (numbers->len <= 1)
        return g_steal_pointer (&numbers);
      hint = g_strdup_printf (_ ("Write \"heads\" for all of them, BRANCH@head for one, or join "
                                 "them: headway merge %s -m TEXT"),
                              history->service);
      ambiguous (history, specification->text, numbers, hint, error);
      return NULL;
    }
  number = find_on_branch (history, symbol, specification->branch, lineage, error);
  if (number < 0)
    return NULL;
  numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (numbers, number);
  return g_steal_pointer (&numbers);
}

/* All that @specification means; none for base. NULL with an error. */
static GArray *
resolve (HwHistory *history, const Specification *specification, const char *const *current,
         GError **error)
{
  g_autofree guint8 *lineage = NULL;
  g_autoptr (GArray) numbers = NULL;
  int end;

  if (specification->branch != NULL)
    {
      int branch = find (history, specification->branch, NULL, error);

      if (branch < 0)
        return NULL;
      lineage = dup_lineage (history, (guint) branch);
    }
  numbers = specification->symbol == NULL
                ? dup_starts (history, current, lineage, specification->steps < 0, error)
                : find_all (history, specification, current, lineage, error);
  if (numbers == NULL || specification->steps == 0)
    return g_steal_pointer (&numbers);
  if (numbers->len > 1)
    {
      ambiguous (history, specification->text, numbers,
                 _ ("Steps count from one revision: write BRANCH@ in front, or REV-1, REV+1."),
                 error);
      return NULL;
    }
  end = numbers->len == 0 ? -1 : (int) g_array_index (numbers, guint, 0);
  if (!walk (history, specification, end, lineage, &end, error))
    return NULL;
  g_array_set_size (numbers, 0);
  if (end >= 0)
    g_array_append_val (numbers, end);
  return g_steal_pointer (&numbers);
}

GStrv
hw_history_resolve (HwHistory *history, const char *specification, const char *const *current,
                    GError **error)
{
  g_auto (Specification) parsed = { 0 };

  g_autoptr (GArray) numbers = NULL;

  parse (specification, &parsed);
  numbers = resolve (history, &parsed, current, error);
  return numbers == NULL ? NULL : dup_ids (history, numbers);
}

/* Of the revisions right above the target, those that @branch (a number) stands on. */
static gboolean
keep_to_branch (HwHistory *history, guint branch, guint8 *roots)
{
  g_autofree guint8 *below = new_marks (history);
  guint n_roots = 0, n_kept = 0;

  for (guint i = 0; i < history->revisions->len; i++)
    n_roots += roots[i];
  if (n_roots <= 1)
    return TRUE;
  hw_history_mark (history, &history->down, branch, below);
  for (guint i = 0; i < history->revisions->len; i++)
    {
      roots[i] = roots[i] && below[i];
      n_kept += roots[i];
    }
  return n_kept > 0;
}

/* The branch that @specification keeps to on the way down: the one it names or, for -N, that of the
 * revision it counts from. -1 for none. */
static int
find_branch (HwHistory *history, const Specification *specification, const char *const *current)
{
  g_autoptr (GArray) starts = NULL;

  if (specification->branch != NULL)
    return find (history, specification->branch, NULL, NULL);
  if (specification->symbol != NULL)
    return -1;
  starts = dup_starts (history, current, NULL, TRUE, NULL);
  return starts->len == 0 ? -1 : (int) g_array_index (starts, guint, 0);
}

GArray *
hw_history_dup_downgrade_to (HwHistory *history, const char *specification,
                             const char *const *current, GError **error)
{
  g_auto (Specification) parsed = { 0 };
  g_autoptr (GArray) target = NULL;
  g_autofree guint8 *roots = new_marks (history);
  g_autoptr (GArray) path = NULL;
  g_autofree char *hint = NULL;
  gboolean fits = TRUE;
  int branch;

  parse (specification, &parsed);
  target = resolve (history, &parsed, current, error);
  if (target == NULL)
    return NULL;
  if (target->len == 0)
    hw_history_mark_above (history, -1, roots);
  for (guint i = 0; i < target->len; i++)
    hw_history_mark_above (history, g_array_index (target, int, i), roots);
  branch = find_branch (history, &parsed, current);
  if (branch >= 0)
    fits = keep_to_branch (history, (guint) branch, roots);
  path = hw_history_dup_path_above (history, current, roots, error);
  if (path == NULL)
    return NULL;
  for (guint i = 0; fits && path->len == 0 && i < target->len; i++)
    fits =
        g_strv_contains (current, hw_history_get (history, g_array_index (target, guint, i))->id);
  if (fits)
    return g_steal_pointer (&path);
  hint = g_strdup_printf (_ ("Look at what is applied with: headway current %s"), history->service);
  hw_set_error (error, HW_ERROR_USAGE, hint,
                _ ("cannot go down to \"%s\": nothing above it on its branch is applied"),
                specification);
  return NULL;
}
