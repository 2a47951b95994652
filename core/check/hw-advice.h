/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-advice.h: a check in words: how the database is, and what to do about it. */

#pragma once

#include "hw-check.h"

G_BEGIN_DECLS

/* (transfer full): one sentence about the database, without its name: "is 2 revisions behind". */
char *hw_advice_dup_sentence (const HwCheck *check);

/* (transfer full) (nullable): what to do next, as a command or a step of a person; NULL when there
 * is nothing to do. */
char *hw_advice_dup_remedy (const HwCheck *check);

/* The same when `reconcile` found nothing that it could do. */
char *hw_advice_dup_rest (const HwCheck *check);

/* (transfer full): how a person makes known what a database without a version is, whose schema is
 * that of no revision. */
char *hw_advice_dup_decision (const HwCheck *check);

/* Whether `reconcile` can do something about it: else a person, a password or a server must. */
gboolean hw_advice_is_reconcilable (const HwCheck *check);

/* (transfer full): how the databases of @checks (element-type HwCheck) are, in a few sentences for
 * people: "Order lacks 3 columns. Customer is 2 revisions behind. 2 of 4 services are fine." Of
 * many that are not well the worst few are told. */
char *hw_advice_dup_summary (GPtrArray *checks);

/* (nullable) (transfer none): the one of @checks that it tells first, or else the first of all. */
const HwCheck *hw_advice_find_worst (GPtrArray *checks);

G_END_DECLS
