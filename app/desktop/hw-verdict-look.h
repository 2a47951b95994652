/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-look.h: how a verdict is shown: symbol, colour and words, never colour alone. */

#pragma once

#include "hw-verdict.h"

G_BEGIN_DECLS

typedef struct
{
  const char *icon;    /* a symbolic icon's name */
  const char *style;   /* a CSS class of ours: "good", "notice", "bad" or "quiet" */
  const char *words;   /* translated: "Up to date" */
  const char *meaning; /* translated: one or two sentences that explain it */
} HwVerdictLook;

HwVerdictLook hw_verdict_get_look (HwVerdict verdict);
/* For a database that was not looked at yet. */
HwVerdictLook hw_verdict_get_unchecked_look (void);

G_END_DECLS
