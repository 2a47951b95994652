/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-change-look.c: how a difference is shown: symbol, colour and word, never colour alone. */

#include "hw-change-look.h"

#include <glib/gi18n.h>

static const HwChangeLook looks[] = {
  [HW_CHANGE_MISSING] = { "list-remove-symbolic", "−", "bad", "error_color", N_ ("Missing") },
  [HW_CHANGE_UNEXPECTED] = { "list-add-symbolic", "+", "notice", "warning_color",
                             N_ ("Unexpected") },
  [HW_CHANGE_CHANGED] = { "document-edit-symbolic", "~", "notice", "warning_color",
                          N_ ("Changed") },
};

HwChangeLook
hw_change_get_look (HwChange change)
{
  HwChangeLook look = looks[change];

  look.word = _ (look.word);
  return look;
}
