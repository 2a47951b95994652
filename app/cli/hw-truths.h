/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-truths.h: what models, migrations and a database say, side by side. */

#pragma once

#include "hw-check.h"
#include "hw-cli.h"

G_BEGIN_DECLS

/* For each of @checks (element-type HwCheck) the objects in which the three differ, printed or as
 * JSON. Returns: the exit status, or sets @error. */
int hw_truths_show (HwCli *cli, GPtrArray *checks, GError **error);

G_END_DECLS
