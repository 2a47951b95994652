/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-environment-chooser.h: whose databases are shown: local, staging, production … */

#pragma once

#include <adwaita.h>

#include "hw-session.h"

G_BEGIN_DECLS

/* Property "session". Hidden while there is nothing to choose. */
#define HW_TYPE_ENVIRONMENT_CHOOSER (hw_environment_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HwEnvironmentChooser, hw_environment_chooser, HW, ENVIRONMENT_CHOOSER, AdwBin)

G_END_DECLS
