/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-trust.h: which fleet files may run their programs and revisions, remembered outside them. */

#pragma once

#include "hw-fleet.h"

G_BEGIN_DECLS

/* (transfer full): SHA-256, hexadecimal, over every program the fleet names (Python, Runner,
 * Tunnel, PasswordCommand), for which service or database, and over every folder of migrations.
 * What is inside the folders does not count: a team adds revisions every day, and who trusts a
 * folder trusts those who write into it. */
char *hw_trust_dup_digest (HwFleet *fleet);

/* (transfer full): what the digest covers, in file order: "NAME<TAB>KEY<TAB>VALUE" each. */
GStrv hw_trust_dup_programs (HwFleet *fleet);

/* The memory is $XDG_STATE_HOME/headway/trusted: a line "DIGEST PATH" for each fleet file, for the
 * user's eyes only. A memory that cannot be read remembers nothing. */
gboolean hw_trust_is_remembered (const char *path, const char *digest);
/* HW_ERROR_FAILED when it cannot be written. */
gboolean hw_trust_remember (const char *path, const char *digest, GError **error);

G_END_DECLS
