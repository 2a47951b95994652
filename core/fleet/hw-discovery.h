/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-discovery.h: finds the services below a folder, for a first fleet file. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;       /* of the service, from its folder; different for each */
  char *migrations; /* relative to the folder searched */
  char *conninfo;   /* guessed, without a password */
  char *source;     /* (nullable): the file it was guessed from, relative too; else by the name */
} HwFoundService;

void hw_found_service_free (HwFoundService *service);

/* (transfer full) (element-type HwFoundService): a service for each alembic.ini, each folder of
 * numbered .sql files, and each folder with an env.py and versions, by path. Folders that hold
 * other people's code (hidden ones, node_modules, venv …) and tests are passed over, symbolic
 * links are not followed, nothing is run. NULL with HW_ERROR_NOT_FOUND when there is none. */
GPtrArray *hw_discovery_find (const char *folder, GCancellable *cancellable, GError **error);

/* (transfer full): the text of a fleet file for @services, with a database in @environment for
 * each. */
char *hw_discovery_to_text (GPtrArray *services, const char *name, const char *environment);

G_END_DECLS
