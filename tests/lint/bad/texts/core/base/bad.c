/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bad.c: says something in one language only. */

void
f (GError **error)
{
  hw_set_error (error, HW_ERROR_FAILED, _ ("Look again."), "nothing was there");
}
