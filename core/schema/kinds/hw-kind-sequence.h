/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-kind-sequence.h: what columns need of the sequences of their identities. */

#pragma once

#include "hw-writer.h"

G_BEGIN_DECLS

/* (nullable) (transfer none) */
HwObject *hw_sequence_of_identity (const HwObject *column);
/* "GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME … START WITH 1 …)" */
void hw_sequence_append_identity (GString *out, const HwObject *column);
/* Writes that @column, which is there, gets its identity. */
void hw_sequence_write_identity (HwWriter *writer, const HwObject *column);
/* Says whether the sequences of @column, just made, are logged, where its table does not say so. */
void hw_sequence_write_persistence (HwWriter *writer, const HwObject *column);

G_END_DECLS
