/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-index.h: what keys share with indexes. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* Writes what the definition of an index, or key, does not say; @from is NULL for a new one. */
void hw_index_write_properties (HwWriter *writer, HwObject *from, HwObject *object);
/* Writes that the index that is the replica identity of its table, and in TO no longer is, lets go
 * of the column @to of TO, where it is made of that: it holds fast to NOT NULL. */
void hw_index_release_column (HwWriter *writer, HwObject *to);

G_END_DECLS
