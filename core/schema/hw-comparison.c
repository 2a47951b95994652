/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-comparison.c: walks two schemas side by side, for the difference and for the script. */

#include "hw-comparison.h"

#include "hw-inheritance.h"
#include "hw-not-null.h"
#include "hw-writer.h"

HwComparison
hw_comparison_begin (HwSchema *from, HwSchema *to)
{
  return (HwComparison){ .from_schema = from, .to_schema = to };
}

gboolean
hw_comparison_next (HwComparison *self)
{
  gboolean has_from = self->next_from < hw_schema_get_n_objects (self->from_schema);
  gboolean has_to = self->next_to < hw_schema_get_n_objects (self->to_schema);
  int order;

  self->from = has_from ? hw_schema_get_object (self->from_schema, self->next_from) : NULL;
  self->to = has_to ? hw_schema_get_object (self->to_schema, self->next_to) : NULL;
  if (has_from && has_to)
    {
      order = hw_object_compare (self->from, self->to);
      if (order < 0)
        self->to = NULL;
      else if (order > 0)
        self->from = NULL;
    }
  self->next_from += self->from != NULL;
  self->next_to += self->to != NULL;
  return has_from || has_to;
}

gboolean
hw_comparison_is_derived (const HwObject *object)
{
  HwObject *owner = hw_object_get_owner (object);

  return owner != NULL && (hw_object_get_kind (owner)->flags & HW_KIND_DERIVED_COLUMNS) != 0 &&
         hw_kind_is_part (object);
}

static gboolean
changes_hands (const HwObject *a, const HwObject *b)
{
  return hw_inheritance_is_handed_over (a, b) || hw_inheritance_is_handed_over (b, a) ||
         hw_inheritance_is_taken_on (a, b) || hw_inheritance_is_taken_on (b, a);
}

gboolean
hw_comparison_attribute_differs (const HwObject *a, const HwObject *b, guint i,
                                 const HwCompareOptions *options)
{
  /* What of a view's column does not follow from the view. */
  static const char *const settable[] = { "default",    "storage", "compression",
                                          "statistics", "options", NULL };
  const char *name;

  if (g_strcmp0 (hw_object_get_attribute (a, i), hw_object_get_attribute (b, i)) == 0)
    return FALSE;
  if (hw_object_is_unreadable (a) || hw_object_is_unreadable (b))
    return FALSE;
  name = hw_object_get_attribute_name (a, i);
  if (g_str_equal (name, HW_SECRETS) && (options == NULL || !options->whole))
    return FALSE;
  if (hw_comparison_is_derived (a))
    return g_strv_contains (settable, name);
  if (g_str_equal (name, "not_null_constraint") &&
      (hw_not_null_is_unknown (a) || hw_not_null_is_unknown (b)))
    return FALSE;
  /* Rows are no schema. */
  if (g_str_equal (name, "unpopulated"))
    return FALSE;
  /* Whether a column is inherited follows from what its table inherits; whether it is also the
   * table's own, only pg_dump tells. */
  if (g_str_equal (name, "inherited"))
    return options != NULL && options->whole && changes_hands (a, b);
  return !g_str_equal (name, "position") || (options != NULL && options->column_order);
}

gboolean
hw_comparison_differs (const HwObject *a, const HwObject *b, const HwCompareOptions *options)
{
  for (guint i = 0; i < hw_object_get_n_attributes (a); i++)
    {
      if (hw_comparison_attribute_differs (a, b, i, options))
        return TRUE;
    }
  return FALSE;
}

gboolean
hw_comparison_is_alike (const HwObject *a, const HwObject *b)
{
  return a == NULL || b == NULL ? a == b : !hw_comparison_differs (a, b, NULL);
}
