/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-fleet-edit.h: makes and changes fleet files, and leaves alone what it was not asked to change.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What to add: a service, or databases to one that is there. */
typedef struct
{
  const char *service;
  const char *migrations;       /* (nullable): relative to the current folder; for a new service */
  const char *format;           /* (nullable) */
  const char *after;            /* (nullable): services, parted by ; */
  const char *const *databases; /* (nullable): "ENVIRONMENT=CONNECTION" each */
} HwFleetAddition;

/* Writes @text to @path. HW_ERROR_REFUSED when there is a file already. */
gboolean hw_fleet_edit_create (const char *path, const char *text, GError **error);

/* Adds to the file at @path, which is made when it is not there. The result is checked first:
 * what could not be loaded is not written. HW_ERROR_USAGE, HW_ERROR_REFUSED for what is there
 * already, HW_ERROR_FLEET_FILE. */
gboolean hw_fleet_edit_add (const char *path, const HwFleetAddition *addition, GError **error);

/* Adds @term (KIND:PATTERN) to Ignore= of @group ("Service order", "Database order@local") of the
 * file at @path: what it names is no drift any more. Nothing is changed when it is there already.
 * HW_ERROR_FLEET_FILE. */
gboolean hw_fleet_edit_ignore (const char *path, const char *group, const char *term,
                               GError **error);
/* (transfer full): @path as the fleet file @file shall name it: relative to its folder when it is
 * below that or was relative itself, so that both can move together. */
char *hw_fleet_edit_dup_path (const char *file, const char *path);

G_END_DECLS
