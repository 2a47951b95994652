/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: jumps. */

int
main (void)
{
  goto out;
out:
  return 0;
}
