/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-presence.c: how much of a coming revision is in a schema already, statement by statement. */

#include "hw-presence.h"

#include "hw-comparison.h"

/* Whether @a and @b are alike, what two schemas have of an object; NULL is nothing. */
static gboolean
is_same (HwObject *a, HwObject *b)
{
  return a == NULL || b == NULL ? a == b : !hw_comparison_differs (a, b, NULL);
}

/* Whether one of @schemas, from @first to before @end, has the object as @live is. */
static gboolean
occurs (GPtrArray *schemas, guint first, guint end, HwObject *object, HwObject *live)
{
  for (guint i = first; i < end; i++)
    if (is_same (hw_schema_lookup (g_ptr_array_index (schemas, i), object), live))
      return TRUE;
  return FALSE;
}

static gboolean
is_in (GPtrArray *schemas, guint end, HwObject *object)
{
  for (guint i = 0; i < end; i++)
    if (hw_schema_lookup (g_ptr_array_index (schemas, i), object) != NULL)
      return TRUE;
  return FALSE;
}

/* What is there of what @statement does to @object. As it was at some time before the statement,
 * and as it was at some time after it: where both are so, the object tells nothing. */
static HwPresence
judge_object (HwSchema *live, HwObject *object, guint statement, GPtrArray *trace, GPtrArray *later)
{
  HwObject *there = hw_schema_lookup (live, object);
  gboolean before = occurs (trace, 0, statement + 1, object, there);
  gboolean after = occurs (trace, statement + 1, trace->len, object, there) ||
                   occurs (later, 0, later->len, object, there);

  if (after)
    return before ? HW_PRESENCE_NEUTRAL : HW_PRESENCE_ALL;
  /* There as something else, what is to be made can be neither made nor taken for made. */
  return before || there == NULL || is_in (trace, statement + 1, object) ? HW_PRESENCE_NONE
                                                                         : HW_PRESENCE_PART;
}

/* Whether it goes with its table: then that alone tells. */
static gboolean
goes_with_owner (HwObject *object, HwSchema *after)
{
  HwObject *owner = hw_object_get_owner (object);

  return owner != NULL && hw_schema_lookup (after, owner) == NULL;
}

static HwPresence
judge_statement (HwSchema *live, guint statement, GPtrArray *trace, GPtrArray *later)
{
  HwSchema *made = g_ptr_array_index (trace, statement + 1);
  HwComparison pairs = hw_comparison_begin (g_ptr_array_index (trace, statement), made);
  HwPresence whole = HW_PRESENCE_NEUTRAL;

  while (whole != HW_PRESENCE_PART && hw_comparison_next (&pairs))
    {
      HwPresence one;

      if (is_same (pairs.from, pairs.to) ||
          (pairs.to == NULL && goes_with_owner (pairs.from, made)))
        continue;
      one = judge_object (live, pairs.to != NULL ? pairs.to : pairs.from, statement, trace, later);
      if (whole == HW_PRESENCE_NEUTRAL)
        whole = one;
      else if (one != HW_PRESENCE_NEUTRAL && one != whole)
        whole = HW_PRESENCE_PART;
    }
  return whole;
}

GArray *
hw_presence_find (HwSchema *live, GPtrArray *trace, GPtrArray *later)
{
  GArray *presences = g_array_new (FALSE, FALSE, sizeof (HwPresence));

  for (guint i = 0; i + 1 < trace->len; i++)
    {
      HwPresence presence = judge_statement (live, i, trace, later);

      g_array_append_val (presences, presence);
    }
  return presences;
}
