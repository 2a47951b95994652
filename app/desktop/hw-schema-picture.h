/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-picture.h: tables before and after, what disappears and what returns marked. */

#pragma once

#include <gtk/gtk.h>

#include "hw-schema.h"

G_BEGIN_DECLS

/* One side stands below the other where there is little room. */
#define HW_TYPE_SCHEMA_PICTURE (hw_schema_picture_get_type ())
G_DECLARE_FINAL_TYPE (HwSchemaPicture, hw_schema_picture, HW, SCHEMA_PICTURE, GtkWidget)

/* @losses: (element-type HwLoss): said beside what disappears. */
void hw_schema_picture_show (HwSchemaPicture *picture, HwSchema *before, HwSchema *after,
                             GPtrArray *losses);

G_END_DECLS
