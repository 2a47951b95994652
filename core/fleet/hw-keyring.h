/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-keyring.h: passwords in the Secret Service: found by what they are for, never waited for long.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a password is for. All of it must be equal before it is used: a copied fleet file that leads
 * to another host, port, database or user gets none. (The fleet counts by its name, not by its
 * path, so that a second checkout finds the same passwords.) */
typedef struct
{
  const char *service;
  const char *environment;
  const char *host;
  const char *port;
  const char *database;
  const char *user;
} HwKeyringEntry;

/**
 * HwKeyring:
 *
 * One fleet's passwords; thread-safe, needs no main loop. The session bus is asked once, for the
 * attributes of all of them, and for a password itself only when one fits. Whatever the Secret
 * Service does, looking up takes at most 2 s; one that was too slow is not asked again. Nothing
 * is ever unlocked, and nobody is asked anything.
 */
typedef struct _HwKeyring HwKeyring;

HwKeyring *hw_keyring_new (const char *fleet);
void hw_keyring_free (HwKeyring *keyring);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwKeyring, hw_keyring_free)

/* Whether anything is stored for the fleet that can be read; waits at most 2 s the first time. */
gboolean hw_keyring_has_entries (HwKeyring *keyring, GCancellable *cancellable);
/* (transfer full) (nullable): the password, in non-pageable memory: secret_password_free(). */
char *hw_keyring_lookup (HwKeyring *keyring, const HwKeyringEntry *entry,
                         GCancellable *cancellable);

/* (transfer full) (nullable): why it was not, or not wholly, used so far; a sentence. @absent:
 * there simply is none on this machine. */
char *hw_keyring_dup_problem (HwKeyring *keyring, gboolean *absent);

/* Stores or replaces a password; at most 10 s. HW_ERROR_CREDENTIALS. */
gboolean hw_keyring_store (HwKeyring *keyring, const HwKeyringEntry *entry, const char *password,
                           GCancellable *cancellable, GError **error);
/* Removes every password of one service and environment. FALSE without an error: there was none. */
gboolean hw_keyring_forget (HwKeyring *keyring, const char *service, const char *environment,
                            GCancellable *cancellable, GError **error);
/* (transfer full) (element-type HwKeyringEntry): what is stored, sorted. NULL with
 * HW_ERROR_CREDENTIALS. */
GPtrArray *hw_keyring_list (HwKeyring *keyring, GCancellable *cancellable, GError **error);

G_END_DECLS
