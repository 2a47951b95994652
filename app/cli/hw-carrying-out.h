/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-carrying-out.h: plan, show, ask, run, report: what all commands that change databases share.
 */

#pragma once

#include "hw-cli.h"
#include "hw-plan.h"
#include "hw-run.h"

G_BEGIN_DECLS

/* The options that these commands have in common; ended by an empty entry. */
extern const GOptionEntry hw_carrying_out_options[];

/* Looks at @databases and makes a plan; those that somebody else migrates are given @wait seconds
 * to become free. (transfer full) */
HwPlan *hw_carrying_out_plan (HwCli *cli, GPtrArray *databases, const HwGoal *goal, guint wait,
                              GError **error);

/* Shows the plan and what it loses, counted now; with --json as the promised object. */
void hw_carrying_out_show (HwCli *cli, HwPlan *plan);
/* Adds "refusals": what was left out, and why. */
void hw_carrying_out_add_refusals (HwCli *cli, JsonBuilder *builder, HwPlan *plan);
/* Adds "remaining": what is not right and has no step. */
void hw_carrying_out_add_remainders (HwCli *cli, JsonBuilder *builder, HwPlan *plan);
/* Adds "notes": what a person should know who carries @step out. */
void hw_carrying_out_add_notes (JsonBuilder *builder, const HwStep *step);
/* The whole plan as a script for psql; on standard error what cannot be part of it, and why.
 * Returns the exit status. */
int hw_carrying_out_print_script (HwCli *cli, HwPlan *plan);
/* The exit status of having only looked at @plan. */
int hw_carrying_out_get_status (HwPlan *plan);

/* All of it: plans, shows, asks (on a terminal, and always for protected environments), runs,
 * reports. Returns the exit status. */
int hw_carrying_out_run (HwCli *cli, GPtrArray *databases, const HwGoal *goal, GError **error);

/* Splits "[SERVICE…] [REVISION]": the last argument is the revision when it is no service of the
 * fleet. @revision is NULL when there is none. (transfer container): the names. */
GPtrArray *hw_carrying_out_split_arguments (HwCli *cli, const char *const *arguments,
                                            const char **revision, GError **error);

G_END_DECLS
