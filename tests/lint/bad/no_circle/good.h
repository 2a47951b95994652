/* SPDX-License-Identifier: GPL-3.0-or-later */
/* good.h: beside the circle. */

#include "bad-a.h"
