/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-touch.h: which tables a change of schema is about. */

#pragma once

#include "hw-schema.h"

G_BEGIN_DECLS

/* (transfer full) (element-type HwObject): the tables and materialized views that come, go or
 * change, themselves or in what belongs to them: as @before has them, else as @after; sorted. */
GPtrArray *hw_touch_find_tables (HwSchema *before, HwSchema *after);

G_END_DECLS
