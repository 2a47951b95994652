/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-result-private.h: making a result, for HwConnection only. */

#pragma once

#include <libpq-fe.h>

#include "hw-result.h"

G_BEGIN_DECLS

/* Takes @result over; the rows stay where libpq put them. */
HwResult *hw_result_new (PGresult *result);

G_END_DECLS
