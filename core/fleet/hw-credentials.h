/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-credentials.h: the passwords of databases: where they are kept, and who may have them. */

#pragma once

#include "hw-fleet.h"
#include "hw-keyring.h"

G_BEGIN_DECLS

/* What a program needs to connect to a database as Headway does. */
typedef struct
{
  char *conninfo; /* key words, through the tunnel when there is one; never with a password */
  char *password; /* (nullable): for a pipe, not for an argument or the environment; NULL when it
                     is in ~/.pgpass, or the server wants none */
} HwLogin;

/* (transfer full): may connect once to learn which password it is. The tunnel stays open as long
 * as the fleet lives. Errors as from hw_database_connect(). */
HwLogin *hw_database_dup_login (HwDatabase *database, GCancellable *cancellable, GError **error);
/* Wipes the password. */
void hw_login_free (HwLogin *login);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwLogin, hw_login_free)

/* (transfer full): the connection string that leads to @database, as whomever one connects: through
 * its tunnel, which is started, when it has one. HW_ERROR_UNTRUSTED, … */
char *hw_database_dup_route (HwDatabase *database, GCancellable *cancellable, GError **error);

/* Connects with @password and no other, to see whether the server takes it. */
HwConnection *hw_credentials_try (HwDatabase *database, const char *password,
                                  GCancellable *cancellable, GError **error);
/* Stores @password in the keyring, for where @database leads now. HW_ERROR_CREDENTIALS. */
gboolean hw_credentials_store (HwDatabase *database, const char *password,
                               GCancellable *cancellable, GError **error);
/* Uses @password from now on for as long as this program runs, before any other; NULL: no more. */
void hw_credentials_keep (HwDatabase *database, const char *password);
/* FALSE without an error when none was stored. */
gboolean hw_credentials_forget (HwDatabase *database, GCancellable *cancellable, GError **error);
/* (transfer full) (element-type HwKeyringEntry): what the keyring holds for the fleet, sorted. */
GPtrArray *hw_credentials_list (HwFleet *fleet, GCancellable *cancellable, GError **error);

G_END_DECLS
