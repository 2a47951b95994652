/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-trigger.h: what rules and event triggers share with triggers. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Writes when @object, a trigger or rule, fires ("firing"); @from is NULL for a new one, which
 * does.
 */
void hw_trigger_write_firing (HwWriter *writer, HwObject *from, HwObject *object);
/* What ALTER says to make one fire so: "ENABLE REPLICA". */
const char *hw_trigger_get_firing_words (const char *firing);

G_END_DECLS
