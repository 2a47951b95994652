/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-difference.c: what one schema lacks, has too much of, or has otherwise than another. */

#include "hw-difference.h"

#include <glib/gi18n.h>

#include "hw-comparison.h"
#include "hw-phrase.h"
#include "hw-schema-private.h"

struct _HwDifferences
{
  gatomicrefcount references;
  GArray *differences; /* (element-type HwDifference) */
};

const char *
hw_change_to_string (HwChange change)
{
  static const char *const names[] = {
    [HW_CHANGE_MISSING] = "missing",
    [HW_CHANGE_UNEXPECTED] = "unexpected",
    [HW_CHANGE_CHANGED] = "changed",
  };

  return names[change];
}

HwObject *
hw_difference_get_object (const HwDifference *difference)
{
  return difference->expected != NULL ? difference->expected : difference->actual;
}

char *
hw_difference_dup_sentence (const HwDifference *difference)
{
  const HwObject *object = hw_difference_get_object (difference);
  const char *kind = hw_object_get_kind_name (object);
  g_autofree char *title = hw_object_dup_title (object);

  if (difference->change == HW_CHANGE_MISSING)
    return g_strdup_printf (_ ("%s %s is missing"), kind, title);
  if (difference->change == HW_CHANGE_UNEXPECTED)
    return g_strdup_printf (_ ("%s %s is unexpected"), kind, title);
  return g_strdup_printf (_ ("%s %s is changed"), kind, title);
}

/* About as much as fits a line or two of a terminal. */
#define LONGEST_TEXT 160
#define BEFORE_DIFFERENCE 40

/* @text, or the part of it around the place where it begins to differ from @other. */
static char *
shorten (const char *text, const char *other)
{
  const char *start = text, *end;
  glong before;

  if (g_utf8_strlen (text, -1) <= LONGEST_TEXT)
    return g_strdup (text);
  while (other != NULL && *start != '\0' && *start == *other)
    {
      start++;
      other++;
    }
  before = g_utf8_pointer_to_offset (text, g_utf8_find_prev_char (text, start + 1));
  start = g_utf8_offset_to_pointer (text, MAX (before - BEFORE_DIFFERENCE, 0));
  end = start;
  for (guint i = 0; i < LONGEST_TEXT && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("%s%.*s%s", start > text ? "…" : "", (int) (end - start), start,
                          *end != '\0' ? "…" : "");
}

/* @side in words; beside @other, only where it differs. */
static char *
dup_side (const HwObject *side, const HwObject *other)
{
  /* The place of a column is worth a word only when it is all that differs. */
  const HwCompareOptions all = { .column_order = TRUE };
  const HwCompareOptions *options;
  g_autoptr (GString) out = g_string_new (NULL);

  if (side == NULL)
    return NULL;
  if (other == NULL)
    return hw_object_dup_definition (side);
  options = hw_comparison_differs (side, other, NULL) ? NULL : &all;
  for (guint i = 0; i < hw_object_get_n_attributes (side); i++)
    {
      if (hw_comparison_attribute_differs (side, other, i, options))
        hw_phrase_append (out, side, i, TRUE);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The same, shortened where it is a whole function or view. */
static char *
dup_short_side (const HwObject *side, const HwObject *other)
{
  g_autofree char *text = dup_side (side, other);
  g_autofree char *other_text = other != NULL ? dup_side (other, side) : NULL;

  return text != NULL ? shorten (text, other_text) : NULL;
}

char *
hw_difference_dup_expected (const HwDifference *difference)
{
  return dup_short_side (difference->expected, difference->actual);
}

char *
hw_difference_dup_actual (const HwDifference *difference)
{
  return dup_short_side (difference->actual, difference->expected);
}

static void
clear_difference (gpointer data)
{
  HwDifference *difference = data;

  g_clear_pointer (&difference->expected, hw_object_unref);
  g_clear_pointer (&difference->actual, hw_object_unref);
}

/* Whether @object, which @other lacks, is there only since its owner is; or follows from it. */
static gboolean
goes_without_saying (HwObject *object, HwSchema *other)
{
  HwObject *owner = hw_object_get_owner (object);

  if (owner == NULL)
    return FALSE;
  return hw_comparison_is_derived (object) || hw_schema_lookup (other, owner) == NULL;
}

static void
add_difference (HwDifferences *differences, HwObject *expected, HwObject *actual,
                const HwCompareOptions *options)
{
  HwDifference difference = { HW_CHANGE_CHANGED, expected, actual };

  if (options != NULL && options->filter != NULL &&
      !hw_filter_fits (options->filter, hw_difference_get_object (&difference)))
    return;
  if (expected == NULL)
    difference.change = HW_CHANGE_UNEXPECTED;
  else if (actual == NULL)
    difference.change = HW_CHANGE_MISSING;
  if (expected != NULL)
    hw_object_ref (expected);
  if (actual != NULL)
    hw_object_ref (actual);
  g_array_append_val (differences->differences, difference);
}

gboolean
hw_compare_options_read_roles (const HwCompareOptions *options)
{
  return options != NULL && (options->owners || options->privileges);
}

HwDifferences *
hw_schema_compare (HwSchema *expected, HwSchema *actual, const HwCompareOptions *options)
{
  gboolean every = options != NULL && options->every_object;
  HwDifferences *self = g_new0 (HwDifferences, 1);
  HwComparison pairs = hw_comparison_begin (expected, actual);

  g_atomic_ref_count_init (&self->references);
  self->differences = g_array_new (FALSE, FALSE, sizeof (HwDifference));
  g_array_set_clear_func (self->differences, clear_difference);
  while (expected != actual && hw_comparison_next (&pairs))
    {
      if (!every && pairs.from == NULL && goes_without_saying (pairs.to, expected))
        continue;
      if (!every && pairs.to == NULL && goes_without_saying (pairs.from, actual))
        continue;
      if (pairs.from == NULL || pairs.to == NULL ||
          hw_comparison_differs (pairs.from, pairs.to, options))
        add_difference (self, pairs.from, pairs.to, options);
    }
  return self;
}

HwDifferences *
hw_differences_ref (HwDifferences *differences)
{
  g_atomic_ref_count_inc (&differences->references);
  return differences;
}

void
hw_differences_unref (HwDifferences *differences)
{
  if (!g_atomic_ref_count_dec (&differences->references))
    return;
  g_array_unref (differences->differences);
  g_free (differences);
}

guint
hw_differences_get_n (HwDifferences *differences)
{
  return differences->differences->len;
}

const HwDifference *
hw_differences_get (HwDifferences *differences, guint i)
{
  return &g_array_index (differences->differences, HwDifference, i);
}

guint
hw_differences_count (HwDifferences *differences, HwChange change)
{
  guint n = 0;

  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    n += hw_differences_get (differences, i)->change == change;
  return n;
}

const HwDifference *
hw_differences_find (HwDifferences *differences, const HwObject *object)
{
  guint low = 0, high = hw_differences_get_n (differences);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HwDifference *difference = hw_differences_get (differences, middle);
      int order = hw_object_compare (object, hw_difference_get_object (difference));

      if (order == 0)
        return difference;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

static gboolean
equal_or_null (HwObject *a, HwObject *b)
{
  return a == b || (a != NULL && b != NULL && hw_object_equal (a, b));
}

gboolean
hw_differences_contains (HwDifferences *differences, const HwDifference *difference)
{
  for (guint i = 0; i < hw_differences_get_n (differences); i++)
    {
      const HwDifference *own = hw_differences_get (differences, i);

      if (own->change == difference->change &&
          equal_or_null (own->expected, difference->expected) &&
          equal_or_null (own->actual, difference->actual))
        return TRUE;
    }
  return FALSE;
}
