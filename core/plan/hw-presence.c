/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-presence.c: how much of a coming revision is in a schema already, statement by statement. */

#include "hw-presence.h"

#include "hw-comparison.h"
#include "hw-ddl-item.h"

static gboolean
has_same (HwSchema *schema, HwObject *object)
{
  HwObject *there = hw_schema_lookup (schema, object);

  return there != NULL && !hw_comparison_differs (there, object, NULL);
}

/* Whether @live, the object as it is, is what @made became: at once or by something later. */
static gboolean
is_there (HwSchema *live, HwObject *made, guint statement, GPtrArray *trace, GPtrArray *later)
{
  HwObject *object = hw_schema_lookup (live, made);

  if (object == NULL)
    return FALSE;
  for (guint i = statement + 1; i < trace->len; i++)
    if (has_same (g_ptr_array_index (trace, i), object))
      return TRUE;
  for (guint i = 0; i < later->len; i++)
    if (has_same (g_ptr_array_index (later, i), object))
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

static HwPresence
judge_statement (HwSchema *live, guint statement, GPtrArray *trace, GPtrArray *later)
{
  HwComparison pairs = hw_comparison_begin (g_ptr_array_index (trace, statement),
                                            g_ptr_array_index (trace, statement + 1));
  guint n_there = 0, n_lacking = 0;

  while (hw_comparison_next (&pairs))
    {
      gboolean there;

      if (pairs.to == NULL)
        there = hw_schema_lookup (live, pairs.from) == NULL;
      else if (pairs.from == NULL || hw_comparison_differs (pairs.from, pairs.to, NULL))
        there = is_there (live, pairs.to, statement, trace, later);
      else
        continue;
      if (!there && pairs.to != NULL && is_in_the_way (live, pairs.to, statement, trace))
        return HW_PRESENCE_PART;
      if (there)
        n_there++;
      else
        n_lacking++;
    }
  if (n_there == 0)
    return n_lacking == 0 ? HW_PRESENCE_NEUTRAL : HW_PRESENCE_NONE;
  return n_lacking == 0 ? HW_PRESENCE_ALL : HW_PRESENCE_PART;
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
