/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: reaches up. */

#include "hw-plan.h"
