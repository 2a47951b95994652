/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-check-button.h: looks at the databases now, or stops looking. */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Property "session". */
#define HW_TYPE_CHECK_BUTTON (hw_check_button_get_type ())
G_DECLARE_FINAL_TYPE (HwCheckButton, hw_check_button, HW, CHECK_BUTTON, AdwBin)

G_END_DECLS
