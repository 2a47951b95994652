/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-advice.c: a check in words: how the database is, and what to do about it. */

#include "hw-advice.h"

#include <glib/gi18n.h>

#include "hw-error.h"

/* @format has one %u. */
static void
append_number (GString *text, const char *format, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr (GString) words = g_string_new (format);

  g_string_replace (words, "%u", number, 1);
  g_string_append (text, words->str);
}

static void
append_count (GString *text, const char **separator, const char *format, guint n)
{
  g_string_append (text, *separator);
  append_number (text, format, n);
  *separator = ", ";
}

static void
append_counts (GString *text, HwDifferences *drift)
{
  const guint missing = hw_differences_count (drift, HW_CHANGE_MISSING);
  const guint unexpected = hw_differences_count (drift, HW_CHANGE_UNEXPECTED);
  const guint changed = hw_differences_count (drift, HW_CHANGE_CHANGED);
  const char *separator = "";

  if (missing > 0)
    append_count (text, &separator, ngettext ("%u missing", "%u missing", missing), missing);
  if (unexpected > 0)
    append_count (text, &separator, ngettext ("%u unexpected", "%u unexpected", unexpected),
                  unexpected);
  if (changed > 0)
    append_count (text, &separator, ngettext ("%u changed", "%u changed", changed), changed);
}

static void
append_other_tables (GString *text, const HwCheck *check)
{
  g_autofree char *tables = NULL;

  if (check->other_tables == NULL)
    return;
  tables = g_strjoinv (", ", check->other_tables);
  /* Translators: goes on after "has tables but no version". */
  g_string_append_printf (text, _ (" where Headway looks for it; there is %s"), tables);
}

static void
append_looks (GString *text, const HwCheck *check)
{
  const HwCandidate *candidate = hw_check_get_identified (check);
  g_autofree char *version = NULL;
  guint n;

  if (candidate == NULL)
    return;
  n = hw_differences_get_n (candidate->differences);
  version = hw_version_to_text ((const char *const *) candidate->version);
  if (candidate->weight == 0)
    g_string_append_printf (text, _ ("; its schema is that of %s"), version);
  else
    g_string_append_printf (text,
                            ngettext ("; its schema is nearest to %s (%u difference)",
                                      "; its schema is nearest to %s (%u differences)", n),
                            version, n);
}

static void
append_diverged (GString *text, const HwCheck *check)
{
  g_autofree char *heads = g_strjoinv (", ", check->heads);
  g_autofree char *rows = g_strjoinv (", ", check->version->rows);

  if (g_strv_length (check->heads) > 1)
    g_string_append_printf (text, _ ("has a history with %u heads: %s"),
                            g_strv_length (check->heads), heads);
  else
    g_string_append_printf (text, _ ("has version rows that overlap: %s"), rows);
}

static void
append_dirty (GString *text, const HwCheck *check)
{
  const HwUnfinished *unfinished = check->unfinished;

  if (unfinished == NULL)
    g_string_append (text,
                     _ ("bears its migration tool's mark of a migration that was not finished"));
  else
    g_string_append_printf (
        text, _ ("has a step that did not end: %s %s, begun at %s, %u of %u statements done"),
        unfinished->action, unfinished->revision, unfinished->since, unfinished->statements_done,
        unfinished->statements);
}

static void
append_blocked (GString *text, const HwCheck *check)
{
  if (check->holder != NULL)
    {
      g_autofree char *who = hw_lock_holder_to_text (check->holder);

      g_string_append_printf (text, _ ("is being migrated by %s"), who);
    }
  else
    {
      g_string_append_printf (
          text, _ ("cannot be read: %s"),
          hw_error_skip_title (check->error, hw_database_get_title (check->database)));
    }
}

char *
hw_advice_dup_sentence (const HwCheck *check)
{
  GString *text = g_string_new (NULL);

  switch (check->verdict)
    {
    case HW_VERDICT_UP_TO_DATE:
      g_string_append (text, check->drift != NULL
                                 ? _ ("is up to date")
                                 : _ ("is at head; whether its schema is right is not known"));
      break;
    case HW_VERDICT_BEHIND:
      g_string_append_printf (
          text, ngettext ("is %u revision behind", "is %u revisions behind", check->n_pending),
          check->n_pending);
      break;
    case HW_VERDICT_DRIFTED:
      g_string_append (text, _ ("differs from its own revision: "));
      append_counts (text, check->drift);
      append_looks (text, check);
      break;
    case HW_VERDICT_UNVERSIONED:
      g_string_append (text, _ ("has tables but no version"));
      append_other_tables (text, check);
      append_looks (text, check);
      break;
    case HW_VERDICT_EMPTY:
      g_string_append (text, check->error == NULL ||
                                     g_error_matches (check->error, HW_ERROR, HW_ERROR_UNTRUSTED)
                                 ? _ ("is empty")
                                 : _ ("is empty, and its history cannot be built here"));
      break;
    case HW_VERDICT_AHEAD:
      {
        g_auto (GStrv) unknown = hw_check_dup_unknown (check);
        g_autofree char *rows = g_strjoinv (", ", unknown);

        g_string_append_printf (text, _ ("is at %s, which is not in this checkout"), rows);
        append_looks (text, check);
        break;
      }
    case HW_VERDICT_DIVERGED:
      append_diverged (text, check);
      break;
    case HW_VERDICT_DIRTY:
      append_dirty (text, check);
      break;
    case HW_VERDICT_BLOCKED:
      append_blocked (text, check);
      break;
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
    default:
      g_string_append (text, check->error->message);
      break;
    }
  return g_string_free (text, FALSE);
}

/* Whether it is at, or in the middle of, a revision that is not in this checkout. */
static gboolean
is_ahead (const HwCheck *check)
{
  g_auto (GStrv) unknown = NULL;

  if (check->verdict == HW_VERDICT_AHEAD)
    return TRUE;
  if (check->verdict != HW_VERDICT_DIRTY)
    return FALSE;
  unknown = hw_check_dup_unknown (check);
  return unknown[0] != NULL ||
         (check->unfinished != NULL &&
          hw_history_find (check->history, check->unfinished->revision) == NULL);
}

/* Whether it has no version and fits no revision, so that only a person knows what it is. */
static gboolean
is_strange (const HwCheck *check)
{
  return check->verdict == HW_VERDICT_UNVERSIONED && check->candidates != NULL &&
         check->candidates->len > 0 &&
         !hw_candidate_is_near (g_ptr_array_index (check->candidates, 0));
}

gboolean
hw_advice_is_reconcilable (const HwCheck *check)
{
  return check->verdict == HW_VERDICT_BEHIND ||
         (check->verdict == HW_VERDICT_DRIFTED && !check->only_loss_mends) ||
         (check->verdict == HW_VERDICT_UNVERSIONED && !is_strange (check)) ||
         check->verdict == HW_VERDICT_EMPTY ||
         (check->verdict == HW_VERDICT_DIRTY && !is_ahead (check));
}

/* What is too much is either dropped, or left alone, or wanted. */
static char *
dup_loss (const char *title)
{
  return g_strdup_printf (
      _ ("only a loss mends it: look at headway drift %s; then headway reconcile %s --destroy, or "
         "Ignore= in the fleet file, or headway revision %s --from-drift -m TEXT"),
      title, title, title);
}

char *
hw_advice_dup_decision (const HwCheck *check)
{
  const char *title = hw_database_get_title (check->database);

  /* What the history starts from is nowhere but there. */
  if (g_error_matches (check->error, HW_ERROR, HW_ERROR_NEEDS_SNAPSHOT))
    return g_strdup_printf ("headway snapshot %s --revision base", title);
  return g_strdup_printf (_ ("Look at headway identify %s, then decide: headway stamp %s REVISION"),
                          title, title);
}

char *
hw_advice_dup_rest (const HwCheck *check)
{
  const char *title = hw_database_get_title (check->database);

  if (check->verdict == HW_VERDICT_DRIFTED)
    return dup_loss (title);
  if (check->verdict == HW_VERDICT_DIRTY && !is_ahead (check))
    return g_strdup_printf ("headway stamp %s REVISION", title);
  return hw_advice_dup_remedy (check);
}

char *
hw_advice_dup_remedy (const HwCheck *check)
{
  const char *title = hw_database_get_title (check->database);
  const char *hint = hw_postgres_error_get_hint (check->error);
  gboolean lacks_base = g_error_matches (check->error, HW_ERROR, HW_ERROR_NEEDS_SNAPSHOT);

  if (check->verdict == HW_VERDICT_UNVERSIONED && check->other_tables != NULL)
    return g_strdup_printf (
        _ ("if that is its version table: VersionTable=%s in [Service %s] of the fleet file; "
           "else headway reconcile %s"),
        check->other_tables[0], hw_database_get_service_name (check->database), title);
  if (is_strange (check) && (hint == NULL || lacks_base))
    return hw_advice_dup_decision (check);
  if (hint != NULL)
    return g_strdup (hint);
  if (is_ahead (check))
    return g_strdup_printf (_ ("update the checkout, or decide: headway identify %s, then headway "
                               "stamp %s REVISION"),
                            title, title);
  switch (check->verdict)
    {
    case HW_VERDICT_BEHIND:
    case HW_VERDICT_DRIFTED:
    case HW_VERDICT_UNVERSIONED:
    case HW_VERDICT_EMPTY:
    case HW_VERDICT_DIRTY:
      return check->only_loss_mends ? dup_loss (title)
                                    : g_strdup_printf ("headway reconcile %s", title);
    case HW_VERDICT_DIVERGED:
      if (g_strv_length (check->heads) < 2)
        return g_strdup_printf (_ ("say which of them it is at: headway stamp %s REVISION"), title);
      return g_strdup_printf (
          _ ("join the heads: headway merge %s -m TEXT; or, where they are meant "
             "to stay apart: headway upgrade %s heads"),
          hw_database_get_service_name (check->database), title);
    case HW_VERDICT_BLOCKED:
      if (check->holder != NULL)
        return g_strdup (_ ("wait until it is done"));
      return hw_postgres_error_has_state (check->error, "42501")
                 ? g_strdup (_ ("ask the owner of the database for the missing right"))
                 : NULL;
    case HW_VERDICT_AHEAD:
    case HW_VERDICT_UP_TO_DATE:
    case HW_VERDICT_UNREACHABLE:
    case HW_VERDICT_UNKNOWN:
    default:
      return NULL;
    }
}

#define MAX_TOLD 4

/* How many differences of @change are about columns, and about tables. */
static void
count_missing (HwDifferences *drift, guint *n_columns, guint *n_tables, guint *n_others)
{
  for (guint i = 0; i < hw_differences_get_n (drift); i++)
    {
      const HwDifference *difference = hw_differences_get (drift, i);
      const char *kind = hw_object_get_kind_name (hw_difference_get_object (difference));

      if (difference->change == HW_CHANGE_MISSING && g_str_equal (kind, "column"))
        ++*n_columns;
      else if (difference->change == HW_CHANGE_MISSING && g_str_equal (kind, "table"))
        ++*n_tables;
      else
        ++*n_others;
    }
}

/* "lacks 3 columns", "lacks a table and has 2 other differences", "differs in 4 places". */
static void
append_drift (GString *text, HwDifferences *drift)
{
  guint n_columns = 0, n_tables = 0, n_others = 0;
  g_autofree char *tables = NULL;
  g_autofree char *columns = NULL;

  count_missing (drift, &n_columns, &n_tables, &n_others);
  if (n_columns == 0 && n_tables == 0)
    {
      g_string_append_printf (
          text, ngettext ("differs in %u place", "differs in %u places", n_others), n_others);
      return;
    }
  tables = g_strdup_printf (ngettext ("%u table", "%u tables", n_tables), n_tables);
  columns = g_strdup_printf (ngettext ("%u column", "%u columns", n_columns), n_columns);
  if (n_tables > 0 && n_columns > 0)
    /* Translators: both are numbers with what they count: "1 table", "3 columns". */
    g_string_append_printf (text, _ ("lacks %s and %s"), tables, columns);
  else
    g_string_append_printf (text, _ ("lacks %s"), n_tables > 0 ? tables : columns);
}

static void
append_told (GString *text, const HwCheck *check)
{
  g_autofree char *name = g_strdup (hw_database_get_service_name (check->database));
  g_autofree char *sentence = NULL;

  name[0] = g_ascii_toupper (name[0]);
  g_string_append_printf (text, "%s ", name);
  switch (check->verdict)
    {
    case HW_VERDICT_UNREACHABLE:
      if (g_error_matches (check->error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_MISSING))
        g_string_append (text, _ ("wants a password"));
      else if (g_error_matches (check->error, HW_POSTGRES_ERROR, HW_POSTGRES_ERROR_PASSWORD_WRONG))
        g_string_append (text, _ ("refuses its password"));
      else
        g_string_append (text, _ ("cannot be reached"));
      break;
    case HW_VERDICT_UNKNOWN:
      g_string_append (text, _ ("has migrations that cannot be read"));
      break;
    case HW_VERDICT_DRIFTED:
    case HW_VERDICT_UNVERSIONED:
      if (check->drift != NULL && hw_differences_get_n (check->drift) > 0)
        {
          append_drift (text, check->drift);
          break;
        }
      /* fall through */
    default:
      sentence = hw_advice_dup_sentence (check);
      g_string_append (text, sentence);
      break;
    }
  g_string_append (text, ". ");
}

/* How bad it is: first what makes a service fail now, the more the worse, then what nobody can
 * know, and last what merely waits. */
static guint
get_gravity (const HwCheck *check)
{
  static const guint gravities[] = {
    [HW_VERDICT_EMPTY] = 7,  [HW_VERDICT_DRIFTED] = 6,     [HW_VERDICT_UNVERSIONED] = 6,
    [HW_VERDICT_DIRTY] = 6,  [HW_VERDICT_UNREACHABLE] = 5, [HW_VERDICT_DIVERGED] = 4,
    [HW_VERDICT_AHEAD] = 3,  [HW_VERDICT_BLOCKED] = 3,     [HW_VERDICT_UNKNOWN] = 2,
    [HW_VERDICT_BEHIND] = 1, [HW_VERDICT_UP_TO_DATE] = 0,
  };
  guint n_missing =
      check->drift != NULL ? hw_differences_count (check->drift, HW_CHANGE_MISSING) : 0;

  return (gravities[check->verdict] << 16) + MIN (n_missing + check->n_pending, G_MAXUINT16);
}

/* The worst first; else in the order of the fleet file, for the sort is stable. */
static int
compare_gravity (gconstpointer a, gconstpointer b)
{
  guint first = get_gravity (*(const HwCheck *const *) a);
  guint second = get_gravity (*(const HwCheck *const *) b);

  return (first < second) - (first > second);
}

char *
hw_advice_dup_summary (GPtrArray *checks)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) unwell = g_ptr_array_new ();
  guint n_well;

  for (guint i = 0; i < checks->len; i++)
    if (!hw_check_is_clean (g_ptr_array_index (checks, i)))
      g_ptr_array_add (unwell, g_ptr_array_index (checks, i));
  g_ptr_array_sort (unwell, compare_gravity);
  for (guint i = 0; i < MIN (unwell->len, MAX_TOLD); i++)
    append_told (text, g_ptr_array_index (unwell, i));
  n_well = checks->len - unwell->len;
  if (unwell->len > MAX_TOLD)
    g_string_append_printf (
        text,
        ngettext ("%u more needs attention. ", "%u more need attention. ", unwell->len - MAX_TOLD),
        unwell->len - MAX_TOLD);
  if (n_well == checks->len)
    g_string_append (text,
                     checks->len == 1 ? _ ("The service is fine.") : _ ("All services are fine."));
  else
    g_string_append_printf (
        text, ngettext ("%u of %u services is fine.", "%u of %u services are fine.", n_well),
        n_well, checks->len);
  return g_string_free (text, FALSE);
}

const HwCheck *
hw_advice_find_worst (GPtrArray *checks)
{
  const HwCheck *worst = NULL;

  for (guint i = 0; i < checks->len; i++)
    {
      const HwCheck *check = g_ptr_array_index (checks, i);

      if (worst == NULL || get_gravity (check) > get_gravity (worst))
        worst = check;
    }
  return worst;
}
