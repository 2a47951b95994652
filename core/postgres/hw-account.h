/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-account.h: the account that server programs run as: the user's own, or another one for root,
 * whom they refuse. */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct
{
  uid_t user;
  gid_t group;
  gboolean is_other; /* not the user of this process, which is root */
} HwAccount;

/* As root `postgres`, else `nobody`. FALSE with HW_ERROR_FAILED when there is neither. */
gboolean hw_account_find (HwAccount *account, GError **error);

/* Makes the folder @path for the account alone, or takes one that is just so. FALSE with
 * HW_ERROR_FAILED. */
gboolean hw_account_make_folder (const HwAccount *account, const char *path, GError **error);

/**
 * hw_account_spawn:
 * @program: `initdb` or `postgres`
 * @data: its -D; the account need not be able to reach it
 * @log: gets all that the program says; emptied first
 * @options: its further arguments
 *
 * Starts a server program as the account, in a session of its own (a Ctrl-C in the terminal does
 * not reach it), with none of our other descriptors and next to nothing of our environment.
 *
 * Returns: (transfer full): %NULL with HW_ERROR_FAILED or an error of GIO
 */
GSubprocess *hw_account_spawn (const HwAccount *account, const char *program, const char *data,
                               const char *log, const char *const *options, GError **error);

G_END_DECLS
