/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-risk-look.h: how a risk is shown: symbol, colour and word, never colour alone. */

#pragma once

#include <gtk/gtk.h>

#include "hw-script.h"

G_BEGIN_DECLS

typedef struct
{
  const char *icon;    /* a symbolic icon's name */
  const char *style;   /* a CSS class of ours: "good", "notice" or "bad" */
  const char *word;    /* translated: "Safe" */
  const char *meaning; /* translated: a sentence that explains it */
} HwRiskLook;

HwRiskLook hw_risk_get_look (HwRisk risk);

/* Symbol and word; the meaning is its tooltip. */
GtkWidget *hw_risk_badge_new (HwRisk risk);

G_END_DECLS
