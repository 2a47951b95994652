/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terms.h: the words of the field, explained with the names of the database that is looked at.
 */

#pragma once

#include "hw-check.h"

G_BEGIN_DECLS

typedef enum
{
  HW_TERM_REVISION = 1 << 0,
  HW_TERM_HEAD = 1 << 1,
  HW_TERM_DRIFT = 1 << 2,
  HW_TERM_STAMP = 1 << 3,
  HW_TERM_CREATE_ALL = 1 << 4,
} HwTerms;

/* Those that one needs in order to understand how the database of @check is. */
HwTerms hw_terms_of_check (const HwCheck *check);

/* The word that one of the flags stands for, translated. */
const char *hw_terms_get_word (HwTerms term);
/* (transfer full): it in one or two sentences. */
char *hw_terms_dup_text (HwTerms term, const HwCheck *check);

G_END_DECLS
