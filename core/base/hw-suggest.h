/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-suggest.h: what somebody who mistyped a name probably meant. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer none) (nullable): the one of @candidates (NULL-terminated) that is nearest to @word by
 * edit distance, the first of equals; NULL when none is near. Case is ignored. */
const char *hw_suggest (const char *word, const char *const *candidates);

/* (transfer full) (nullable): "Did you mean “order”?", or NULL when nothing is near. */
char *hw_suggest_dup_question (const char *word, const char *const *candidates);

G_END_DECLS
