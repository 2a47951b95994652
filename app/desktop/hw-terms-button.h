/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-terms-button.h: explains the words beside it. */

#pragma once

#include <adwaita.h>

#include "hw-terms.h"

G_BEGIN_DECLS

#define HW_TYPE_TERMS_BUTTON (hw_terms_button_get_type ())
G_DECLARE_FINAL_TYPE (HwTermsButton, hw_terms_button, HW, TERMS_BUTTON, AdwBin)

/* Explains @terms with the names of @check (nullable: nothing to explain, so it is not shown). */
void hw_terms_button_set (HwTermsButton *button, HwTerms terms, const HwCheck *check);

G_END_DECLS
