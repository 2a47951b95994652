/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-database.h: where one service's data lives in one environment. */

#pragma once

#include <gio/gio.h>

#include "hw-connection.h"
#include "hw-difference.h"

G_BEGIN_DECLS

typedef struct _HwFleet HwFleet;
typedef struct _HwService HwService;

#define HW_TYPE_DATABASE (hw_database_get_type ())
/* Does not change after loading; good as long as its fleet is. */
G_DECLARE_FINAL_TYPE (HwDatabase, hw_database, HW, DATABASE, GObject)

HwService *hw_database_get_service (HwDatabase *database);
const char *hw_database_get_service_name (HwDatabase *database);
const char *hw_database_get_environment (HwDatabase *database);
const char *hw_database_get_title (HwDatabase *database); /* "order@production" */
/* As the file says; never with a password. */
const char *hw_database_get_conninfo (HwDatabase *database);
HwFleet *hw_database_get_fleet (HwDatabase *database);
gboolean hw_database_is_protected (HwDatabase *database);

/* Whether the service of @database comes after that of @other (After=), in the same environment. */
gboolean hw_database_waits_for (HwDatabase *database, HwDatabase *other);

/* (nullable) (transfer none): what counts as drift: all but what Ignore= of the database or its
 * service names. */
const HwFilter *hw_database_get_filter (HwDatabase *database);
/* What counts as drift of @database: as the fleet file and the user of this machine want it. */
HwCompareOptions hw_database_get_comparison (HwDatabase *database);

/* Connects through the Tunnel=, with the password from the keyring, else by libpq's own ways, else
 * from PasswordFile= or PasswordCommand=. When the password is missing or wrong the error's hint
 * says where it came from and what to do. From any thread; implemented in hw-credentials.c. */
HwConnection *hw_database_connect (HwDatabase *database, GCancellable *cancellable, GError **error);
/* The same to another database of that server (for scratch databases); NULL for its own. */
HwConnection *hw_database_connect_to (HwDatabase *database, const char *name,
                                      GCancellable *cancellable, GError **error);

G_END_DECLS
