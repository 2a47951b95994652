/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-run-row.h: one database while a plan is carried out: how far it is, and what it does. */

#pragma once

#include <gtk/gtk.h>

#include "hw-run.h"

G_BEGIN_DECLS

#define HW_TYPE_RUN_ROW (hw_run_row_get_type ())
G_DECLARE_FINAL_TYPE (HwRunRow, hw_run_row, HW, RUN_ROW, GtkListBoxRow)

/* @database: one that @plan is about. */
GtkWidget *hw_run_row_new (HwPlan *plan, HwDatabase *database);
HwDatabase *hw_run_row_get_database (HwRunRow *row);
void hw_run_row_take_event (HwRunRow *row, const HwRunEvent *event);
void hw_run_row_set_fraction (HwRunRow *row, double fraction);
/* The run has ended; @results (element-type HwStepResult) of all databases. */
void hw_run_row_finish (HwRunRow *row, GPtrArray *results);

G_END_DECLS
