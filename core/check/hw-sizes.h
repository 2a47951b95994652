/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-sizes.h: how large a database and its tables are, for people to judge a step by. */

#pragma once

#include "hw-connection.h"
#include "hw-object.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 bytes; /* with indexes and TOAST */
  gint64 rows;   /* as the last VACUUM or ANALYZE saw them; -1 when there was none */
} HwSize;

/* Immutable, reference-counted (atomically). */
typedef struct _HwSizes HwSizes;

/* (transfer full): NULL with an error, for example when the role may not ask. */
HwSizes *hw_sizes_read (HwConnection *connection, GCancellable *cancellable, GError **error);
HwSizes *hw_sizes_ref (HwSizes *sizes);
void hw_sizes_unref (HwSizes *sizes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwSizes, hw_sizes_unref)

guint64 hw_sizes_get_database (HwSizes *sizes);
/* (nullable) (transfer none): of a table or materialized view. */
const HwSize *hw_sizes_get_table (HwSizes *sizes, const HwObject *table);

G_END_DECLS
