/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-leeway.h: text that scrolls where the window is too short for it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HwLeeway:
 *
 * As high as what it holds where there is room, as a scrolled window cannot be for text that wraps,
 * and as high as a line of it where there is none. Its child is a GtkScrolledWindow that shows no
 * scroll bars.
 */
#define HW_TYPE_LEEWAY (hw_leeway_get_type ())
G_DECLARE_FINAL_TYPE (HwLeeway, hw_leeway, HW, LEEWAY, AdwBin)

G_END_DECLS
