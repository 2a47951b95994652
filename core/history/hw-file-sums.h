/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-file-sums.h: the checksums of files, remembered between runs. */

#pragma once

#include "hw-file-mark.h"

G_BEGIN_DECLS

/**
 * HwFileSums:
 *
 * Any thread. A file is read when its checksum is first asked for, and again when it may have
 * changed since.
 */
typedef struct _HwFileSums HwFileSums;

/* @text: (nullable): what hw_file_sums_dup_text() gave; what it does not say rightly is as unsaid.
 */
HwFileSums *hw_file_sums_new (const char *text);
void hw_file_sums_free (HwFileSums *sums);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwFileSums, hw_file_sums_free)

/* (transfer full): SHA-256 of what is in the file now, hexadecimal; NULL when it cannot be read. */
char *hw_file_sums_dup (HwFileSums *sums, const char *path, GError **error);

/* (transfer full) (nullable): what is to be remembered; NULL when that is nothing new. */
char *hw_file_sums_dup_text (HwFileSums *sums);

G_END_DECLS
