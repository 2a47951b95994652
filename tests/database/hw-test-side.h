/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-side.h: a database that is to become as another is, by the script that Headway writes. */

#pragma once

#include "hw-schema.h"
#include "hw-test-server.h"

G_BEGIN_DECLS

/* One side of a pair: a database of its own, and how it is. */
typedef struct
{
  HwTestDatabase *database;
  HwConnection *connection;
  HwSchema *schema;
} HwTestSide;

HwTestSide *hw_test_side_new (void);
void hw_test_side_free (HwTestSide *side);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwTestSide, hw_test_side_free)

/* Reads all that can be compared, owners and privileges too. */
void hw_test_side_look (HwTestSide *side);

/**
 * hw_test_side_become:
 * @schema: what the database of @side is turned into
 * @dump: (nullable): what pg_dump says of such a database (hw-test-dump.h)
 * @watched: whether also to hold what the sum over the catalogs says, and what each transaction is
 * seen to have done, against looks at everything
 *
 * Nothing may remain by Headway's own account, nor by pg_dump's, and nothing be lost without leave
 * to destroy.
 *
 * Returns: %FALSE with an error whose first line says what went wrong; the script is below it
 */
gboolean hw_test_side_become (HwTestSide *side, HwSchema *schema, const char *dump,
                              gboolean watched, GError **error);

G_END_DECLS
