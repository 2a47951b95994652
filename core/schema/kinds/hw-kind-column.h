/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-column.h: what tables and composite types need of their columns. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* "total numeric(10,2) DEFAULT 0 NOT NULL", with what can be said there. */
void hw_column_append_definition (GString *out, HwWriter *writer, const HwObject *column);
/* Writes what must be said of a new column apart: storage, statistics … */
void hw_column_write_properties (HwWriter *writer, HwObject *from, HwObject *column);
/* (transfer full): "ALTER TABLE public.orders ALTER COLUMN total"; @only: of that table alone where
 * it has heirs, for what they have otherwise is theirs. */
char *hw_column_dup_alter (const HwObject *column, gboolean only);
/* Whether it is there only because a parent table has it. */
gboolean hw_column_is_inherited (const HwObject *column);

G_END_DECLS
