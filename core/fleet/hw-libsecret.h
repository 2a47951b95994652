/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-libsecret.h: libsecret, loaded when it is first needed. */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

/* Whether the library is there. Where it is not, its functions do nothing and give 0 or NULL,
 * without an error; only secret_password_free() frees what g_malloc() gave. */
gboolean hw_libsecret_is_installed (void);

G_END_DECLS
