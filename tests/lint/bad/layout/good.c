/* SPDX-License-Identifier: GPL-3.0-or-later */
/* good.c: laid out. */

int
main (void)
{
  return 0;
}
