/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-server-programs.h: where the server programs of a PostgreSQL major version are installed. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the folder with `postgres` and `initdb` of version @major, of the
 * newest when @major is 0; Debian's folders first, then what `pg_config` of PATH names.
 * @found: (out) (optional): the major version found there. */
char *hw_server_programs_find (guint major, guint *found);

G_END_DECLS
