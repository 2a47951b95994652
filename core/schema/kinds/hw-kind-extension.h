/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-extension.h: the one extension that comes with every database, plpgsql. It is an object
 * only where somebody made it anew, and where all that pg_dump sees is compared. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

gboolean hw_extension_comes_with_database (const HwObject *object);
/* Whether a function of @schema is written in plpgsql, whoever made that. */
gboolean hw_extension_is_spoken (HwSchema *schema);

G_END_DECLS
