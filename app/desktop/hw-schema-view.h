/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-view.h: the tables of a database, as a list with details and as a diagram. */

#pragma once

#include "hw-database-view.h"

G_BEGIN_DECLS

#define HW_TYPE_SCHEMA_VIEW (hw_schema_view_get_type ())
G_DECLARE_FINAL_TYPE (HwSchemaView, hw_schema_view, HW, SCHEMA_VIEW, HwDatabaseView)

G_END_DECLS
