/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-schema-diagram.h: tables as boxes, foreign keys as lines between them. */

#pragma once

#include <gtk/gtk.h>

#include "hw-table-item.h"

G_BEGIN_DECLS

/**
 * HwSchemaDiagram:
 *
 * For a scrolled window. Signal "table-activated" (HwTableItem): the user wants to see it closely.
 * Control and the wheel, or +, - and 0, zoom.
 */
#define HW_TYPE_SCHEMA_DIAGRAM (hw_schema_diagram_get_type ())
G_DECLARE_FINAL_TYPE (HwSchemaDiagram, hw_schema_diagram, HW, SCHEMA_DIAGRAM, GtkWidget)

/* @items: a GListModel of HwTableItem, of which the tables are drawn; views have no keys. */
void hw_schema_diagram_set_items (HwSchemaDiagram *diagram, GListModel *items);
/* Pales all tables that do not match @text; "" pales none. */
void hw_schema_diagram_search (HwSchemaDiagram *diagram, const char *text);
/* In (1), out (-1) or back to the natural size (0). */
void hw_schema_diagram_zoom (HwSchemaDiagram *diagram, int direction);

G_END_DECLS
