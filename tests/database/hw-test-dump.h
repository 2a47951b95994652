/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-test-dump.h: what pg_dump says of a database: the judge beside Headway's own comparison. */

#pragma once

#include "hw-test-server.h"

G_BEGIN_DECLS

/* (transfer full): the statements of the schema, sorted; the order of the columns of a table is
 * none of its business. Debian's pg_dump, or the one that HW_TEST_PG_DUMP names (pg-dump.mjs) for
 * servers which that does not know. */
char *hw_test_dump (HwTestDatabase *database);

G_END_DECLS
