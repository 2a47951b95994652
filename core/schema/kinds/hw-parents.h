/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-parents.h: what a table inherits from, is a partition or of the type of, as it comes and goes.
 */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* The detail of tables and foreign tables: "parents" is "INHERITS (a, b)", which is said when they
 * are made, or "PARTITION OF a FOR VALUES …": partitions are made on their own, with their keys and
 * indexes under their own names, and attached at last. */
extern const HwDetail hw_parents_detail;

G_END_DECLS
