/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad-a.h: one half of a circle. */

#include "bad-b.h"
