/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-cast.h: how the values of a column come to be of another type, and what that may lose. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): what makes a value of @type of @name, a column of the type @old; NULL for what
 * happens by itself. Types are written as format_type() does. */
char *hw_cast_dup (const char *name, const char *old, const char *type);
/* Whether values of @old may become others in silence as they become values of @type: rounded, cut
 * or without a part. What the server refuses where it does not fit is none of this. */
gboolean hw_cast_is_lossy (const char *old, const char *type);

G_END_DECLS
