/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-conninfo.h: connection strings as libpq reads them: what they may hold, where they lead. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where libpq would go and as whom: key words, environment, service file and defaults taken
 * together. Several hosts are kept as libpq writes them ("a,b"). */
typedef struct
{
  char *host; /* name, address or socket folder; "NAME/ADDRESS" when hostaddr= is given too */
  char *port;
  char *database;
  char *user;
} HwEndpoint;

/* Whether @conninfo can be read and holds no password, in whatever form. Else HW_ERROR_FLEET_FILE,
 * whose message continues the name of the key ("holds a password") and never shows what was
 * written. */
gboolean hw_conninfo_check (const char *conninfo, GError **error);

/* Whether libpq can read it, with a password or without. */
gboolean hw_conninfo_is_valid (const char *conninfo);

/* NULL with HW_ERROR_FLEET_FILE, when for example its service= is in no service file. Asks no
 * server. */
HwEndpoint *hw_conninfo_resolve (const char *conninfo, GError **error);
void hw_endpoint_free (HwEndpoint *endpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HwEndpoint, hw_endpoint_free)

/* (transfer full): key words for what @conninfo says, with @changes (key word, value, …, NULL) in
 * place of its own; a NULL value takes the key word out. */
char *hw_conninfo_dup_changed (const char *conninfo, const char *const *changes, GError **error);

/* (transfer full) (nullable): the password that libpq would take from the environment or a service
 * file (not that of ~/.pgpass), in non-pageable memory: secret_password_free(). */
char *hw_conninfo_dup_password (const char *conninfo);

/* (transfer full) (nullable): what @conninfo itself says for a key word. */
char *hw_conninfo_dup_value (const char *conninfo, const char *keyword);

/* Appends "KEYWORD=VALUE" to @text, quoted as libpq wants it and parted by a space. */
void hw_conninfo_append (GString *text, const char *keyword, const char *value);

G_END_DECLS
