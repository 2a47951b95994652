/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad-b.h: the other half. */

#include "bad-a.h"
