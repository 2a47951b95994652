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
  guint distance;             /* how many objects differ; 0 is the very schema */
  HwDifferences *differences; /* expected at @version against the live schema */
  HwSchema *schema;           /* expected at @version */
} HwCandidate;

void hw_candidate_free (HwCandidate *candidate);

/* "base", or the ids joined by ", ". (transfer full) */
char *hw_version_to_text (const char *const *version);

/* (transfer full) (element-type HwCandidate): every one of @states (of
 * hw_shadow_get_known_states()) measured against
 * @live, the nearest first; of equally near ones the earliest. @filter: (nullable): what counts. */
GPtrArray *hw_identify (HwSchema *live, GPtrArray *states, const HwFilter *filter);

G_END_DECLS
