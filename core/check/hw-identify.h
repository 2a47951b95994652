/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-identify.h: which revisions a schema looks like. */

#pragma once

#include "hw-difference.h"
#include "hw-shadow.h"

G_BEGIN_DECLS

/* A state of the history beside a live schema. */
typedef struct
{
  GStrv version;              /* empty for base */
  guint place;                /* its place among the known states: later ones have more applied */
  guint weight;               /* how many objects differ, those too that come and go with another;
                                 0 is the very schema */
  HwDifferences *differences; /* expected at @version against the live schema: the distance, as
                                 people count it, is their number */
  HwSchema *schema;           /* expected at @version */
} HwCandidate;

void hw_candidate_free (HwCandidate *candidate);

/* Whether a schema may be taken for this state with some drift, where nothing else tells. */
gboolean hw_candidate_is_near (const HwCandidate *candidate);

/* "base", or the ids joined by ", ". (transfer full) */
char *hw_version_to_text (const char *const *version);

/**
 * hw_identify:
 * @live: the schema of @database
 *
 * Measures every state that the history passes through against @live. Of the nearest, those between
 * which no revision does anything (a merge) are one state, and the latest stands for it.
 *
 * Returns: (transfer full) (element-type HwCandidate): the nearest first; of equally near ones the
 * earliest. NULL with an error when nothing is known of the history's states.
 */
GPtrArray *hw_identify (HwShadow *shadow, HwDatabase *database, HwSchema *live, guint server_major,
                        HwProgress *progress, GCancellable *cancellable, GError **error);

G_END_DECLS
