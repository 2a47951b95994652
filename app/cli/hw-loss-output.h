/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-loss-output.h: what the steps of a plan lose, counted on the live databases now. */

#pragma once

#include "hw-cli.h"
#include "hw-step.h"

G_BEGIN_DECLS

/* Prints what @step loses: a line for each table and column, and for each statement of which it is
 * not counted how many rows it changes. That it could not be counted is said too. */
void hw_loss_output_print (HwCli *cli, const HwStep *step);

/* Adds the same to an object: "losses", "not_counted" and, where there is one, "loss_error". */
void hw_loss_output_add (HwCli *cli, JsonBuilder *builder, const HwStep *step);

G_END_DECLS
