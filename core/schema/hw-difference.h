/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-difference.h: what one schema lacks, has too much of, or has otherwise than another. */

#pragma once

#include "hw-filter.h"

G_BEGIN_DECLS

typedef enum
{
  HW_CHANGE_MISSING,    /* expected, not there */
  HW_CHANGE_UNEXPECTED, /* there, not expected */
  HW_CHANGE_CHANGED,    /* there, with other attributes */
} HwChange;

const char *hw_change_to_string (HwChange change); /* "missing" … as JSON shows it */

typedef struct
{
  HwChange change;
  HwObject *expected; /* (nullable) */
  HwObject *actual;   /* (nullable) */
} HwDifference;

/* (transfer none): the object it is about: the expected one, or else the actual one. */
HwObject *hw_difference_get_object (const HwDifference *difference);
/* (transfer full): one short line each; NULL where there is none. For a change, only the attributes
 * that differ. */
char *hw_difference_dup_expected (const HwDifference *difference);
char *hw_difference_dup_actual (const HwDifference *difference);
/* (transfer full): "column orders.order_type is missing", in the user's language. */
char *hw_difference_dup_sentence (const HwDifference *difference);

/* All but the order of columns: of schemas that were read for it (hw_catalog_read_for()). */
typedef struct
{
  gboolean column_order; /* count the order of columns as a difference; off by default */
  gboolean owners;       /* compare who owns what; off by default */
  gboolean privileges;   /* compare GRANTs and default privileges; off by default */
  gboolean whole;        /* compare, and write, all that pg_dump does, passwords that are part of an
                          * object and what a database begins with too: such a schema belongs in
                          * no file; off by default */
  gboolean every_object; /* list also those that come and go with another; off by default */
  const HwFilter *filter; /* (nullable): only what fits it */
  /* (nullable): how owners and privileges call the role that reads them: what a shadow's own role
   * made, it made for this one. The schema public is then nobody's when it is as it came. */
  const char *own_role;
} HwCompareOptions;

/* Whether schemas must be read for @options (nullable) in particular. */
gboolean hw_compare_options_read_roles (const HwCompareOptions *options);

/* Immutable, reference-counted list of differences, in hw_object_compare() order of their objects.
 * Objects that come and go with another (the columns of a missing table, its key's index) are not
 * listed beside it. */
typedef struct _HwDifferences HwDifferences;

HwDifferences *hw_schema_compare (HwSchema *expected, HwSchema *actual,
                                  const HwCompareOptions *options);
HwDifferences *hw_differences_ref (HwDifferences *differences);
void hw_differences_unref (HwDifferences *differences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwDifferences, hw_differences_unref)

guint hw_differences_get_n (HwDifferences *differences);
const HwDifference *hw_differences_get (HwDifferences *differences, guint i);
guint hw_differences_count (HwDifferences *differences, HwChange change);
/* (nullable) (transfer none): the difference that is about @object, of either schema. */
const HwDifference *hw_differences_find (HwDifferences *differences, const HwObject *object);
/* Whether @differences holds a difference equal to @difference (same object, same change, same
 * values). */
gboolean hw_differences_contains (HwDifferences *differences, const HwDifference *difference);

G_END_DECLS
