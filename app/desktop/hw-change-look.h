/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-change-look.h: how a difference is shown: symbol, colour and word, never colour alone. */

#pragma once

#include "hw-difference.h"

G_BEGIN_DECLS

typedef struct
{
  const char *icon;  /* a symbolic icon's name */
  const char *sign;  /* for drawing: "−", "+" or "~", as the command writes it */
  const char *style; /* a CSS class of ours */
  const char *color; /* the name of the colour that class has */
  const char *word;  /* translated: "Missing" */
} HwChangeLook;

HwChangeLook hw_change_get_look (HwChange change);

G_END_DECLS
