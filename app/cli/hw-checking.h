/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-checking.h: looking at databases, as several commands begin. */

#pragma once

#include "hw-check.h"
#include "hw-cli.h"

G_BEGIN_DECLS

/* Looks at the databases that @names mean, showing progress. (transfer full) (element-type HwCheck)
 */
GPtrArray *hw_checking_look (HwCli *cli, const char *const *names, GError **error);
GPtrArray *hw_checking_look_at (HwCli *cli, GPtrArray *databases, GError **error);
/* The one database that @name means: an array of one. */
GPtrArray *hw_checking_look_at_one (HwCli *cli, const char *name, GError **error);

/* Clean, needs attention, or (the worst) could not be reached. */
int hw_checking_get_exit_status (GPtrArray *checks);

/* Says on standard error which snapshots of these services no longer equal what the histories
 * build. */
int hw_checking_verify_snapshots (HwCli *cli, GPtrArray *checks);

G_END_DECLS
