/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-words.h: what people call the kinds of objects. */

#pragma once

#include "hw-object.h"

G_BEGIN_DECLS

/* Translated: "foreign key", and "Foreign keys" as a heading. */
const char *hw_kind_get_word (const HwObject *object);
const char *hw_kind_get_heading (const HwObject *object);
/* Whether it is a table or a foreign table. */
gboolean hw_kind_is_table (const HwObject *object);

G_END_DECLS
