/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet.h: the services one team looks after, as the fleet file says. */

#pragma once

#include <gio/gio.h>

#include "hw-fleet-file.h"
#include "hw-service.h"

G_BEGIN_DECLS

#define HW_TYPE_FLEET (hw_fleet_get_type ())
/* A GListModel of HwService, in file order. What the file says does not change after loading. */
G_DECLARE_FINAL_TYPE (HwFleet, hw_fleet, HW, FLEET, GObject)

/* NULL with HW_ERROR_FLEET_FILE; the message begins with FILE:LINE: and the hint says what to write
 * instead. */
HwFleet *hw_fleet_load (const char *path, GError **error);
/* The same for a file that was read, and perhaps changed, already. */
HwFleet *hw_fleet_new (HwFleetFile *file, GError **error);
/* (transfer full): @path, or headway.fleet in this folder or the nearest one above. NULL with
 * HW_ERROR_FLEET_FILE. */
char *hw_fleet_find_file (const char *path, GError **error);

const char *hw_fleet_get_name (HwFleet *fleet);
const char *hw_fleet_get_path (HwFleet *fleet); /* absolute */
/* Absolute; what the file's paths are relative to. */
const char *hw_fleet_get_folder (HwFleet *fleet);
/* "private" (default), "server" (a scratch database on the service's own server) or a connection
 * string. */
const char *hw_fleet_get_shadow (HwFleet *fleet);
/* What the user of this machine wants, before what the file says. */
typedef struct
{
  const char *shadow;    /* (nullable): as hw_fleet_get_shadow(); NULL: as the file says */
  guint connect_timeout; /* seconds; 0: as the connection says */
  gboolean column_order; /* whether another order of columns counts as drift, */
  gboolean owners;       /* that things belong to others, */
  gboolean privileges;   /* and that others may do otherwise with them */
} HwFleetPreferences;

/* To be called before databases of @fleet are worked with. */
void hw_fleet_set_preferences (HwFleet *fleet, const HwFleetPreferences *preferences);

/* Jobs=: how many databases at once; 0 when the file does not say. */
guint hw_fleet_get_jobs (HwFleet *fleet);
/* LockTimeout= and StatementTimeout= in milliseconds; by default 5000, and 0 for no limit. */
guint hw_fleet_get_lock_timeout (HwFleet *fleet);
guint hw_fleet_get_statement_timeout (HwFleet *fleet);
/* Names, in file order. */
const char *const *hw_fleet_get_environments (HwFleet *fleet);
gboolean hw_fleet_is_protected (HwFleet *fleet, const char *environment);

HwService *hw_fleet_get_service (HwFleet *fleet, guint i);
guint hw_fleet_get_n_services (HwFleet *fleet);
HwService *hw_fleet_find_service (HwFleet *fleet, const char *name);

/* (transfer full) (element-type HwDatabase): the databases that @names ("order", "order@local"; all
 * when empty) mean in @environment (nullable: all), in file order of services, then environments.
 * NULL with HW_ERROR_NOT_FOUND, naming what there is. */
GPtrArray *hw_fleet_select (HwFleet *fleet, const char *const *names, const char *environment,
                            GError **error);

/* (transfer full) (element-type HwService): the services that the same @names mean, each once; all
 * when empty. NULL with HW_ERROR_NOT_FOUND also for an environment that there is not. */
GPtrArray *hw_fleet_select_services (HwFleet *fleet, const char *const *names,
                                     const char *environment, GError **error);

/* For each service its wave: 0 for those that wait for none, else one more than the highest it
 * waits for (After). */
guint hw_fleet_get_wave (HwFleet *fleet, HwService *service);

/* Whether the programs and revisions of this fleet may run: trusted as they are now. Else
 * HW_ERROR_UNTRUSTED. */
gboolean hw_fleet_check_trust (HwFleet *fleet, GError **error);
gboolean hw_fleet_trust (HwFleet *fleet, GError **error);
/* Trust for this process only (`--trust`). */
void hw_fleet_trust_once (HwFleet *fleet);

/* (transfer full) (nullable): a sentence for the user: the keyring is locked, or was too slow or
 * broken, so that passwords in it were not used. NULL when all is well and also where there is no
 * keyring: then only a database that lacks its password says so. Ask after connecting. */
char *hw_fleet_dup_keyring_problem (HwFleet *fleet);

G_END_DECLS
