/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-symbol.h: a symbol that says how something is, in the colour that goes with it. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HwSymbol:
 *
 * Stands in each row of long lists: other than a GtkImage it can show another icon without asking
 * for a new layout of all that is around it.
 */
#define HW_TYPE_SYMBOL (hw_symbol_get_type ())
G_DECLARE_FINAL_TYPE (HwSymbol, hw_symbol, HW, SYMBOL, GtkWidget)

/* @icon_name: of a symbolic icon. @style: (nullable): a CSS class of ours: "good", "notice", "bad",
 * "quiet". */
GtkWidget *hw_symbol_new (const char *icon_name, const char *style);
void hw_symbol_show (HwSymbol *symbol, const char *icon_name, const char *style);

G_END_DECLS
