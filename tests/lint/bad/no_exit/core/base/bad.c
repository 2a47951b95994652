/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: ends the program. */

#include <stdlib.h>

void
hw_bad (void)
{
  exit (1);
}
