/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-plan.h: reaches down. */

#include "hw-base.h"
