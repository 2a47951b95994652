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

G_END_DECLS
