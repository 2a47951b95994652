/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-verdict-look.h: how a verdict is shown: symbol, colour and words, never colour alone. */

#pragma once

#include <gtk/gtk.h>

#include "hw-database-item.h"

G_BEGIN_DECLS

typedef struct
{
  const char *icon;    /* a symbolic icon's name */
  const char *style;   /* a CSS class of ours: "good", "notice", "bad" or "quiet" */
  const char *words;   /* translated: "Up to date" */
  const char *meaning; /* translated: one or two sentences that explain it */
} HwVerdictLook;

HwVerdictLook hw_verdict_get_look (HwVerdict verdict);
/* As @item (nullable) is now: also while it is looked at, or before. The words are those of the
 * last look until the next has ended. */
HwVerdictLook hw_verdict_get_look_of (HwDatabaseItem *item);
/* How many characters wide a line of @widget is that has room for any of the words. */
guint hw_verdict_look_count_most_chars (GtkWidget *widget);

G_END_DECLS
