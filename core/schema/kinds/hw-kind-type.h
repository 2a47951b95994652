/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-type.h: how fields stand in composite types. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Whether @from, a type whose fields may change places, would not have them in the order of @to
 * after getting and losing those in which the two differ. */
gboolean hw_type_is_disordered (HwObject *from, HwObject *to);
/* Writes what gives @from, which is to be made anew as @to, the fields of that where columns hold
 * values of it: the text of one can then be read as one of @to. */
void hw_type_write_shape (HwWriter *writer, HwObject *from, HwObject *to);

G_END_DECLS
