/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-step-words.h: a step of a plan in words: what it does, and what it loses. */

#pragma once

#include "hw-loss.h"
#include "hw-plan.h"

G_BEGIN_DECLS

/* (transfer full): "Apply 005". */
char *hw_step_words_dup_action (const HwStep *step);
/* (transfer full): "20 values". */
char *hw_step_words_dup_loss (const HwLoss *loss);
/* (transfer full) (nullable): "3 rows and 20 values" of all @losses (element-type HwLoss), or NULL
 * where nothing that was counted is lost. */
char *hw_step_words_dup_losses (GPtrArray *losses);

G_END_DECLS
