/* SPDX-License-Identifier: GPL-3.0-or-later */
/* hw-service-name.h: what services that were found in folders are called. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): a name for each of @folders (relative to @root, "." for itself), in their order,
 * all different: that of the Python package it lies in, else that of the innermost folder whose
 * name says whose it is ("alembic", "db" and the like do not); of two with one name more is said.
 */
GStrv hw_service_name_dup_all (const char *root, const char *const *folders);

G_END_DECLS
