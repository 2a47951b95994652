/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-application.h: the running program: one instance, its windows and what concerns all of them.
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define HW_TYPE_APPLICATION (hw_application_get_type ())
G_DECLARE_FINAL_TYPE (HwApplication, hw_application, HW, APPLICATION, AdwApplication)

HwApplication *hw_application_new (void);

G_END_DECLS
