/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-phrase.h: attributes in the few words a person reads in a list of differences. */

#pragma once

#include "hw-object.h"

G_BEGIN_DECLS

/* Appends attribute @i of @object to @out, a comma or a space before it where need be; nothing when
 * it is not set, unless it is all that is said (@alone). */
void hw_phrase_append (GString *out, const HwObject *object, guint i, gboolean alone);
/* "(integer, text)" of a function. */
void hw_phrase_append_arguments (GString *out, const HwObject *object);

/* (transfer full): @sql for reading: in one line, "public." left out, key words in lower case,
 * types by their short names; what stands in quotes is left alone. */
char *hw_phrase_from_sql (const char *sql);

G_END_DECLS
