/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-ddl-online.h: statements in the forms that let others read and write meanwhile. */

#pragma once

#include "hw-ddl.h"

G_BEGIN_DECLS

/**
 * hw_ddl_to_online:
 * @statements: (element-type HwDdlStatement): what hw_ddl_write() wrote to change @from
 *
 * Indexes of tables that @from has are made and dropped CONCURRENTLY, which the server refuses in a
 * transaction block; keys are made from such an index; checks and foreign keys are made NOT VALID
 * and then validated; NOT NULL is set by way of a validated check. What PostgreSQL cannot do so (on
 * partitioned tables) stays as it is.
 *
 * Returns: (transfer full) (element-type HwDdlStatement)
 */
GPtrArray *hw_ddl_to_online (GPtrArray *statements, HwSchema *from);

G_END_DECLS
