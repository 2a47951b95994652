/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-alter-table.h: what harm the parts of an ALTER TABLE can do; for HwScript only. */

#pragma once

#include "hw-script.h"
#include "hw-tree.h"

G_BEGIN_DECLS

/* @node: an AlterTableStmt of libpg_query. The worst of its parts. */
HwRisk hw_alter_table_get_risk (const HwNode *node);

G_END_DECLS
