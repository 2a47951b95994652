/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-option-list.h: lists of options, as queries write them: "a = '1', b = '2'" or "a '1', b '2'".
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): the elements of @list (nullable); what stands in quotes or parentheses is not
 * split. */
GStrv hw_option_list_split (const char *list);
/* (transfer full): the name that the element @option begins with, as it is quoted. */
char *hw_option_dup_name (const char *option);
/* (transfer none) (nullable): the element of @options with that name. */
const char *hw_option_list_find (const char *const *options, const char *name);
/* (transfer full): "ADD a '1', SET b '2', DROP c" for foreign options; "" when nothing changes. */
char *hw_option_list_dup_changes (const char *from, const char *to);

G_END_DECLS
