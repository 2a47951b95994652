/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-advice-output.h: what to do next, as it can be typed here. */

#pragma once

#include "hw-cli.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): @text in which each command of headway has the --fleet that this one
 * was given: without it, it would act on whatever fleet lies in the folder. NULL for NULL. */
char *hw_advice_output_dup (HwCli *cli, const char *text);

/* Prints that below what it is about; nothing for NULL. */
void hw_advice_output_print (HwCli *cli, const char *text);

G_END_DECLS
