/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-presence.c: how much of a coming revision is in a schema already, statement by statement. */

#include "hw-presence.h"

#include "hw-comparison.h"
#include "hw-ddl-item.h"

/* Whether one of @schemas, from @first to before @end, has the object as @live is. */
static gboolean
occurs (GPtrArray *schemas, guint first, guint end, HwObject *object, HwObject *live)
{
  for (guint i = first; i < end; i++)
    if (hw_comparison_is_alike (hw_schema_lookup (g_ptr_array_index (schemas, i), object), live))
      return TRUE;
  return FALSE;
}

static gboolean
share_a_name (const HwObject *made, const HwObject *object)
{
  g_autoptr (GPtrArray) wanted = hw_ddl_dup_taken_names (made, TRUE);
  g_autoptr (GPtrArray) taken = hw_ddl_dup_taken_names (object, FALSE);

  for (guint i = 0; i < wanted->len; i++)
    if (g_ptr_array_find_with_equal_func (taken, g_ptr_array_index (wanted, i), g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* (nullable): what @live has in the place of @made, perhaps of another kind. */
static HwObject *
find_rival (HwSchema *live, HwObject *made)
{
  HwObject *rival = hw_schema_lookup (live, made);

  for (guint i = 0; rival == NULL && i < hw_schema_get_n_objects (live); i++)
    {
      HwObject *object = hw_schema_get_object (live, i);

      if (g_str_equal (hw_object_get_name (object), hw_object_get_name (made)) &&
          share_a_name (made, object))
        rival = object;
    }
  return rival;
}

/* Whether @live has something else where @statement makes @made anew: there it can be neither made
 * nor taken for made. A comment is simply written over. */
static gboolean
is_in_the_way (HwSchema *live, HwObject *made, guint statement, GPtrArray *trace)
{
  HwObject *rival = hw_object_is (made, "comment") ? NULL : find_rival (live, made);

  for (guint i = 0; rival != NULL && i <= statement; i++)
    if (hw_schema_lookup (g_ptr_array_index (trace, i), rival) != NULL)
      return FALSE;
  return rival != NULL;
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
  return is_in_the_way (live, object, statement, trace) ? HW_PRESENCE_PART : HW_PRESENCE_NONE;
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

      if (hw_comparison_is_alike (pairs.from, pairs.to) ||
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
