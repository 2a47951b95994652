/* SPDX-License-Identifier: GPL-3.0-or-later */
/* good.c: says it in any language; what is not said is left alone. */

void
f (GError **error)
{
  hw_set_error (error, HW_ERROR_FAILED, _ ("Look again."), _ ("nothing was there"));
  execute ("select this and that");
}
