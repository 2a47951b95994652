/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-split.h: a list, and the details of what is selected: beside it, or where it is narrow after
 * it. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Properties: "list" and "details", the two widgets; "back", what leads from the one to the other.
 */
#define HW_TYPE_SPLIT (hw_split_get_type ())
G_DECLARE_FINAL_TYPE (HwSplit, hw_split, HW, SPLIT, AdwBin)

void hw_split_show_list (HwSplit *split);
/* Beside each other both are shown: then it does nothing. */
void hw_split_show_details (HwSplit *split);

G_END_DECLS
